// How much room this device gives, and whether the browser may throw away what is kept when it wants room
// for other sites. Only asks and tells.
export interface Room {
  /** Undefined where the browser does not say. */
  readonly usedBytes: number | undefined;
  readonly quotaBytes: number | undefined;
  /** Undefined where the browser does not know the question. */
  readonly isPersistent: boolean | undefined;
}

/** From here on the person is told. */
const ALMOST_FULL = 0.8;

const manager = (): Partial<StorageManager> =>
  typeof navigator === 'undefined' ? {} : ((navigator.storage as Partial<StorageManager> | undefined) ?? {});

/** Asked at sign-in: browsers say yes to an installed app. */
export async function askToPersist(): Promise<boolean | undefined> {
  const storage = manager();
  return (await storage.persisted?.()) === true ? true : storage.persist?.();
}

const GIBIBYTE = 2 ** 30;

/** Chromium hides how large a disk is: it tells what is used and a whole number of gibibytes more, however
 *  little room there is. That says nothing, and must not be shown as if it did. */
const isMadeUp = (used: number, quota: number): boolean => quota > used && (quota - used) % GIBIBYTE === 0;

export async function readRoom(): Promise<Room> {
  const storage = manager();
  const [estimate, isPersistent] = await Promise.all([storage.estimate?.(), storage.persisted?.()]);
  const { usage, quota } = estimate ?? {};
  const isTold = usage !== undefined && quota !== undefined && !isMadeUp(usage, quota);
  return { usedBytes: usage, quotaBytes: isTold ? quota : undefined, isPersistent };
}

export const isAlmostFull = ({ usedBytes, quotaBytes }: Room): boolean =>
  usedBytes !== undefined &&
  quotaBytes !== undefined &&
  quotaBytes > 0 &&
  usedBytes / quotaBytes >= ALMOST_FULL;
