// The proof in the store: in pieces with progress, cancelled, overtaken by a change, and taken away with
// its hashes.
import { createHash } from 'node:crypto';
import { text } from 'node:stream/consumers';
import { beforeAll, expect, test } from 'vitest';
import { isRefusal } from '../../../kernel/refusal.ts';
import { testDatabase } from '../../../platform/server/db/test-database.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import { answersOf, certificateOf } from './export-proof.ts';
import { saveRows } from './edit-draft.ts';
import { openDraft } from './open-draft.ts';
import { PROVING, provePiece, startProof } from './prove-lists.ts';
import { seedDefaultCatalogue } from './public.ts';
import { endProof, findProof, listProofs, type Proof } from './queries-proof.ts';
import { findVersion, type VersionRow } from './queries.ts';
import { drawDistrict, staffDistrict } from './test-district.ts';

const store = testDatabase();
const DISTRICT = '500151';
const BY = { id: 'p-1', name: '陈一' };
const write = <T>(work: (tx: Tx) => Promise<T>) => store.database.transaction(work);
const read = <T>(work: (tx: Tx) => Promise<T>) => store.database.read(work);

let publishedId = '';
beforeAll(async () => {
  await write(async (tx) => {
    await drawDistrict(tx, DISTRICT, 106);
    await staffDistrict(tx, DISTRICT);
  });
  const seeded = await write((tx) => seedDefaultCatalogue(tx, DISTRICT, { effectiveFrom: '2026-01-01' }));
  publishedId = seeded.catalogueId;
});

async function versionOf(id: string): Promise<VersionRow> {
  const version = await read((tx) => findVersion(tx, id));
  if (!version) throw new Error('the test has no such version');
  return version;
}
async function begin(id: string): Promise<Proof> {
  const version = await versionOf(id);
  const started = await write((tx) => startProof(tx, version, BY));
  if (isRefusal(started)) throw new Error(started.code);
  return started;
}
async function proofOf(id: string): Promise<Proof> {
  const proof = await read((tx) => findProof(tx, id));
  if (!proof) throw new Error('the proof has gone');
  return proof;
}
const waits = () =>
  read((tx) => tx.db.selectFrom('timer').select('key').where('kind', '=', PROVING).execute());

/** As the timer runs it, until nothing waits any more; how many pieces it took. */
async function run(id: string, atOnce: number): Promise<number> {
  for (let pieces = 1; ; pieces += 1) {
    await write((tx) => provePiece(tx, id, atOnce));
    if ((await proofOf(id)).state !== 'running') return pieces;
  }
}

async function draft(): Promise<string> {
  const command = { districtId: DISTRICT, title: '草稿', effectiveFrom: '2026-12-01' };
  return (await write((tx) => openDraft(tx, command, BY))).catalogueId;
}
const take = (catalogueId: string, key: string) =>
  write((tx) =>
    saveRows(tx, { districtId: DISTRICT, catalogueId, revision: 0 }, { put: [], remove: [key] }, BY),
  );

test('published lists are proved in pieces, and two proofs of one world have one hash', async () => {
  const first = await begin(publishedId);
  expect(first).toMatchObject({ state: 'running', items: 186, grids: 4, itemsDone: 0 });
  expect(await waits()).toEqual([{ key: first.id }]);
  const version = await versionOf(publishedId);
  const second = await write((tx) => startProof(tx, version, BY));
  expect(second).toMatchObject({ code: 'catalogue.proof_running', data: { done: 0, items: 186 } });
  await write((tx) => provePiece(tx, first.id, 40));
  const halfway = await proofOf(first.id);
  expect(halfway.itemsDone).toBeGreaterThan(0);
  expect(halfway.itemsDone).toBeLessThan(186);
  expect(await run(first.id, 100)).toBeGreaterThan(5);
  const done = await proofOf(first.id);
  expect(done).toMatchObject({ state: 'done', itemsDone: 186, brokenQuestions: 0, broken: [] });
  expect(done.questions).toBeGreaterThanOrEqual(186 * 4);
  const again = await begin(publishedId);
  expect(await run(again.id, 1_000_000)).toBe(1);
  expect((await proofOf(again.id)).answersHash).toBe(done.answersHash);
  expect((await read((tx) => listProofs(tx, publishedId, 10))).map(({ id }) => id)).toEqual([
    again.id,
    first.id,
  ]);
});

