// What can be done right now on the screen in front, for the palette: a screen offers its commands while it
// is shown, the palette lists them with their keys. It knows no command and runs none by itself.
import { useEffect, useId, useRef, useSyncExternalStore } from 'react';
import type { Language } from '../../../ui/words/language.tsx';

export interface Command {
  /** The same for the same thing wherever it is offered: what was used lately is known by it. */
  readonly id: string;
  readonly title: Readonly<Record<Language, string>>;
  /** The key that does the same, as it is written: `A`, `G C`. */
  readonly keys?: readonly string[];
  readonly run: () => void;
}

const offered = new Map<string, readonly Command[]>();
const listeners = new Set<() => void>();
let all: readonly Command[] = [];

function put(owner: string, commands: readonly Command[] | undefined): void {
  if (commands) offered.set(owner, commands);
  else offered.delete(owner);
  all = [...offered.values()].flat();
  for (const listener of listeners) listener();
}

const signOf = (commands: readonly Command[]): string =>
  commands.map(({ id, title, keys = [] }) => [id, title.zh, ...keys].join(' ')).join('\n');

/** Offers these while the screen is shown. What they run is always the newest. */
export function useCommands(commands: readonly Command[]): void {
  const owner = useId();
  const latest = useRef(commands);
  latest.current = commands;
  const sign = signOf(commands);
  // biome-ignore lint/correctness/useExhaustiveDependencies: offered anew only when it reads differently
  useEffect(() => {
    put(
      owner,
      latest.current.map((command) => ({
        ...command,
        run: () => latest.current.find((one) => one.id === command.id)?.run(),
      })),
    );
  }, [owner, sign]);
  useEffect(() => () => put(owner, undefined), [owner]);
}

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => void listeners.delete(listener);
};

export const useOffered = (): readonly Command[] => useSyncExternalStore(subscribe, () => all);
