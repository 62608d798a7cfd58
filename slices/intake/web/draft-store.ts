// The report this person is making, for every step of the form: in memory for the screen, on the device
// for a reload or a day without network. There is one per page; pictures that the server does not have
// yet lie beside it.
import { useSyncExternalStore } from 'react';
import { newIntent } from '../../../platform/web/api/intent.ts';
import { kept } from '../../../platform/web/outbox/kept.ts';
import { type Draft, type DraftEvent, newDraft, reduce, revive } from './report-draft.ts';

const DRAFT = 'report.draft';
const pictureName = (key: string): string => `report.picture.${key}`;
const WRITE_AFTER_MS = 150;

/** undefined: the device has not been asked yet. */
let draft: Draft | undefined;
let isDirty = false;
let writing: ReturnType<typeof setTimeout> | undefined;
let reading: Promise<Draft> | undefined;
const listeners = new Set<() => void>();

function put(next: Draft): void {
  draft = next;
  for (const listener of listeners) listener();
}

async function write(): Promise<void> {
  clearTimeout(writing);
  if (!isDirty || !draft) return;
  isDirty = false;
  await kept.keep(DRAFT, draft);
}

async function bringBack(): Promise<Draft> {
  const found = revive(await kept.read(DRAFT));
  if (!draft) put(found ?? newDraft(newIntent()));
  addEventListener('pagehide', () => void write());
  return draft ?? newDraft(newIntent());
}

export const reportDraft = {
  get: (): Draft | undefined => draft,

  /** Reads the device once; the same answer for whoever asks again. */
  open: (): Promise<Draft> => (reading ??= bringBack()),

  tell(event: DraftEvent): void {
    if (!draft) return;
    const next = reduce(draft, event);
    if (next === draft) return;
    put(next);
    isDirty = true;
    clearTimeout(writing);
    writing = setTimeout(() => void write(), WRITE_AFTER_MS);
  },

  /** Before something leaves the page for the server: the device must know of it first. */
  written: write,

  /** The next report has another key. Pictures of this one are dropped. */
  async startAnew(): Promise<void> {
    const before = draft;
    put(newDraft(newIntent()));
    isDirty = false;
    clearTimeout(writing);
    await kept.forget(DRAFT);
    await Promise.all((before?.photos ?? []).map(({ key }) => kept.forget(pictureName(key))));
  },

  subscribe(listener: () => void): () => void {
    listeners.add(listener);
    return () => void listeners.delete(listener);
  },
};

export const useDraft = (): Draft | undefined => useSyncExternalStore(reportDraft.subscribe, reportDraft.get);

/** As bytes: not every browser can keep a Blob. */
export async function keepPicture(key: string, picture: Blob): Promise<void> {
  await kept.keep(pictureName(key), { bytes: await picture.arrayBuffer(), type: picture.type });
}

export async function findPicture(key: string): Promise<Blob | undefined> {
  const found = (await kept.read(pictureName(key))) as { bytes?: unknown; type?: unknown } | undefined;
  return found?.bytes instanceof ArrayBuffer
    ? new Blob([found.bytes], { type: String(found.type) })
    : undefined;
}

export const forgetPicture = (key: string): Promise<void> => kept.forget(pictureName(key));