test('the file has every answer, and its lines hash to what was proved', async () => {
  const proof = await begin(publishedId);
  await run(proof.id, 1_000_000);
  const done = await proofOf(proof.id);
  const version = await versionOf(publishedId);
  const answers = await read((tx) => answersOf(tx, done, version));
  if (isRefusal(answers)) throw new Error(answers.code);
  const lines = (await text(answers)).replace('\ufeff', '').trimEnd().split('\r\n').slice(1);
  expect(lines).toHaveLength(done.questions);
  let hash = createHash('sha256').update('').digest('hex');
  const byItem = new Map<string, string[]>();
  for (const line of lines) {
    const asked = line.split(',').slice(0, 6).join(',');
    const item = asked.slice(0, asked.indexOf('.'));
    byItem.set(item, [...(byItem.get(item) ?? []), asked]);
  }
  for (const said of byItem.values()) {
    hash = createHash('sha256')
      .update(hash)
      .update(said.map((line) => `\n${line}`).join(''))
      .digest('hex');
  }
  expect(hash).toBe(done.answersHash);
  const certificate = JSON.parse(certificateOf(done, version));
  expect(certificate).toMatchObject({
    isProved: true,
    pairs: 744,
    brokenQuestions: 0,
    lists: { sha256: done.listsHash },
    by: '陈一',
  });
});

test('a hole is proved as one, line by line', async () => {
  const id = await draft();
  const { rules } = await read(async (tx) => {
    const found = await tx.db
      .selectFrom('catalogue_rule')
      .select('id')
      .where('catalogue_id', '=', id)
      .where('subject_code', '=', 'E0110')
      .execute();
    return { rules: found.map((row) => row.id) };
  });
  for (const rule of rules) await take(id, `rule ${rule}`);
  const proof = await begin(id);
  await run(proof.id, 1_000_000);
  const done = await proofOf(proof.id);
  expect(done).toMatchObject({ state: 'done', brokenQuestions: 4 });
  expect(done.broken[0]).toMatchObject({ item: 'E0110', why: 'hole', area: '500151.001.001.001' });
  expect(JSON.parse(certificateOf(done, await versionOf(id)))).toMatchObject({ isProved: false });
});

test('a draft edited while it is proved ends the proof; one that was cancelled is not exported', async () => {
  const id = await draft();
  const proof = await begin(id);
  await write((tx) => provePiece(tx, proof.id, 40));
  await take(id, 'item E0110');
  await write((tx) => provePiece(tx, proof.id, 40));
  expect(await proofOf(proof.id)).toMatchObject({ state: 'failed', failedBy: 'lists' });

  const other = await begin(id);
  await write((tx) => endProof(tx, other.id, null));
  await write((tx) => provePiece(tx, other.id, 40));
  const cancelled = await proofOf(other.id);
  expect(cancelled).toMatchObject({ state: 'cancelled', itemsDone: 0 });
  const version = await versionOf(id);
  expect(await read((tx) => answersOf(tx, cancelled, version))).toMatchObject({
    code: 'catalogue.proof_not_done',
  });

  const last = await begin(id);
  await run(last.id, 1_000_000);
  const before = await proofOf(last.id);
  await take(id, 'item E0102');
  expect(await read((tx) => answersOf(tx, before, version))).toMatchObject({
    code: 'catalogue.proof_outdated',
    data: { whatEn: 'the lists' },
  });
});
