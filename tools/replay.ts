// npm run replay -- FILE --as FORMAT: feeds real reports through the public intake of a running server,
// like any client. Reads arguments and prints; the work is in tools/replay. It never touches the store.
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { ROOT_FOLDER } from '../platform/server/db/folders.ts';
import { ArgumentError, countOf, readArguments } from './arguments.ts';
import { Client } from './replay/client.ts';
import { FORMAT_NAMES, readReports } from './replay/formats.ts';
import { Journal, JournalOfAnother } from './replay/journal.ts';
import { digestOf, type ReadReports } from './replay/report.ts';
import { ReplayStopped, runReplay, verifyReplay } from './replay/run-replay.ts';
import { refusedRows, type Tally, tellTally, unaccounted } from './replay/tally.ts';

const USAGE = `npm run replay -- FILE --as ${FORMAT_NAMES.join('|')}
    [--url http://127.0.0.1:8080] [--district CODE] [--login NAME] [--state FILE] [--rate N] [--limit N]
    [--patience SECONDS] [--verify]
  --district  where reports without a place are put (needed when the server has several districts)
  --url       the server; without it the one on this machine, on PORT or 8080
  --login     reports as staff, who name items and use the hotline; the password is in GRIDLOOP_PASSWORD.
              Without it (or a bearer token in GRIDLOOP_TOKEN) reports come in as citizens file them
  --state     the journal of what was acknowledged, for a quick resume
  --rate      at most so many reports a second; the server itself takes 600 a minute from one address
              unless it was started with RATE_LIMITS=0
  --verify    asks the server at the end for every acknowledged case`;

const VALUES = ['as', 'url', 'district', 'login', 'state', 'rate', 'limit', 'patience'];
const DEFAULT_PATIENCE_SECONDS = 120;
const PROGRESS_MS = 2_000;

function readFile(
  path: string,
  format: string,
  limit: number | undefined,
): { read: ReadReports; digest: string } {
  const bytes = readFileSync(resolve(path));
  const { reports, unreadable } = readReports(format, bytes);
  const within = <T extends { row: number }>(rows: readonly T[]) =>
    limit === undefined ? rows : rows.filter(({ row }) => row <= limit);
  return { read: { reports: within(reports), unreadable: within(unreadable) }, digest: digestOf(bytes) };
}

function progress(startedAt: number): (tally: Tally) => void {
  let toldAt = startedAt;
  return (tally) => {
    const now = performance.now();
    if (now - toldAt < PROGRESS_MS) return;
    toldAt = now;
    const done = tally.accepted + refusedRows(tally);
    const rate = ((tally.accepted - tally.acceptedBefore) * 1000) / (now - startedAt);
    console.log(`· ${done}/${tally.rows}, ${rate.toFixed(0)} a second`);
  };
}

/** Who the server takes this sender for. A receipt belongs to its sender, so the journal does too. */
async function signedIn(client: Client, login: string | undefined) {
  const token = process.env.GRIDLOOP_TOKEN;
  if (login === undefined && token === undefined) return { client, sender: 'public', hasToken: false };
  const body = { login, password: process.env.GRIDLOOP_PASSWORD ?? '', client: 'api' };
  const answer =
    login === undefined
      ? await client.as(token).send({ method: 'GET', path: '/api/session' })
      : await client.send({ method: 'POST', path: '/api/session', body });
  if (answer.kind !== 'done') throw new ReplayStopped(`signing in failed: ${JSON.stringify(answer)}`);
  const { personId, token: opened } = answer.body;
  return { client: client.as(String(opened ?? token)), sender: `person ${String(personId)}`, hasToken: true };
}

async function run(args: readonly string[]): Promise<number> {
  const { words, flags } = readArguments(args, { values: VALUES, switches: ['verify', 'help'] });
  const [path] = words;
  const format = flags.get('as');
  if (path === undefined || format === undefined || flags.has('help')) throw new ArgumentError(USAGE);
  const { read, digest } = readFile(path, format, countOf(flags, 'limit'));
  const districtId = flags.get('district');
  const sleep = (ms: number) => new Promise<void>((wake) => setTimeout(wake, ms));
  const now = () => performance.now();
  let retries = 0;
  let toldWait: string | undefined;
  const url = flags.get('url') ?? `http://127.0.0.1:${process.env.PORT ?? '8080'}`;
  const anyone = new Client({
    url,
    token: undefined,
    now,
    sleep,
    patienceMs: (countOf(flags, 'patience') ?? DEFAULT_PATIENCE_SECONDS) * 1000,
    onWeather: (why) => {
      retries += 1;
      if (why !== toldWait) console.log(`· ${url} does not take it now (${why}); trying again`);
      toldWait = why;
    },
  });
  const { client, sender, hasToken } = await signedIn(anyone, flags.get('login'));
  const state =
    flags.get('state') ??
    join(ROOT_FOLDER, 'data', 'replay', `${digest}-${digestOf(Buffer.from(sender))}.jsonl`);
  const journal = new Journal(resolve(state), {
    file: digest,
    format,
    districtId: districtId ?? null,
    sender,
  });
  const startedAt = now();
  const options = {
    client,
    journal,
    read,
    fileDigest: digest,
    districtId,
    hasToken,
    ratePerSecond: countOf(flags, 'rate'),
    now,
    sleep,
    onProgress: progress(startedAt),
  };
  const tally = await runReplay(options);
  const elapsedMs = now() - startedAt;
  tally.retries = retries;
  const verified = flags.has('verify') ? await verifyReplay(options) : undefined;
  journal.close();
  for (const line of tellTally(tally, elapsedMs, verified)) console.log(line);
  const isWhole =
    unaccounted(tally) === 0 && (verified?.missing.length ?? 0) + (verified?.doubled.length ?? 0) === 0;
  return isWhole ? 0 : 1;
}

run(process.argv.slice(2)).then(
  (code) => process.exit(code),
  (error: Error) => {
    const isTold = [ArgumentError, JournalOfAnother, ReplayStopped, SyntaxError].some(
      (kind) => error instanceof kind,
    );
    console.error(isTold ? error.message : error);
    process.exit(2);
  },
);
