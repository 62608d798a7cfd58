// Pictures of unfinished work on the device, each under its own name: typing a letter never writes
// megabytes again. Whoever keeps one forgets it when the work has gone into the outbox or was given up.
import { kept } from './kept.ts';

/** Under which it lies among the drafts, for whoever moves it in one writing with others. */
export const pictureName = (key: string): string => `picture.${key}`;
/** Those that are on the device already, or on their way to it. */
const written = new Set<string>();

export async function keepPicture(key: string, bytes: ArrayBuffer): Promise<void> {
  if (written.has(key)) return;
  written.add(key);
  // A full device is asked again with the next change.
  if (!(await kept.keep(pictureName(key), bytes))) written.delete(key);
}

/** Undefined when the device has lost it. */
export async function findPicture(key: string): Promise<ArrayBuffer | undefined> {
  const bytes = await kept.read(pictureName(key));
  if (!(bytes instanceof ArrayBuffer)) return undefined;
  if (!kept.isForThisVisit(pictureName(key))) written.add(key);
  return bytes;
}

export async function forgetPicture(key: string): Promise<void> {
  written.delete(key);
  await kept.forget(pictureName(key));
}
