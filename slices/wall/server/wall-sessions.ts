// Which machine is asking: its cookie, looked up by the hash and believed for a few seconds, so that one
// that was sent away falls silent soon on every server. A machine only reads: a write by its cookie is
// nobody's.
import { DAY, HOUR, SECOND } from '../../../kernel/duration.ts';
import type { Instant } from '../../../kernel/instant.ts';
import type { Actor } from '../../../kernel/rights.ts';
import type { Clock } from '../../../platform/server/clock/clock.ts';
import type { Database, Tx } from '../../../platform/server/db/tx.ts';
import type { Credentials } from '../../../platform/server/http/authenticate.ts';
import { SCREEN_COOKIE, screenState } from '../core/pairing.ts';
import { listScreensByToken, type ScreenByToken, touchScreen } from './queries-screens.ts';
import { hashToken, isToken } from './screen-token.ts';
import { stillAnswered } from './still-answered.ts';

const BELIEVED_MS = 4 * SECOND;
const TOUCH_MS = HOUR;
/** A machine that was not seen for this long is let in anew. */
const IDLE_MS = 60 * DAY;
const MOST_HELD = 2_000;

interface WallCaller {
  readonly sessionId: string;
  readonly actor: Actor;
}

export interface WallSessions {
  identify(credentials: Credentials): Promise<WallCaller | undefined>;
  /** Those of these sessions that are still in force. */
  recheck(sessionIds: readonly string[]): Promise<ReadonlyMap<string, Actor>>;
  isOfWall(sessionId: string): boolean;
}

const PREFIX = 'wall:';
const idOf = (tokenHash: Uint8Array): string => PREFIX + Buffer.from(tokenHash).toString('hex');

function actorOf(screen: ScreenByToken, now: Instant): Actor | undefined {
  const { areaPath, id } = screen;
  const seenAt = screen.lastSeenAt ?? screen.letInAt ?? now;
  if (areaPath === null || screenState(screen, now) !== 'let_in' || now - seenAt > IDLE_MS) return undefined;
  return { kind: 'device', deviceId: id, operation: 'wall.watch', areaPath };
}

async function readCaller(tx: Tx, tokenHash: Uint8Array): Promise<WallCaller | undefined> {
  const [screen] = await stillAnswered(tx, await listScreensByToken(tx, [tokenHash]));
  const actor = screen && actorOf(screen, tx.now);
  if (!actor) return undefined;
  if (screen.lastSeenAt === null || tx.now - screen.lastSeenAt > TOUCH_MS) await touchScreen(tx, screen.id);
  return { sessionId: idOf(tokenHash), actor };
}

/** Of this process, by the hash of a token: no two stores share one. */
const held = new Map<string, { readonly caller: WallCaller; readonly readAt: Instant }>();

/** After the commit that let one in or sent one away: here it counts at once. */
export const forgetWallCallers = (): void => held.clear();

export function makeWallSessions(parts: {
  readonly database: Database;
  readonly clock: Clock;
}): WallSessions {
  return {
    isOfWall: (sessionId) => sessionId.startsWith(PREFIX),
    async identify({ cookies, isWrite }) {
      const token = cookies[SCREEN_COOKIE];
      if (isWrite || !isToken(token)) return undefined;
      const tokenHash = hashToken(token);
      const key = idOf(tokenHash);
      const known = held.get(key);
      const age = known ? parts.clock.now() - known.readAt : Number.POSITIVE_INFINITY;
      if (known && age >= 0 && age < BELIEVED_MS) return known.caller;
      held.delete(key);
      const caller = await parts.database.read((tx) => readCaller(tx, tokenHash));
      if (caller && held.size < MOST_HELD) held.set(key, { caller, readAt: parts.clock.now() });
      if (held.size >= MOST_HELD) held.clear();
      return caller;
    },
    async recheck(sessionIds) {
      const hashes = sessionIds.map((id) => Buffer.from(id.slice(PREFIX.length), 'hex'));
      const screens = await parts.database.read(async (tx) => ({
        now: tx.now,
        rows: await stillAnswered(tx, await listScreensByToken(tx, hashes)),
      }));
      return new Map(
        screens.rows.flatMap((screen) => {
          const actor = actorOf(screen, screens.now);
          return actor ? [[idOf(screen.tokenHash), actor] as const] : [];
        }),
      );
    },
  };
}
