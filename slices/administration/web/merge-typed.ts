// Three copies of one form: as it was read, as it is typed, and as it stands since another has saved. What
// was typed is never lost, and what another wrote is never passed over in silence.

export interface Merged<F> {
  /** What was typed; whatever was not touched is as it stands now. */
  readonly form: F;
  /** What stands now where both have written something else. */
  readonly theirs: Partial<F>;
}

export function mergeTyped<F extends object>(read: F, typed: F, now: F): Merged<F> {
  const names = Object.keys(typed) as (keyof F)[];
  const isMine = (name: keyof F) => typed[name] !== read[name];
  const isTheirs = (name: keyof F) => now[name] !== read[name] && now[name] !== typed[name];
  const taken = names.filter((name) => !isMine(name)).map((name) => [name, now[name]]);
  const both = names.filter((name) => isMine(name) && isTheirs(name)).map((name) => [name, now[name]]);
  return {
    form: { ...typed, ...Object.fromEntries(taken) },
    theirs: Object.fromEntries(both) as Partial<F>,
  };
}
