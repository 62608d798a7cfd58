// Collects the facts of one case: one for each subject and count, with how often and how long. Pure.
import { type Instant, localDate } from '../../../kernel/instant.ts';
import type { CountName, Fact, SubjectKind } from './counts.ts';

export interface Subject {
  readonly kind: SubjectKind;
  readonly id: string;
}

export const AREA: Subject = { kind: 'area', id: '' };
export const unitSubject = (id: string): Subject => ({ kind: 'unit', id });
export const personSubject = (id: string): Subject => ({ kind: 'person', id });

export interface Tally {
  /** Nothing is told of what happened no time. */
  add(subject: Subject, count: CountName, at: Instant, times?: number, ms?: number): void;
  readonly facts: readonly Fact[];
}

export function tally(offsetMinutes: number): Tally {
  const facts: Fact[] = [];
  return {
    facts,
    add: ({ kind, id }, count, at, times = 1, ms = 0) => {
      if (times === 0) return;
      facts.push({
        kind,
        subject: id,
        count,
        day: localDate(at, offsetMinutes),
        times,
        ms: Math.round(ms),
      });
    },
  };
}
