// Sends the reports of a file through the public intake, eight at a time, each under its own key, and
// accounts for every row. Killed and started again it neither loses nor doubles: the store keeps each key's
// answer.
import type { MultiPolygonRings } from '../../kernel/geo.ts';
import { TEXT_LIMIT } from '../../slices/cases/core/fields.ts';
import type { Answer, Client } from './client.ts';
import type { Acknowledged, Journal } from './journal.ts';
import { placeFor } from './places.ts';
import { type FiledReport, keyOf, type ReadReports } from './report.ts';
import { countAccepted, countRefused, newTally, type Tally, type Verified } from './tally.ts';

export interface ReplayOptions {
  readonly client: Client;
  readonly journal: Journal;
  readonly read: ReadReports;
  readonly fileDigest: string;
  /** Where reports without a place are put; needed by formats that have none. */
  readonly districtId: string | undefined;
  readonly hasToken: boolean;
  readonly ratePerSecond: number | undefined;
  readonly now: () => number;
  readonly sleep: (ms: number) => Promise<void>;
  readonly onProgress: (tally: Tally) => void;
}

const CONCURRENCY = 8;
/** Rows acknowledged before they are put on the disk together. */
const FLUSH_ROWS = 32;
/** The server's own suggestion counts as chosen from here on; below it a person chooses. */
const SURE_FROM = 0.85;
const SUGGEST_CHARACTERS = 500;
/** The newest rows and a spread of the older ones tell whether the journal is of this store. */
const NEWEST_CHECKED = 64;
const SPREAD_CHECKED = 32;

export class ReplayStopped extends Error {
  override name = 'ReplayStopped';
}

class Replay {
  readonly tally: Tally;
  readonly #options: ReplayOptions;
  readonly #grids: readonly MultiPolygonRings[];
  #sinceFlush = 0;

  constructor(options: ReplayOptions, grids: readonly MultiPolygonRings[]) {
    this.#options = options;
    this.#grids = grids;
    this.tally = newTally(options.read.reports.length + options.read.unreadable.length);
  }

  key = (row: number): string => keyOf(this.#options.fileDigest, row);

  async #itemFor(report: FiledReport, point: unknown): Promise<string | undefined> {
    const { hasToken, client } = this.#options;
    // A citizen's report with an item needs the item's photo, and letters have none: staff alone name items
    // here.
    if (report.publicChannel === 'citizen' && !hasToken) return undefined;
    if (report.itemCode !== undefined || !report.isItemAsked) return report.itemCode;
    const { lon, lat } = point as { lon: number; lat: number };
    const text = encodeURIComponent(wellFormed(report.words.slice(0, SUGGEST_CHARACTERS)));
    const path = `/api/intake/suggest-item?text=${text}&lon=${lon}&lat=${lat}&limit=1`;
    const answer = await client.send({ method: 'GET', path });
    if (answer.kind !== 'done') return undefined;
    const [best] = answer.body['items'] as { code: string; confidence: number }[];
    return best && best.confidence >= SURE_FROM ? best.code : undefined;
  }

  async bodyOf(report: FiledReport): Promise<Readonly<Record<string, unknown>>> {
    const point = report.point ?? placeFor(this.key(report.row), this.#grids);
    const itemCode = point ? await this.#itemFor(report, point) : undefined;
    return {
      channel: this.#options.hasToken ? report.staffChannel : report.publicChannel,
      description: shortened(report.words),
      ...(point ? { point } : {}),
      ...(report.address ? { address: report.address } : {}),
      ...(itemCode === undefined ? {} : { itemCode }),
    };
  }

  post = async (report: FiledReport): Promise<Answer> =>
    this.#options.client.send({
      method: 'POST',
      path: '/api/cases',
      key: this.key(report.row),
      body: await this.bodyOf(report),
    });

  async sendOne(report: FiledReport): Promise<void> {
    const { row } = report;
    const answer = await this.post(report);
    if (answer.kind === 'done') {
      const acknowledged = acknowledgedOf(row, answer.body);
      this.#options.journal.add(acknowledged);
      this.#sinceFlush += 1;
      if (this.#sinceFlush >= FLUSH_ROWS) this.flush();
      countAccepted(this.tally, acknowledged.state, answer.isReplayed);
    } else if (answer.kind === 'given_up') {
      this.tally.givenUp += 1;
      this.tally.givenUpWhy = answer.why;
    } else if (answer.code === 'http.idempotency_key_reused') {
      // The key's receipt is written with its case: the report is there, under the words of the first
      // sending.
      this.tally.acceptedAsOtherWords += 1;
      countAccepted(this.tally, 'reported', true);
    } else if (answer.code.startsWith('auth.')) {
      throw new ReplayStopped(`${answer.code}: ${answer.detail}`);
    } else countRefused(this.tally, answer.code, row, answer.detail);
  }

  flush(): void {
    this.#sinceFlush = 0;
    this.#options.journal.flush();
  }
}

/** Half of a character, as a cut leaves it, becomes the sign for one. */
const wellFormed = (text: string): string => Buffer.from(text, 'utf8').toString('utf8');

