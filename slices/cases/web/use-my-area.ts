// Which area a screen of the phone is about: one of my posts' areas, or one that lies in it, as chosen. The
// choice lasts while the app is open, so that map and grid speak of the same place.
import { useState } from 'react';
import { isWithin } from '../../../kernel/rights.ts';
import { useSession } from '../../../platform/web/session/session.tsx';
import { useSpoken, type Language } from '../../../ui/words/language.tsx';
import { type AreaNode, nodeAt, useAreaTree } from '../../areas/web/public.ts';

export interface AreaChoice {
  readonly value: string;
  readonly label: string;
}

let lastChosen: string | undefined;

const nameOf = (node: AreaNode, language: Language): string =>
  language === 'zh' ? node.name : (node.nameEn ?? node.name);

/** Levels below a post that a select can hold: grids of a street, communities of a district. */
const DEEP = 2;
/** District, street, community, grid. */
const LEVELS = 4;

function choicesOf(node: AreaNode, language: Language, depth = 0): AreaChoice[] {
  const own = { value: node.path, label: `${'\u3000'.repeat(depth)}${nameOf(node, language)}` };
  if (depth === DEEP) return [own];
  return [own, ...node.children.flatMap((child) => choicesOf(child, language, depth + 1))];
}

export interface MyArea {
  /** Undefined: no post names a place. */
  readonly areaPath: string | undefined;
  readonly tree: AreaNode | undefined;
  readonly choices: readonly AreaChoice[];
  /** More of them will be there once the tree is: room is kept for the choice. */
  readonly isComing: boolean;
  readonly choose: (areaPath: string) => void;
}

export function useMyArea(): MyArea {
  const { session } = useSession();
  const language = useSpoken();
  const homes = [...new Set((session?.posts ?? []).map(({ areaPath }) => areaPath))];
  const [chosen, setChosen] = useState(lastChosen);
  const isMine = chosen !== undefined && homes.some((home) => isWithin(chosen, home));
  const areaPath = isMine ? chosen : homes[0];
  const { data: tree } = useAreaTree(areaPath?.slice(0, 6));
  const choices = homes.flatMap((home) => {
    const node = nodeAt(tree, home);
    return node ? choicesOf(node, language) : [{ value: home, label: home }];
  });
  const choose = (path: string) => {
    lastChosen = path;
    setChosen(path);
  };
  const isComing = tree === undefined && homes.some((home) => home.split('.').length < LEVELS);
  return { areaPath, tree, choices, isComing, choose };
}
