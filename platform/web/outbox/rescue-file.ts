// The rescue file: everything unsent of one person in one file, sealed by their pocket, for when a phone is
// about to be lost, wiped or repaired. Only the same person, signed in on any phone, can read it; taking it
// in twice changes nothing, because every entry keeps the id under which the server does it once.
//
// Layout: a line of magic · whose it is, as a hash · for each part its length (4 bytes, big end first) and
// sealed bytes. Part 0 is the list (how many), each further part one entry with its pictures. A part's number
// is sealed with it, so that parts can be neither exchanged nor left out unseen.
import { type Entry, isEntry } from './entry.ts';
import type { WholeEntry } from './entry-shelf.ts';
import type { Pocket } from './pocket.ts';
import { sha256 } from './sha256.ts';

const MAGIC = new TextEncoder().encode('GRIDLOOP RESCUE 1\n');
/** Tells whose it is to them alone: 64 letters of hex. */
const ownerMark = async (owner: string): Promise<Uint8Array<ArrayBuffer>> =>
  new TextEncoder().encode(await sha256(JSON.stringify(['gridloop rescue', owner])));
const HEAD_BYTES = MAGIC.byteLength + 64;
export const RESCUE_TYPE = 'application/octet-stream';
/** More than a shift with all its pictures; a length beyond it is damage. */
const MOST_PART_BYTES = 500_000_000;

export type RescueFault = 'not_ours' | 'another_person' | 'broken' | 'no_key';

export class RescueError extends Error {
  override name = 'RescueError';
  readonly fault: RescueFault;

  constructor(fault: RescueFault) {
    super(`the rescue file is ${fault}`);
    this.fault = fault;
  }
}

const partName = (number: number, total: number): string =>
  number === 0 ? 'rescue list' : `rescue ${number} of ${total}`;

function lengthOf(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const length = new Uint8Array(4);
  new DataView(length.buffer).setUint32(0, bytes.byteLength);
  return length;
}

/** Parts of the file, to be handed to a Blob. Throws RescueError `no_key` where this device can't seal. */
export async function writeRescue(
  store: Pocket,
  entries: readonly Entry[],
  bytesOf: (entry: Entry) => Promise<ReadonlyMap<string, ArrayBuffer>>,
): Promise<readonly Uint8Array<ArrayBuffer>[]> {
  const parts: Uint8Array<ArrayBuffer>[] = [MAGIC, await ownerMark(store.owner)];
  const add = async (number: number, value: unknown) => {
    const sealed = await store.seal(partName(number, entries.length), value);
    if (!sealed) throw new RescueError('no_key');
    parts.push(lengthOf(sealed), sealed);
  };
  await add(0, { total: entries.length });
  for (const [index, entry] of entries.entries()) {
    await add(index + 1, { entry, bytes: await bytesOf(entry) });
  }
  return parts;
}

async function slice(file: Blob, from: number, to: number): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = new Uint8Array(await file.slice(from, to).arrayBuffer());
  if (bytes.byteLength !== to - from) throw new RescueError('broken');
  return bytes;
}

async function* partsOf(file: Blob): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  for (let at = HEAD_BYTES; at < file.size; ) {
    const length = new DataView((await slice(file, at, at + 4)).buffer).getUint32(0);
    if (length > MOST_PART_BYTES) throw new RescueError('broken');
    yield slice(file, at + 4, at + 4 + length);
    at += 4 + length;
  }
}

function isWhole(value: unknown): value is WholeEntry {
  const one = value as Partial<WholeEntry> | null;
  return typeof one === 'object' && one !== null && isEntry(one.entry) && one.bytes instanceof Map;
}

async function checkHead(store: Pocket, file: Blob): Promise<void> {
  const head = new Uint8Array(await file.slice(0, HEAD_BYTES).arrayBuffer());
  if (String(head.subarray(0, MAGIC.byteLength)) !== String(MAGIC)) throw new RescueError('not_ours');
  const mark = head.subarray(MAGIC.byteLength);
  if (String(mark) !== String(await ownerMark(store.owner))) throw new RescueError('another_person');
}

async function open(store: Pocket, name: string, sealed: Uint8Array<ArrayBuffer>): Promise<unknown> {
  try {
    return await store.unseal(name, sealed);
  } catch (error) {
    console.warn('A part of the rescue file can’t be read.', error);
    return undefined;
  }
}

/**
 * Hands every readable entry to `take` and answers how many the file holds. A damaged file throws RescueError
 * `broken` afterwards, so that nothing readable is lost. Throws what `take` throws.
 */
export async function readRescue(
  store: Pocket,
  file: Blob,
  take: (whole: WholeEntry) => Promise<void>,
): Promise<number> {
  await checkHead(store, file);
  let total: number | undefined;
  let [number, isBroken] = [0, false];
  for await (const sealed of partsOf(file)) {
    const value = await open(store, partName(number, total ?? 0), sealed);
    if (total === undefined) {
      const told = (value as { total?: unknown } | undefined)?.total;
      if (typeof told !== 'number') throw new RescueError('broken');
      total = told;
    } else if (isWhole(value)) await take(value);
    else isBroken = true;
    number += 1;
  }
  if (isBroken || total === undefined || number !== total + 1) throw new RescueError('broken');
  return total;
}
