// A replay over a bad line: requests that never arrive, answers that are lost, a sender that is killed and
// started again. Every row is in the store exactly once, and the account says so.
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { importRealDistrict } from '../../db/seed/real/import-district.ts';
import { makeLattice } from '../../db/seed/real/lattice.ts';
import { fakeCipher } from '../../platform/server/crypto/fake.ts';
import { testDatabase } from '../../platform/server/db/test-database.ts';
import { argonHasher, listPeopleWith } from '../../slices/people/server/public.ts';
import { Client } from '../../tools/replay/client.ts';
import { Journal } from '../../tools/replay/journal.ts';
import { readReports } from '../../tools/replay/formats.ts';
import { digestOf, type ReadReports } from '../../tools/replay/report.ts';
import { runReplay, verifyReplay } from '../../tools/replay/run-replay.ts';
import { refusedRows, unaccounted } from '../../tools/replay/tally.ts';
import { testApp } from './test-app.ts';

const store = testDatabase();
const app = testApp(store);
const folder = mkdtempSync(join(tmpdir(), 'gridloop-replay-'));
const DISTRICT = '990301';

/** Numbers from 0 to 1 that repeat: the same requests meet the same fate. */
function drawer(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

let lossShare = 0;
let lost = 0;
const draw = drawer(20_260_805);

async function forward(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const fate = draw();
  if (fate < lossShare / 2) {
    lost += 1;
    response.destroy();
    return;
  }
  const { method = 'GET', url = '/' } = request;
  // The line passes on words, not bytes: replies come plain.
  const headers = { ...request.headers, 'accept-encoding': 'identity' };
  const reply = await app.mounted.app.inject({
    method: method as 'GET' | 'POST',
    url,
    headers,
    ...(chunks.length > 0 ? { payload: Buffer.concat(chunks) } : {}),
  });
  if (fate < lossShare) {
    lost += 1;
    response.destroy();
    return;
  }
  response.writeHead(reply.statusCode, {
    'content-type': 'application/json',
    'idempotent-replayed': String(reply.headers['idempotent-replayed'] ?? ''),
  });
  response.end(reply.body);
}

const line = createServer((request, response) => {
  void forward(request, response);
});
let url = '';
let token = '';

beforeAll(async () => {
  const lattice = makeLattice(
    [
      { lon: 106, lat: 29.8 },
      { lon: 106.02, lat: 29.815 },
    ],
    '方格',
  );
  if (!lattice) throw new Error('two points make a lattice');
  await importRealDistrict(
    {
      database: store.database,
      cipher: fakeCipher,
      hasher: argonHasher({ memoryKib: 64, passes: 1 }),
      random: (bytes) => new Uint8Array(bytes),
    },
    { districtId: DISTRICT, name: '方格区', crs: 'WGS84', source: 'test', areasDigest: 'one', ...lattice },
  );
  const staff = await store.database.read((tx) =>
    listPeopleWith(tx, { role: 'dispatcher', areaPath: DISTRICT }),
  );
  token = await app.signInAs(staff.find((one) => one.areaPath === DISTRICT)?.personId ?? '');
  await new Promise<void>((open) => line.listen(0, '127.0.0.1', open));
  const address = line.address();
  url = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
}, 120_000);

afterAll(async () => {
  await new Promise((closed) => line.close(closed));
  rmSync(folder, { recursive: true });
});

const WORDS = ['垃圾成堆没人清', '路灯不亮', '井盖丢失', '工地半夜施工吵得睡不着', '不知道找谁'];
const letters = (count: number, salt: string) => {
  const rows = Array.from(
    { length: count },
    (_, at) => `${at},${salt}${at},2020-01-01,${WORDS[at % WORDS.length]}`,
  );
  return new TextEncoder().encode(`id,title,time,text\n${rows.join('\n')}\n`);
};

class Killed extends Error {}

function replayOf(bytes: Uint8Array, format: string, journal: string, isStaff: boolean, dieAfter = Infinity) {
  const read: ReadReports = readReports(format, bytes);
  const fileDigest = digestOf(bytes);
  const now = () => performance.now();
  const sleep = (ms: number) => new Promise<void>((wake) => setTimeout(wake, Math.min(ms, 5)));
  let answered = 0;
  return {
    client: new Client({ url, token: isStaff ? token : undefined, patienceMs: 60_000, now, sleep }),
    journal: new Journal(join(folder, journal), {
      file: fileDigest,
      format,
      districtId: DISTRICT,
      sender: isStaff ? 'staff' : 'public',
    }),
    read,
    fileDigest,
    districtId: DISTRICT,
    hasToken: isStaff,
    ratePerSecond: undefined,
    now,
    sleep,
    onProgress: () => {
      answered += 1;
      if (answered >= dieAfter) throw new Killed();
    },
  };
}

async function casesTitled(salt: string): Promise<number> {
  const { count } = await store.database.read((tx) =>
    tx.db
      .selectFrom('case_file')
      .select((eb) => eb.fn.countAll<number>().as('count'))
      .where('description', 'like', `${salt}%`)
      .executeTakeFirstOrThrow(),
  );
  return Number(count);
}

test('over a line that loses a third of everything each letter is filed once', async () => {
  lossShare = 0.34;
  lost = 0;
  const options = replayOf(letters(60, '坏线路'), 'messages', 'line.jsonl', false);
  const tally = await runReplay(options);
  expect(lost).toBeGreaterThan(10);
  expect([tally.accepted, unaccounted(tally), await casesTitled('坏线路')]).toEqual([60, 0, 60]);
  expect(tally.acceptedBefore).toBeGreaterThan(0);
  lossShare = 0;
  expect(await verifyReplay(options)).toEqual({ asked: 60, missing: [], doubled: [] });
});

test('killed and started again it goes on where it was, with and without its journal', async () => {
  const bytes = letters(50, '被杀');
  await expect(runReplay(replayOf(bytes, 'messages', 'killed.jsonl', true, 17))).rejects.toThrow(Killed);
  const again = replayOf(bytes, 'messages', 'killed.jsonl', true);
  expect(again.journal.rows.size).toBeGreaterThanOrEqual(10);
  const tally = await runReplay(again);
  expect([tally.accepted, unaccounted(tally), await casesTitled('被杀')]).toEqual([50, 0, 50]);
  const fresh = await runReplay(replayOf(bytes, 'messages', 'lost.jsonl', true));
  expect([fresh.accepted, fresh.acceptedBefore, await casesTitled('被杀')]).toEqual([50, 50, 50]);
  expect(await verifyReplay(again)).toEqual({ asked: 50, missing: [], doubled: [] });
});

test('staff’s letters with a sure item go straight through, the others wait for a person', async () => {
  const tally = await runReplay(replayOf(letters(25, '直派'), 'messages', 'through.jsonl', true));
  expect(tally.straightThrough).toBeGreaterThanOrEqual(5);
  expect(tally.waiting).toBeGreaterThanOrEqual(5);
  expect(tally.straightThrough + tally.waiting).toBe(25);
});

test('a journal that another store wrote is not believed', async () => {
  const bytes = letters(10, '别的库');
  const options = replayOf(bytes, 'messages', 'foreign.jsonl', false);
  for (let row = 1; row <= 10; row += 1) {
    options.journal.add({ row, id: 'x', number: `elsewhere-${row}`, state: 'reported' });
  }
  const tally = await runReplay(options);
  expect([tally.accepted, unaccounted(tally), await casesTitled('别的库')]).toEqual([10, 0, 10]);
});

test('what is refused is told by its code with an example, and counted', async () => {
  const events = [
    { text: '外地的事', lon: 100, lat: 20 },
    { text: '没有位置' },
    { text: '本地的事', lon: 106.01, lat: 29.805 },
  ];
  const bytes = new TextEncoder().encode(JSON.stringify(events));
  const tally = await runReplay(replayOf(bytes, 'grid-events', 'refused.jsonl', false));
  expect([tally.accepted, refusedRows(tally), unaccounted(tally)]).toEqual([1, 2, 0]);
  expect(tally.refused.get('areas.outside')).toMatchObject({ count: 1, exampleRow: 1 });
  expect(tally.refused.get('replay.unreadable_row')).toMatchObject({ count: 1, exampleRow: 2 });
});
