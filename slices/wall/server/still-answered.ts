// A machine before a wall is somebody's to answer for: whoever let it in. Once they may let none in there any
// more (the post has ended, the person has left), its pairing is over, and stays over should they come back.
// However many machines are looked at, their people are asked for together.
import { rightTo } from '../../../kernel/rights.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import { findActors } from '../../people/server/public.ts';
import { screenState } from '../core/pairing.ts';
import { wallPolicy } from '../core/policy.ts';
import { endUnanswered, type ScreenRow } from './queries-screens.ts';

/** Those that wait, or for which somebody still answers; the others are ended here. */
export async function stillAnswered<S extends ScreenRow>(tx: Tx, screens: readonly S[]): Promise<S[]> {
  const isIn = (screen: S): boolean => screenState(screen, tx.now) === 'let_in';
  const actors = await findActors(
    tx,
    screens.filter(isIn).flatMap(({ letInBy }) => letInBy ?? []),
  );
  const isAnswered = ({ letInBy, areaPath }: S): boolean => {
    if (letInBy === null || areaPath === null) return true;
    const actor = actors.get(letInBy);
    return actor !== undefined && rightTo(wallPolicy, actor, 'wall.let_in', { areaPath }) !== undefined;
  };
  const unanswered = new Set(screens.filter((screen) => isIn(screen) && !isAnswered(screen)));
  if (unanswered.size > 0) await endUnanswered(tx, [...unanswered].map(({ id }) => id));
  return screens.filter((screen) => !unanswered.has(screen));
}
