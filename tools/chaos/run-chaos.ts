// One storm over one store: bring in a district, replay through the server while it is killed, then read the
// store itself. Whatever was acknowledged must be there, once, with a history that verifies.
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { type Services, openServices } from '../../apps/server/services.ts';
import type { FirstSignIn } from '../../db/seed/real/default-staff.ts';
import { importRealDistrict } from '../../db/seed/real/import-district.ts';
import { systemClock } from '../../platform/server/clock/clock.ts';
import { readConfig } from '../../platform/server/config/config.ts';
import { createLog } from '../../platform/server/log/log.ts';
import { verifyCaseHistory } from '../../slices/cases/server/public.ts';
import { argonHasher } from '../../slices/people/server/public.ts';
import { Client } from '../replay/client.ts';
import { readReports } from '../replay/formats.ts';
import { Journal } from '../replay/journal.ts';
import { digestOf, type ReadReports } from '../replay/report.ts';
import { runReplay } from '../replay/run-replay.ts';
import { refusedRows, type Tally, unaccounted } from '../replay/tally.ts';
import { drawer, Executioner, planKills } from './executioner.ts';
import type { ChaosInput, ReplayedFile } from './input.ts';
import { freePort, KillableServer, sleep, type StoreName } from './killable-server.ts';
import { listReplayReceipts, listStoredReports, listUneven } from './queries.ts';

export interface ChaosOptions {
  readonly store: StoreName;
  readonly dataDir: string;
  readonly seed: number;
  readonly kills: number;
  readonly input: ChaosInput;
  readonly isFromSource: boolean;
  readonly onProgress: (words: string) => void;
}

export interface ChaosResult {
  readonly store: StoreName;
  readonly seed: number;
  readonly deaths: number;
  readonly deathsOfDatabase: number;
  readonly rows: number;
  readonly refused: number;
  readonly unaccounted: number;
  readonly acknowledged: number;
  readonly inStore: number;
  readonly missing: readonly string[];
  /** In the store, and no row was told its number. */
  readonly surplus: readonly string[];
  readonly uneven: readonly string[];
  readonly brokenHistories: readonly string[];
  readonly steps: number;
  readonly retries: number;
  readonly restartsMs: readonly number[];
  readonly elapsedMs: number;
}

export const isSound = (result: ChaosResult): boolean =>
  [result.missing, result.surplus, result.uneven, result.brokenHistories].every(
    (list) => list.length === 0,
  ) &&
  result.unaccounted === 0 &&
  result.acknowledged > 0 &&
  result.deaths > 0;

const PATIENCE_MS = 180_000;
const SYSTEM = { kind: 'system', name: 'chaos' } as const;

const openStore = ({ store, dataDir }: ChaosOptions): Promise<Services> =>
  openServices({
    config: readConfig({ DATA_DIR: dataDir }, [`--store=${store}`]),
    log: createLog('error'),
    clock: systemClock,
    random: (bytes) => randomBytes(bytes),
    onProgress: () => undefined,
  });

async function withStore<T>(options: ChaosOptions, work: (services: Services) => Promise<T>): Promise<T> {
  const services = await openStore(options);
  return work(services).finally(() => services.close());
}

const bringDistrict = (options: ChaosOptions) =>
  withStore(options, ({ database, people }) =>
    importRealDistrict(
      {
        database,
        cipher: people.cipher,
        hasher: argonHasher({ memoryKib: 64, passes: 1 }),
        random: (bytes) => randomBytes(bytes),
      },
      options.input.district,
    ),
  );

interface Storm {
  readonly tallies: readonly Tally[];
  readonly acknowledged: readonly { readonly id: string; readonly number: string }[];
  readonly retries: number;
  readonly elapsedMs: number;
}

function readPart({ format, bytes, rows }: ReplayedFile): ReadReports {
  const { reports, unreadable } = readReports(format, bytes);
  const isWanted = ({ row }: { row: number }) => rows === undefined || row <= rows;
  return { reports: reports.filter(isWanted), unreadable: unreadable.filter(isWanted) };
}

interface Staged {
  readonly client: Client;
  readonly executioner: Executioner;
}

