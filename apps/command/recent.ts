// What a person used lately in the palette. This device keeps ids alone, never a word of a case or a name:
// those are asked for anew, with the rights of now. When the person leaves, the ids go too.
import { useEffect, useRef, useState } from 'react';
import { kept } from '../../platform/web/outbox/kept.ts';
import { useSession } from '../../platform/web/session/session.tsx';

const MOST = 6;
const nameFor = (personId: string): string => `palette.recent ${personId}`;

const idsIn = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : [];

export interface RecentIds {
  /** Of commands, and of what was found: `case 019a…`. The last used first. */
  readonly recent: readonly string[];
  readonly remember: (id: string) => void;
}

export function useRecent(personId: string): RecentIds {
  const name = nameFor(personId);
  const [recent, setRecent] = useState<readonly string[]>([]);
  useEffect(() => {
    let isHere = true;
    const look = async () => {
      const found = await kept.read(name);
      if (isHere) setRecent(idsIn(found));
      // An earlier version kept the words too: they must not lie here any longer.
      if (Array.isArray(found) && idsIn(found).length < found.length) await kept.forget(name);
    };
    void look();
    return () => {
      isHere = false;
    };
  }, [name]);
  const remember = (id: string) =>
    void kept.keep(name, [id, ...recent.filter((one) => one !== id)].slice(0, MOST));
  return { recent, remember };
}

/** Once per shell: whoever signs out, or is followed by another person, leaves nothing here. */
export function useForgetRecent(): void {
  const personId = useSession().session?.personId;
  const last = useRef<string>(undefined);
  useEffect(() => {
    if (last.current !== undefined && last.current !== personId) void kept.forget(nameFor(last.current));
    last.current = personId;
  }, [personId]);
}