/** A client of the public form is held to the same length; what was cut off shows. */
function shortened(words: string): string {
  const clean = wellFormed(words).replace(/\p{Cc}/gu, (sign) => (sign === '\n' ? '\n' : ' '));
  return clean.length <= TEXT_LIMIT ? clean : `${wellFormed(clean.slice(0, TEXT_LIMIT - 1))}…`;
}

const acknowledgedOf = (row: number, body: Readonly<Record<string, unknown>>): Acknowledged => ({
  row,
  id: String(body['id']),
  number: String(body['number']),
  state: String(body['state']),
});

async function gridsOf({ client, districtId, read }: ReplayOptions): Promise<readonly MultiPolygonRings[]> {
  if (read.reports.every((report) => report.point !== undefined)) return [];
  const chosen = districtId ?? (await onlyDistrict(client));
  const path = `/api/areas/boundaries?districtId=${chosen}&level=grid`;
  const answer = await client.send({ method: 'GET', path });
  if (answer.kind !== 'done')
    throw new ReplayStopped(`the grids of ${chosen} can't be read: ${JSON.stringify(answer)}`);
  const features = answer.body['features'] as { geometry: { coordinates: MultiPolygonRings } }[];
  if (features.length === 0) throw new ReplayStopped(`the district ${chosen} has no grids here`);
  return features.map((feature) => feature.geometry.coordinates);
}

async function onlyDistrict(client: Client): Promise<string> {
  const answer = await client.send({ method: 'GET', path: '/api/areas/districts' });
  if (answer.kind !== 'done')
    throw new ReplayStopped(`the districts can't be read: ${JSON.stringify(answer)}`);
  const list = Object.values(answer.body) as { districtId: string; name: string }[];
  const [only, another] = list;
  if (only && !another) return only.districtId;
  const names = list.map((one) => `${one.districtId} ${one.name}`).join(', ');
  throw new ReplayStopped(`say which district with --district: ${names || 'there is none yet'}`);
}

/** Works through the list with a fixed number of hands; the first error stops all of them. */
async function eachOf<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  let next = 0;
  const hand = async () => {
    for (let at = next++; at < items.length; at = next++) await work(items[at] as T);
  };
  await Promise.all(Array.from({ length: Math.min(CONCURRENCY, items.length) }, hand));
}

/** Whether the store answers for the journal's rows as the journal says. */
async function isOfThisStore(replay: Replay, options: ReplayOptions): Promise<boolean> {
  const rows = [...options.journal.rows.values()];
  const older = rows.slice(0, -NEWEST_CHECKED);
  const step = Math.max(1, Math.floor(older.length / SPREAD_CHECKED));
  const asked = [...rows.slice(-NEWEST_CHECKED), ...older.filter((_, at) => at % step === 0)];
  const byRow = new Map(options.read.reports.map((report) => [report.row, report]));
  let isKnown = true;
  await eachOf(asked, async ({ row, number }) => {
    const report = byRow.get(row);
    const answer = report && isKnown ? await replay.post(report) : undefined;
    if (answer?.kind === 'done' && answer.body['number'] !== number) isKnown = false;
  });
  return isKnown;
}

export async function runReplay(options: ReplayOptions): Promise<Tally> {
  const { journal, read, ratePerSecond, now, sleep, onProgress } = options;
  const replay = new Replay(options, await gridsOf(options));
  for (const { row, why } of read.unreadable) countRefused(replay.tally, 'replay.unreadable_row', row, why);
  if (journal.rows.size > 0 && !(await isOfThisStore(replay, options))) journal.discard();
  for (const { state } of journal.rows.values()) countAccepted(replay.tally, state, true);
  const open = read.reports.filter((report) => !journal.rows.has(report.row));
  const startedAt = now();
  let begun = 0;
  try {
    await eachOf(open, async (report) => {
      const dueAt = ratePerSecond === undefined ? 0 : startedAt + (begun * 1000) / ratePerSecond;
      begun += 1;
      if (dueAt > now()) await sleep(dueAt - now());
      await replay.sendOne(report);
      onProgress(replay.tally);
    });
  } finally {
    replay.flush();
  }
  return replay.tally;
}

/** Asks the server for every acknowledged case: staff read the case itself, others send the row once more and
 *  must get the same number, which the store keeps in one piece with the case. */
export async function verifyReplay(options: ReplayOptions): Promise<Verified> {
  const { client, journal, read, hasToken } = options;
  const replay = new Replay(options, await gridsOf(options));
  const byRow = new Map(read.reports.map((report) => [report.row, report]));
  const missing: string[] = [];
  const rows = [...journal.rows.values()];
  await eachOf(rows, async ({ row, id, number }) => {
    const report = byRow.get(row);
    const answer = hasToken
      ? await client.send({ method: 'GET', path: `/api/cases/${id}` })
      : report && (await replay.post(report));
    const isSame = answer?.kind === 'done' && answer.body['number'] === number;
    const isThere = answer?.kind === 'refused' && answer.code === 'http.idempotency_key_reused';
    if (!isSame && !isThere) missing.push(`row ${row} ${number}`);
  });
  const seen = new Set<string>();
  const doubled = rows.filter(({ number }) => seen.size === seen.add(number).size).map((one) => one.number);
  return { asked: rows.length, missing, doubled };
}
