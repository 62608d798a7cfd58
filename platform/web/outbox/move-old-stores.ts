// What an earlier version of the app kept open on this phone moves into the pocket of whose it is, once, and
// the open copies are deleted. What belongs to somebody else stays until they sign in: unsent work is never
// thrown away. The words of the old stores (`parcel`, `intent`) live here alone.
import { deleteDB, openDB, type IDBPDatabase } from 'idb';
import type { Instant } from '../../../kernel/instant.ts';
import { type Entry, hashedText } from './entry.ts';
import { EntryShelf, type WholeEntry } from './entry-shelf.ts';
import { browserLocks } from './locks.ts';
import { OLD_KEPT, OLD_OUTBOX } from './old-stores.ts';
import type { Pocket, PocketRecord } from './pocket.ts';
import { sha256 } from './sha256.ts';

interface OldPicture {
  readonly key: string;
  readonly field: string;
  readonly bytes: ArrayBuffer;
  readonly type: string;
  readonly id?: string;
}

/** As the version before wrote it. */
export interface OldParcel {
  readonly id: string;
  readonly owner: string;
  readonly intent: string;
  readonly url: string;
  readonly body: Readonly<Record<string, unknown>>;
  readonly pictures: readonly OldPicture[];
  readonly label: string;
  readonly madeAt: Instant;
  readonly about?: string;
  readonly state: 'waiting' | 'needs_you';
  readonly trouble?: string;
  readonly origin?: unknown;
}

export function isOldParcel(value: unknown): value is OldParcel {
  const one = (value ?? {}) as Partial<OldParcel>;
  const isWhole = [one.id, one.owner, one.intent, one.url].every((text) => typeof text === 'string');
  return isWhole && Array.isArray(one.pictures) && typeof one.madeAt === 'number';
}

/** The pictures lie beside the entry: inside of it they would be there twice. */
function withoutBytes(value: unknown): unknown {
  if (value instanceof ArrayBuffer) return undefined;
  if (Array.isArray(value)) return value.map(withoutBytes);
  if (typeof value !== 'object' || value === null) return value;
  const parts = Object.entries(value).filter(([, one]) => !(one instanceof ArrayBuffer));
  return Object.fromEntries(parts.map(([name, one]) => [name, withoutBytes(one)]));
}

/** It keeps the key under which the earlier version may have sent it already, so it can't be done twice. */
export async function entryOfParcel(parcel: OldParcel, seq: number): Promise<WholeEntry> {
  const { url, body, about, trouble, origin, state } = parcel;
  const pictures = await Promise.all(
    parcel.pictures.map(async ({ key, field, type, bytes, id }) => ({
      ...{ key, field, type, sha256: await sha256(bytes), sizeBytes: bytes.byteLength },
      ...(id === undefined ? {} : { photoId: id }),
    })),
  );
  const entry: Entry = {
    ...{ id: parcel.intent, owner: parcel.owner, seq, url, body, pictures, state },
    ...{
      label: parcel.label,
      madeAt: parcel.madeAt,
      hash: await sha256(hashedText({ url, body, pictures })),
    },
    ...(about === undefined ? {} : { about }),
    ...(origin === undefined ? {} : { origin: withoutBytes(origin) }),
    ...(trouble === undefined
      ? {}
      : { trouble: { code: 'outbox.refused', detail: trouble, status: 0, data: {} } }),
    // Nobody knows whether the earlier version had sent it, unless the server had said no.
    ...(state === 'waiting' ? { isMaybeThere: true } : {}),
  };
  return { entry, bytes: new Map(parcel.pictures.map(({ key, bytes }) => [key, bytes])) };
}

/** In the order in which they were made: the earlier version knew no other. */
export const inOldOrder = (parcels: readonly OldParcel[]): readonly OldParcel[] =>
  [...parcels].sort((a, b) => a.madeAt - b.madeAt || (a.id < b.id ? -1 : 1));

/** Names of an owner's drafts: `field.report.<owner>`, `field.act.<owner>.<case>.<action>`. */
export const isDraftOf = (owner: string, name: string): boolean =>
  name === `field.report.${owner}` || name.startsWith(`field.act.${owner}.`);

