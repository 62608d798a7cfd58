// A machine before a wall is somebody's to answer for: whoever let it in. Once they may let none in there any
// more (the post has ended, the person has left), its pairing is over, and stays over should they come back.
import type { Id } from '../../../kernel/id.ts';
import { rightTo } from '../../../kernel/rights.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import { findActor } from '../../people/server/public.ts';
import { screenState } from '../core/pairing.ts';
import { wallPolicy } from '../core/policy.ts';
import { endScreen, type ScreenRow } from './queries-screens.ts';

async function mayLetIn(tx: Tx, personId: Id, areaPath: string): Promise<boolean> {
  const actor = await findActor(tx, personId);
  return actor !== undefined && rightTo(wallPolicy, actor, 'wall.let_in', { areaPath }) !== undefined;
}

/** Those that wait, or for which somebody still answers; the others are ended here. */
export async function stillAnswered<S extends ScreenRow>(tx: Tx, screens: readonly S[]): Promise<S[]> {
  const kept: S[] = [];
  for (const screen of screens) {
    const { letInBy, areaPath } = screen;
    const isIn = letInBy !== null && areaPath !== null && screenState(screen, tx.now) === 'let_in';
    if (!isIn || (await mayLetIn(tx, letInBy, areaPath))) kept.push(screen);
    else await endScreen(tx, screen.id, letInBy);
  }
  return kept;
}
