// A machine before a wall: it asks for a code and waits; a person lets it in, sees it listed, sends it
// away.
import { assert } from '../../../kernel/assert.ts';
import type { Id } from '../../../kernel/id.ts';
import { toIso } from '../../../kernel/instant.ts';
import type { Actor } from '../../../kernel/rights.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import { throwRefusal } from '../../../platform/server/http/refused.ts';
import { requireRight } from '../../../platform/server/http/require-right.ts';
import { findArea } from '../../areas/server/public.ts';
import { namesOf } from '../../people/server/public.ts';
import type { LetInBody, MyScreen, ScreenList } from '../core/contract.ts';
import { CODE_LENGTH, PAIRING_RULE, pairingCode, readCode, screenState } from '../core/pairing.ts';
import { wallPolicy } from '../core/policy.ts';
import {
  deleteLongestWaiting,
  deleteStaleScreens,
  endScreen,
  insertScreen,
  letScreenIn,
  listScreensByToken,
  listScreensIn,
  lockScreen,
  lockWaitingScreen,
  type ScreenRow,
} from './queries-screens.ts';
import { hashToken, isToken } from './screen-token.ts';
import { stillAnswered } from './still-answered.ts';
import { forgetWallCallers } from './wall-sessions.ts';

const TOKEN_BYTES = 32;
const MOST_SCREENS = 200;
const NONE: MyScreen = { state: 'none', code: null, waitsUntil: null, areaPath: null, name: null };

function mine(screen: ScreenRow, now: number): MyScreen {
  const state = screenState(screen, now);
  return {
    state,
    code: state === 'waiting' ? screen.code : null,
    waitsUntil: state === 'waiting' ? toIso(screen.waitsUntil) : null,
    areaPath: state === 'let_in' ? screen.areaPath : null,
    name: state === 'let_in' ? screen.name : null,
  };
}

export async function findMine(tx: Tx, token: string | undefined): Promise<MyScreen> {
  const known = isToken(token) ? await listScreensByToken(tx, [hashToken(token)]) : [];
  const [screen] = await stillAnswered(tx, known);
  return screen ? mine(screen, tx.now) : NONE;
}

/** A machine that waits already, or is in, keeps what it has; else it gets a code, and a token to keep. */
export async function askIn(
  tx: Tx,
  presented: string | undefined,
): Promise<{ readonly screen: MyScreen; readonly token: string | undefined }> {
  const known = await findMine(tx, presented);
  if (known.state === 'waiting' || known.state === 'let_in') return { screen: known, token: undefined };
  await deleteStaleScreens(tx);
  // Anybody may ask: were the newest refused, one who asks all the time would keep every wall dark.
  await deleteLongestWaiting(tx, PAIRING_RULE.mostWaiting);
  const token = Buffer.from(tx.random(TOKEN_BYTES)).toString('base64url');
  const waitsUntil = tx.now + PAIRING_RULE.waitsMs;
  const code = pairingCode(tx.random(CODE_LENGTH));
  await insertScreen(tx, { id: tx.ids.next(), code, waitsUntil }, hashToken(token));
  return {
    token,
    screen: { state: 'waiting', code, waitsUntil: toIso(waitsUntil), areaPath: null, name: null },
  };
}

export async function letIn(tx: Tx, actor: Actor, { code, areaPath, name }: LetInBody): Promise<void> {
  requireRight(wallPolicy, actor, 'wall.let_in', { areaPath });
  assert(actor.kind === 'person', 'the policy lets only people let a machine in');
  if (!(await findArea(tx, areaPath))) throwRefusal('wall.no_area', { areaPath });
  const screen = (await lockWaitingScreen(tx, readCode(code))) ?? throwRefusal('wall.code_unknown');
  await letScreenIn(tx, screen.id, {
    areaPath,
    name: name.trim() || screen.code,
    personId: actor.personId,
    expiresAt: tx.now + PAIRING_RULE.lastsMs,
  });
  tx.afterCommit(forgetWallCallers);
}

export async function listScreens(tx: Tx, actor: Actor, areaPath: string): Promise<ScreenList> {
  requireRight(wallPolicy, actor, 'wall.list_screens', { areaPath });
  const rows = await stillAnswered(tx, await listScreensIn(tx, areaPath, MOST_SCREENS));
  const names = await namesOf(
    tx,
    rows.flatMap(({ letInBy }) => letInBy ?? []),
  );
  return {
    screens: rows.map((row) => ({
      id: row.id,
      name: row.name ?? row.code,
      areaPath: row.areaPath ?? areaPath,
      letInAt: toIso(row.letInAt ?? 0),
      letInBy: names.get(row.letInBy ?? '') ?? '',
      expiresAt: toIso(row.expiresAt ?? 0),
      lastSeenAt: row.lastSeenAt === null ? null : toIso(row.lastSeenAt),
    })),
  };
}

export async function sendAway(tx: Tx, actor: Actor, screenId: Id): Promise<void> {
  const screen = await lockScreen(tx, screenId);
  if (screen?.areaPath == null) return throwRefusal('wall.no_screen');
  requireRight(wallPolicy, actor, 'wall.send_away', { areaPath: screen.areaPath });
  assert(actor.kind === 'person', 'the policy lets only people send a machine away');
  if (screen.endedAt !== null) throwRefusal('wall.no_screen');
  await endScreen(tx, screen.id, actor.personId);
  tx.afterCommit(forgetWallCallers);
}
