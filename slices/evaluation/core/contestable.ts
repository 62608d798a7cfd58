// How long a score can be contested once it was published: until then it is fresh in everybody's mind; and
// what becomes of a contest. Apart from the contract: screens need it without the schemas.

export const CONTESTABLE_DAYS = 15;

export const CONTEST_STATES = ['waiting', 'upheld', 'refused'] as const;
export type ContestState = (typeof CONTEST_STATES)[number];
