// How far a push has come, in the order in which a leader reads them. Apart from the contract, so that a
// phone need not carry the builder of schemas for five words.
export const PUSH_STATES = ['waiting', 'late', 'answered', 'lifted', 'ended'] as const;
export type PushState = (typeof PUSH_STATES)[number];
