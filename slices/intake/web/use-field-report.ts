// The officer's unfinished report on this phone: brought back when the screen opens, kept at every change,
// and handed to the outbox when sent. What was photographed is never only in memory. Modes: one report on
// the form; and, while a refused one is being mended, the one before it laid aside until that is sent.
import { type RefObject, useEffect, useRef, useState } from 'react';
import { newIntent } from '../../../platform/web/api/intent.ts';
import type { Entry } from '../../../platform/web/outbox/entry.ts';
import { outbox } from '../../../platform/web/outbox/outbox.ts';
import { PocketFull } from '../../../platform/web/outbox/pocket.ts';
import { entryOf, isOfReport, type Made, mendable } from './field-entry.ts';
import {
  type FieldEvent,
  type FieldReport,
  isUntouched,
  type Kind,
  newReport,
  reduceReport,
} from './field-report.ts';
import {
  dropAside,
  findReport,
  forgetPicture,
  forgetReport,
  keepAside,
  keepReport,
  namesOf,
  noteGone,
  recordsOf,
  takeAside,
} from './kept-field-report.ts';

const KEEP_AFTER_MS = 300;

/** The next report begins where the officer stands, not where the last pin was put. */
const gpsOf = ({ place }: FieldReport): FieldReport['place'] => (place?.way === 'gps' ? place : null);

export interface FieldReporting {
  readonly report: FieldReport;
  /** As it is after everything told so far, also between two renders. */
  readonly latest: () => FieldReport;
  readonly tell: (event: FieldEvent) => void;
  readonly isRestored: boolean;
  /** The phone had no room for the last change: it is on the form alone. */
  readonly isFull: boolean;
  readonly startOver: (kind?: Kind) => void;
  /** False when the phone has no room: everything stays on the form. */
  readonly send: (made: Made, joinCaseId?: string) => Promise<boolean>;
  /** Takes an entry that the server refused, or has not seen, back onto the form; false when it can't. */
  readonly takeBack: (entry: Entry) => Promise<boolean>;
}

/** Every change is known at once, and shown with the next paint. */
function useReport() {
  const [report, setReport] = useState(() => newReport(newIntent()));
  const [isRestored, setRestored] = useState(false);
  const ref = useRef(report);
  const put = (next: FieldReport) => {
    ref.current = next;
    setReport(next);
  };
  return { report, ref, put, isRestored, setRestored };
}

/** Kept a moment after each change, and when the screen is left. Answers whether the phone is full. */
function useKeeping(report: FieldReport, ref: RefObject<FieldReport>, isRead: boolean): boolean {
  const [isFull, setFull] = useState(false);
  const keep = () =>
    void keepReport(ref.current).then(
      () => setFull(false),
      (error: unknown) => {
        if (!(error instanceof PocketFull)) throw error;
        setFull(true);
      },
    );
  // Nothing may overwrite what is kept before it has been read.
  // biome-ignore lint/correctness/useExhaustiveDependencies: each change is kept
  useEffect(() => {
    if (!isRead) return undefined;
    const timer = setTimeout(keep, KEEP_AFTER_MS);
    return () => clearTimeout(timer);
  }, [report, isRead]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the last state, when the screen is left
  useEffect(() => {
    if (!isRead) return undefined;
    addEventListener('pagehide', keep);
    return () => {
      removeEventListener('pagehide', keep);
      keep();
    };
  }, [isRead]);
  return isFull;
}

async function handOver(report: FieldReport, made: Made, joinCaseId?: string): Promise<boolean> {
  try {
    // The draft leaves in the same writing that stores the entry.
    await outbox.add(entryOf(report, made, joinCaseId), namesOf(report));
    noteGone(report);
    return true;
  } catch (error) {
    if (error instanceof PocketFull) return false;
    throw error;
  }
}

async function takeOut(entry: Entry): Promise<FieldReport | undefined> {
  if (!isOfReport(entry)) return undefined;
  const intent = newIntent();
  let found: FieldReport | undefined;
  const isOut = await outbox.takeBack(entry.id, (latest, bytes) => {
    found = mendable(latest, bytes, intent);
    return found ? recordsOf(found) : [];
  });
  return isOut ? found : undefined;
}

type Reporting = ReturnType<typeof useReport>;

/** Brings back what was kept: whether it has been read, and when (false where the screen was left before). */
function useReading(owner: string, { ref, put, setRestored }: Reporting) {
  const [isRead, setRead] = useState(false);
  const reading = useRef(Promise.resolve(false));

  // biome-ignore lint/correctness/useExhaustiveDependencies: read once for each person
  useEffect(() => {
    let isHere = true;
    reading.current = findReport().then((found) => {
      if (!isHere) return false;
      setRead(true);
      if (!found || !isUntouched(ref.current)) return true;
      put({ ...found, place: found.place ?? ref.current.place });
      setRestored(true);
      return true;
    });
    return () => {
      isHere = false;
    };
  }, [owner]);
  return { isRead, reading };
}

export function useFieldReport(owner: string): FieldReporting {
  const reporting = useReport();
  const { report, ref, put, isRestored, setRestored } = reporting;
  const { isRead, reading } = useReading(owner, reporting);
  const isFull = useKeeping(report, ref, isRead);

  const begin = async (kind: Kind): Promise<void> => {
    const before = ref.current;
    put({ ...newReport(newIntent(), kind), place: gpsOf(before) });
    setRestored(false);
    await forgetReport(before);
    const aside = isUntouched(ref.current) ? await takeAside() : undefined;
    if (!aside) return;
    put(aside);
    setRestored(true);
  };
  return {
    report,
    latest: () => ref.current,
    tell: (event) => {
      if (event.kind === 'picture_removed' || event.kind === 'picture_replaced')
        void forgetPicture(event.key);
      put(reduceReport(ref.current, event));
    },
    isRestored,
    isFull,
    startOver: (kind) => void begin(kind ?? ref.current.kind),
    send: async (made, joinCaseId) => {
      if (!(await handOver(ref.current, made, joinCaseId))) return false;
      await begin('report');
      return true;
    },
    takeBack: async (entry) => {
      // Before that the form is empty only to look at: the entry would take the place of what is kept.
      if (!(await reading.current)) return false;
      const before = ref.current;
      if (!isUntouched(before)) await keepAside(before);
      const found = await takeOut(entry);
      if (found) put(found);
      else await dropAside(before);
      return found !== undefined;
    },
  };
}
