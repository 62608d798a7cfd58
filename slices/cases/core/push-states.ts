// How far a push has come, in the order in which a leader reads them; and its kinds, the mildest first. Apart
// from the contract, so that a phone need not carry the builder of schemas for some words.
import type { PushKind } from './case-file.ts';

export const PUSH_STATES = ['waiting', 'late', 'answered', 'lifted', 'ended'] as const;
export type PushState = (typeof PUSH_STATES)[number];
export const PUSH_KIND_NAMES: readonly PushKind[] = ['urge', 'supervise', 'summon', 'circulate'];