/** One file through the storm; its journal stays beside the store. */
async function replayFile(options: ChaosOptions, file: ReplayedFile, { client, executioner }: Staged) {
  const fileDigest = digestOf(file.bytes);
  const { districtId } = options.input.district;
  const journal = new Journal(join(options.dataDir, `${file.format}.jsonl`), {
    file: fileDigest,
    format: file.format,
    districtId,
    sender: file.isStaff ? 'dispatcher' : 'public',
  });
  let told = 0;
  const onProgress = (tally: Tally) => {
    executioner.answered();
    told += 1;
    const words = `${file.format}: ${told}/${tally.rows}, ${executioner.deaths} kills`;
    if (told % 500 === 0) options.onProgress(words);
  };
  const tally = await runReplay({
    client,
    journal,
    read: readPart(file),
    fileDigest,
    districtId,
    hasToken: file.isStaff,
    ratePerSecond: undefined,
    now: () => performance.now(),
    sleep,
    onProgress,
  });
  journal.close();
  return { tally, acknowledged: [...journal.rows.values()] };
}

/** The district's own dispatcher: what staff file may go straight through, three steps in one statement. */
async function asDispatcher(client: Client, signIns: readonly FirstSignIn[]): Promise<Client> {
  const { login, password } = signIns.find((one) => one.role === 'dispatcher') ?? {};
  const body = { login, password, client: 'api' };
  const answer = await client.send({ method: 'POST', path: '/api/session', body });
  if (answer.kind !== 'done') throw new Error(`the dispatcher can't sign in: ${JSON.stringify(answer)}`);
  return client.as(String(answer.body.token));
}

async function storm(
  options: ChaosOptions,
  server: KillableServer,
  executioner: Executioner,
  signIns: readonly FirstSignIn[],
): Promise<Storm> {
  let retries = 0;
  const anyone = new Client({
    url: server.url,
    token: undefined,
    patienceMs: PATIENCE_MS,
    now: () => performance.now(),
    sleep: (ms) => sleep(Math.min(ms, 250)),
    onWeather: () => {
      retries += 1;
    },
  });
  const staff = await asDispatcher(anyone, signIns);
  const startedAt = performance.now();
  const parts: Awaited<ReturnType<typeof replayFile>>[] = [];
  for (const file of options.input.files) {
    const replayed = replayFile(options, file, { client: file.isStaff ? staff : anyone, executioner });
    parts.push(await Promise.race([replayed, executioner.failed]));
  }
  await Promise.race([executioner.settled(), executioner.failed]);
  return {
    tallies: parts.map((part) => part.tally),
    acknowledged: parts.flatMap((part) => part.acknowledged),
    retries,
    elapsedMs: performance.now() - startedAt,
  };
}

const readStore = (options: ChaosOptions, { acknowledged }: Storm) =>
  withStore(options, ({ database }) =>
    database.read(async (tx) => {
      const stored = await listStoredReports(tx);
      const numbers = new Map(stored.map((one) => [one.id, one.number]));
      const told = new Set(acknowledged.map((one) => one.id));
      const receipts = await listReplayReceipts(tx);
      const receiptNumbers = new Set(receipts.map((one) => one.number));
      const brokenHistories: string[] = [];
      let steps = 0;
      for (const { id, number } of stored) {
        const found = await verifyCaseHistory(tx, SYSTEM, id);
        if (found.isIntact) steps += found.steps;
        else brokenHistories.push(`${number} at step ${found.brokenAtSeq}: ${found.fault}`);
      }
      return {
        inStore: stored.length,
        steps,
        brokenHistories,
        uneven: await listUneven(tx),
        missing: acknowledged.filter((one) => numbers.get(one.id) !== one.number).map((one) => one.number),
        surplus: stored
          .filter((one) => !told.has(one.id) || !receiptNumbers.has(one.number))
          .map((one) => one.number),
      };
    }),
  );

export async function runChaos(options: ChaosOptions): Promise<ChaosResult> {
  const { store, seed, kills, input, onProgress } = options;
  const draw = drawer(seed);
  onProgress(`${store}: ${input.words}`);
  const { signIns } = await bringDistrict(options);
  const answers = input.files.reduce((sum, file) => sum + readPart(file).reports.length, 0);
  const server = new KillableServer({ ...options, port: await freePort(draw) });
  const executioner = new Executioner(server, planKills(draw, kills, answers, store));
  onProgress(`first start: ${Math.round(await server.start())} ms`);
  const passed = await storm(options, server, executioner, signIns).finally(() => server.stop());
  onProgress('reading the store');
  const sum = (of: (tally: Tally) => number) => passed.tallies.reduce((total, tally) => total + of(tally), 0);
  return {
    store,
    seed,
    deaths: executioner.deaths,
    deathsOfDatabase: executioner.deathsOfDatabase,
    rows: sum((tally) => tally.rows),
    refused: sum(refusedRows),
    unaccounted: sum(unaccounted),
    acknowledged: passed.acknowledged.length,
    retries: passed.retries,
    restartsMs: executioner.restartsMs,
    elapsedMs: passed.elapsedMs,
    ...(await readStore(options, passed)),
  };
}
