// Works on files that wait: reads a file twice as a stream (once to know its codes and how long it is, once
// to write), some thousand rows a transaction, progress in the same transaction. Modes: sleeping (a second
// at most, or a commit here) → holding one file (a lease) → a stretch → … → let go. A server that dies
// leaves its file to the next one after the lease, which passes over what is done: nothing is lost and
// nothing comes twice.
import { MINUTE, SECOND } from '../../../kernel/duration.ts';
import type { Id } from '../../../kernel/id.ts';
import type { Instant } from '../../../kernel/instant.ts';
import { type Refusal, refuse } from '../../../kernel/refusal.ts';
import type { Clock } from '../../../platform/server/clock/clock.ts';
import { type Loop, makeLoop } from '../../../platform/server/clock/loop.ts';
import type { Database } from '../../../platform/server/db/tx.ts';
import { Refused } from '../../../platform/server/http/refused.ts';
import type { DeclaredClasses } from './declared-classes.ts';
import { onImportsAnnounced } from './import-wake.ts';
import { type OpenFile, openFile, type Stretch } from './open-import.ts';
import { claimImport, type ImportRow, keepHold, letGo, lockImport, updateState } from './queries-imports.ts';
import { writeStretch } from './write-stretch.ts';

export interface ImportRunnerOptions {
  readonly database: Database;
  readonly clock: Clock;
  readonly declared: DeclaredClasses;
  readonly onError: (error: unknown) => void;
}

const LEASE_MS = MINUTE;
const HOLDER_BYTES = 8;
const LONGEST_SLEEP_MS = SECOND;

/** The line or the store is gone: tried again by the loop, which is no fault of the file. */
const isWeather = (error: unknown): boolean => {
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === 'string' && (/^(08|53|57)/.test(code) || /^E[A-Z]+$/.test(code));
};

export class ImportRunner {
  readonly #options: ImportRunnerOptions;
  readonly #loop: Loop;
  /** Names this server among those that may hold a file. */
  #holder = '';
  #isStopping = false;
  #stopListening = (): void => undefined;

  constructor(options: ImportRunnerOptions) {
    this.#options = options;
    const { clock, onError } = options;
    this.#loop = makeLoop({ clock, round: () => this.#round(), onError });
  }

  start(): void {
    this.#stopListening = onImportsAnnounced(() => this.#loop.wake());
    this.#loop.start();
  }

  async stop(): Promise<void> {
    this.#isStopping = true;
    this.#stopListening();
    await this.#loop.stop();
    if (this.#holder) await this.#options.database.transaction((tx) => letGo(tx, this.#holder));
  }

  /** Works off what waits, at most so many stretches; returns how many were done. */
  async runDue(most = Number.POSITIVE_INFINITY): Promise<number> {
    let done = 0;
    while (done < most && !this.#isStopping) {
      const row = await this.#options.database.transaction((tx) => {
        this.#holder ||= Buffer.from(tx.random(HOLDER_BYTES)).toString('hex');
        return claimImport(tx, this.#holder, tx.now + LEASE_MS);
      });
      if (!row) break;
      done += await this.#work(row, most - done);
    }
    return done;
  }

  async #round(): Promise<Instant> {
    await this.runDue();
    return this.#options.clock.now() + LONGEST_SLEEP_MS;
  }

  async #work(row: ImportRow, most: number): Promise<number> {
    let done = 0;
    let file: OpenFile | undefined;
    try {
      const { database, declared } = this.#options;
      file = await openFile({ database, declared }, row, (rowsTotal) => this.#keep(row.id, rowsTotal));
      if (file) done = await this.#writeAll(file, most);
    } catch (error) {
      if (isWeather(error)) throw error;
      if (!(error instanceof Refused)) this.#options.onError(error);
      const stumbled = refuse('component.import_stumbled');
      await this.#fail(row.id, error instanceof Refused ? error.refusal : stumbled);
    } finally {
      await file?.close();
    }
    return Math.max(1, done);
  }

  /** How many stretches were done. While the store writes one, the next is read and judged. */
  async #writeAll(file: OpenFile, most: number): Promise<number> {
    let done = 0;
    let reading = file.next();
    while (done < most && !this.#isStopping) {
      const stretch = await reading;
      reading = stretch.isLast ? reading : file.next();
      // Whoever waits for it next is told of what goes wrong with it; nobody may be waiting yet.
      reading.catch(() => undefined);
      if (!(await this.#write(file, stretch))) break;
      done += 1;
    }
    return done;
  }

  /** Whether there is more of it, and it is still this one's. */
  async #write(file: OpenFile, rows: Stretch): Promise<boolean> {
    const { database } = this.#options;
    const isOn = await database.transaction((tx) => writeStretch(tx, file, this.#holder, rows));
    return isOn && (await this.#keep(file.row.id, file.rowsTotal));
  }

  async #keep(id: Id, rowsTotal: number): Promise<boolean> {
    const holder = this.#holder;
    return this.#options.database.transaction((tx) =>
      keepHold(tx, { id, holder, until: tx.now + LEASE_MS, rowsTotal }),
    );
  }

  async #fail(id: Id, failure: Refusal): Promise<void> {
    await this.#options.database.transaction(async (tx) => {
      const row = await lockImport(tx, id);
      if (row?.state === 'judging' || row?.state === 'writing') await updateState(tx, id, 'failed', failure);
    });
  }
}

/** What the composition root calls. */
export const makeImportRunner = (options: ImportRunnerOptions): ImportRunner => new ImportRunner(options);
