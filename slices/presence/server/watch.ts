// Tells screens that who is at a case has changed, and forgets whoever has gone without a word. One per
// server: it looks at the table once a second while screens listen, at once after a change of its own
// process, and rarely otherwise. Screens hear which case it is, never who: they ask the door, which knows
// their rights.
import { SECOND } from '../../../kernel/duration.ts';
import type { Instant } from '../../../kernel/instant.ts';
import type { Clock } from '../../../platform/server/clock/clock.ts';
import { type Loop, makeLoop } from '../../../platform/server/clock/loop.ts';
import type { Database } from '../../../platform/server/db/tx.ts';
import type { LiveHub } from '../../../platform/server/live/hub.ts';
import { FORGOTTEN_MS } from '../core/contract.ts';
import { onPresenceAnnounced } from './be-present.ts';
import { deleteSeenBefore, listEverybody, type PresenceRow } from './queries.ts';

export interface PresenceWatchOptions {
  readonly database: Database;
  readonly clock: Clock;
  readonly hub: Pick<LiveHub, 'openStreams' | 'tellNow'>;
  readonly onError: (error: unknown) => void;
}

/** More desks than a city has. */
const MOST_ROWS = 10_000;

function byCase(rows: readonly PresenceRow[]): ReadonlyMap<string, string> {
  const there = new Map<string, string>();
  for (const { case_id: id, person_id: person, mode } of rows) {
    there.set(id, `${there.get(id) ?? ''} ${person}:${mode}`);
  }
  return there;
}

export class PresenceWatch {
  readonly #options: PresenceWatchOptions;
  readonly #loop: Loop;
  #there: ReadonlyMap<string, string> = new Map();
  #stopListening = (): void => undefined;

  constructor(options: PresenceWatchOptions) {
    this.#options = options;
    const { clock, onError } = options;
    this.#loop = makeLoop({ clock, onError, round: () => this.#round() });
  }

  start(): void {
    this.#stopListening = onPresenceAnnounced(() => this.#loop.wake());
    this.#loop.start();
  }

  async stop(): Promise<void> {
    this.#stopListening();
    await this.#loop.stop();
  }

  /** Looks once: forgets who is gone, tells of every case where somebody came, went or began to edit. */
  async look(): Promise<void> {
    const { database, clock, hub } = this.#options;
    const since = clock.now() - FORGOTTEN_MS;
    const rows = await database.read((tx) => listEverybody(tx, MOST_ROWS));
    if (rows.some((row) => row.seen_at < since)) {
      await database.transaction((tx) => deleteSeenBefore(tx, since));
    }
    const before = this.#there;
    this.#there = byCase(rows.filter((row) => row.seen_at >= since));
    for (const caseId of new Set([...before.keys(), ...this.#there.keys()])) {
      if (before.get(caseId) === this.#there.get(caseId)) continue;
      hub.tellNow([`case:${caseId}`], { kind: 'presence', caseId });
    }
  }

  async #round(): Promise<Instant> {
    await this.look();
    const { clock, hub } = this.#options;
    return clock.now() + (hub.openStreams > 0 ? SECOND : FORGOTTEN_MS);
  }
}
