// The terms of an item for which nobody has said anything else. Data with a source, to be edited per city:
// accept, dispatch and field check are the stage limits in common public use; the others are ours.
import type { DefaultTerms } from './catalogue.ts';

export const DEFAULT_TERMS: DefaultTerms = {
  limits: {
    accept: { kind: 'urgent_hours', amount: 0.25 },
    dispatch: { kind: 'urgent_hours', amount: 0.25 },
    check: { kind: 'urgent_hours', amount: 0.5 },
    claim: { kind: 'working_hours', amount: 1 },
    handle: { kind: 'working_days', amount: 2 },
    verify: { kind: 'working_hours', amount: 2 },
    close: { kind: 'working_hours', amount: 1 },
  },
  verification: 'inspector',
  photoRule: { report: 1, feedBack: 1 },
  solvedOnSpot: 'closed',
  legalBasis: '',
  straightThroughFrom: 0.85,
};

/** A problem whose handling runs through nights and holidays cannot wait for office hours to be claimed. */
export const URGENT_LIMITS = {
  claim: { kind: 'urgent_hours', amount: 0.25 },
  verify: { kind: 'urgent_hours', amount: 1 },
  close: { kind: 'urgent_hours', amount: 0.5 },
} as const;

export const DEFAULT_DUPLICATE_RADIUS_METRES = 100;
export const DEFAULT_DUPLICATE_DAYS = 7;