async function openOld({ name, store }: { name: string; store: string }): Promise<IDBPDatabase | undefined> {
  const all = await indexedDB.databases?.();
  if (all && !all.some((one) => one.name === name)) return undefined;
  let isNew = false;
  const db = await openDB(name, 1, {
    upgrade: (fresh) => {
      isNew = true;
      fresh.createObjectStore(store);
    },
    blocking: (_current, _blocked, event) => (event.target as IDBDatabase).close(),
  });
  if (!isNew && db.objectStoreNames.contains(store)) return db;
  db.close();
  if (isNew) await deleteDB(name);
  return undefined;
}

/** Closes it, and deletes it where nothing is left. */
async function leave(db: IDBPDatabase, store: string, canDelete: boolean): Promise<void> {
  const isEmpty = (await db.count(store)) === 0;
  db.close();
  if (isEmpty && canDelete) await deleteDB(db.name);
}

type Take = (wholes: readonly WholeEntry[]) => Promise<unknown>;

async function moveParcels(owner: string, take: Take): Promise<void> {
  const db = await openOld(OLD_OUTBOX);
  if (!db) return;
  const mine = ((await db.getAll(OLD_OUTBOX.store)) as unknown[])
    .filter(isOldParcel)
    .filter((parcel) => parcel.owner === owner);
  for (const [seq, parcel] of inOldOrder(mine).entries()) {
    await take([await entryOfParcel(parcel, seq)]);
    await db.delete(OLD_OUTBOX.store, parcel.id);
  }
  await leave(db, OLD_OUTBOX.store, true);
}

/** Names of the pictures of a draft, as they lie beside it. */
function picturesIn(draft: unknown): readonly string[] {
  const { pictures } = (draft ?? {}) as { pictures?: unknown };
  if (!Array.isArray(pictures)) return [];
  return pictures.flatMap(({ key }: { key?: unknown }) =>
    typeof key === 'string' ? [`picture.${key}`] : [],
  );
}

/** Where the report screen looks for its draft now; one that is on the form already is not overwritten. */
async function newNames(store: Pocket, name: string, draft: unknown): Promise<(old: string) => string> {
  if (name !== `field.report.${store.owner}`) return (old) => old;
  const { intent } = (draft ?? {}) as { intent?: unknown };
  const isTaken = (await store.get('draft', 'field.report')) !== undefined;
  const report = isTaken ? `field.aside.${String(intent)}` : 'field.report';
  return (old) => (old === name ? report : `field.${old}`);
}

/** The same database serves shells without a pocket, so only this person's drafts leave it. */
async function moveDrafts(store: Pocket): Promise<void> {
  const db = await openOld(OLD_KEPT);
  if (!db) return;
  const names = (await db.getAllKeys(OLD_KEPT.store)).map(String);
  for (const name of names.filter((one) => isDraftOf(store.owner, one))) {
    const draft: unknown = await db.get(OLD_KEPT.store, name);
    const taken = [name, ...picturesIn(draft)];
    const values = await Promise.all(taken.map((one): Promise<unknown> => db.get(OLD_KEPT.store, one)));
    const newName = await newNames(store, name, draft);
    const records = taken.flatMap((old, at): PocketRecord[] =>
      values[at] === undefined ? [] : [{ kind: 'draft', id: newName(old), value: values[at] }],
    );
    await store.putMany(records);
    const change = db.transaction(OLD_KEPT.store, 'readwrite');
    await Promise.all([...taken.map((one) => change.store.delete(one)), change.done]);
  }
  await leave(db, OLD_KEPT.store, true);
}

const MOVED = 'old stores moved';

/** Once per person and phone. Whatever fails is tried again at the next start; nothing is deleted before. */
export async function moveOldStores(store: Pocket): Promise<void> {
  if (typeof indexedDB === 'undefined' || !store.isKept) return;
  try {
    if ((await store.get('fact', MOVED)) !== undefined) return;
    const shelf = new EntryShelf(store, browserLocks());
    await moveParcels(store.owner, (wholes) => shelf.take(wholes));
    await moveDrafts(store);
    await store.put('fact', MOVED, true);
  } catch (error) {
    console.warn('What an earlier version kept is moved at the next start.', error);
  }
}
