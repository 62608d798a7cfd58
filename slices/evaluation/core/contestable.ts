// How long a score can be contested once it was published: until then it is fresh in everybody's mind.

export const CONTESTABLE_DAYS = 15;
