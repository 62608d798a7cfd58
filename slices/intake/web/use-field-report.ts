// The officer's unfinished report on this phone: brought back when the screen opens, kept at every change,
// and handed to the outbox when sent. What was photographed is never only in memory.
import { useEffect, useReducer, useRef, useState } from 'react';
import { newIntent } from '../../../platform/web/api/intent.ts';
import { now } from '../../../platform/web/clock/clock.ts';
import { forgetPicture } from '../../../platform/web/outbox/kept-pictures.ts';
import { outbox } from '../../../platform/web/outbox/outbox.ts';
import type { Parcel } from '../../../platform/web/outbox/parcel.ts';
import type { Language } from '../../../ui/words/language.tsx';
import {
  bodyOfReport,
  type FieldEvent,
  FIELD_OF,
  type FieldReport,
  type Kind,
  newReport,
  reduceReport,
  reviveReport,
  wordsOf,
} from './field-report.ts';
import { findReport, forgetReport, keepReport } from './kept-field-report.ts';

const KEEP_AFTER_MS = 300;

export interface Made {
  readonly owner: string;
  readonly at: number;
  readonly label: string;
  readonly language: Language;
}

/** What goes into the outbox. `joinCaseId`: it is the same matter as that case. */
export function parcelOf(report: FieldReport, made: Made, joinCaseId?: string): Parcel {
  const isJoin = joinCaseId !== undefined;
  const pictures = report.pictures.map(({ key, shot, bytes, type, intent }) => ({
    key,
    bytes,
    type,
    intent,
    field: isJoin ? 'photoIds' : FIELD_OF[shot],
  }));
  const words = wordsOf(report, made.language);
  return {
    id: report.intent,
    intent: report.intent,
    owner: made.owner,
    madeAt: made.at,
    label: made.label,
    pictures,
    url: isJoin
      ? `/api/cases/${joinCaseId}/join`
      : report.kind === 'solved'
        ? '/api/cases/solved'
        : '/api/cases',
    body: isJoin ? (words === '' ? {} : { words }) : bodyOfReport(report, made.language),
    state: 'waiting',
    origin: report,
    ...(isJoin ? { about: joinCaseId } : {}),
  };
}

/** The next report begins where the officer stands, not where the last pin was put. */
const gpsOf = ({ place }: FieldReport): FieldReport['place'] => (place?.way === 'gps' ? place : null);

export interface FieldReporting {
  readonly report: FieldReport;
  readonly tell: (event: FieldEvent) => void;
  readonly isRestored: boolean;
  readonly startOver: (kind?: Kind) => void;
  readonly send: (label: string, language: Language, joinCaseId?: string) => Promise<void>;
  /** Takes a parcel that the server refused back onto the form; false when it was none of ours. */
  readonly takeBack: (parcel: Parcel) => Promise<boolean>;
}

export function useFieldReport(owner: string): FieldReporting {
  const [report, dispatch] = useReducer(reduceReport, undefined, () => newReport(newIntent()));
  const [isRestored, setRestored] = useState(false);
  const [isRead, setRead] = useState(false);
  const latest = useRef(report);
  latest.current = report;

  useEffect(() => {
    let isHere = true;
    void findReport(owner).then((found) => {
      if (!isHere) return;
      setRead(true);
      if (!found) return;
      dispatch({ kind: 'restored', report: found });
      setRestored(true);
    });
    return () => {
      isHere = false;
    };
  }, [owner]);

  // Nothing may overwrite what is kept before it has been read.
  useEffect(() => {
    if (!isRead) return undefined;
    const timer = setTimeout(() => void keepReport(owner, report), KEEP_AFTER_MS);
    return () => clearTimeout(timer);
  }, [report, owner, isRead]);
  useEffect(() => () => void (isRead && keepReport(owner, latest.current)), [owner, isRead]);

  const tell = (event: FieldEvent) => {
    if (event.kind === 'picture_removed') void forgetPicture(event.key);
    dispatch(event);
  };
  const startOver = (kind?: Kind) => {
    void forgetReport(owner, report);
    const next = newReport(newIntent(), kind ?? report.kind);
    dispatch({ kind: 'restored', report: { ...next, place: gpsOf(report) } });
    setRestored(false);
  };
  return {
    report,
    tell,
    isRestored,
    startOver,
    send: async (label, language, joinCaseId) => {
      await outbox.add(parcelOf(report, { owner, at: now(), label, language }, joinCaseId));
      startOver('report');
    },
    takeBack: async (parcel) => {
      const found = reviveReport(parcel.origin);
      if (!found) return false;
      // Refused for good: what is sent next is another command, so it needs keys of its own.
      const pictures = found.pictures.map((picture) => ({ ...picture, intent: newIntent() }));
      dispatch({ kind: 'restored', report: { ...found, pictures, intent: newIntent() } });
      await outbox.remove(parcel.id);
      return true;
    },
  };
}
