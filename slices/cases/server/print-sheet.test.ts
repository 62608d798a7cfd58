// A case on paper: what stands there is what its reader may see, and the file is a real one.
import { sql } from 'kysely';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import type { Actor } from '../../../kernel/rights.ts';
import { testDatabase } from '../../../platform/server/db/test-database.ts';
import { FakeFiles } from '../../../platform/server/files/fake.ts';
import { flowNamed } from '../core/flows.ts';
import { sheetOf } from '../core/sheet.ts';
import { actOnCase } from './act-on-case.ts';
import { printSheet, sheetFor } from './print-sheet.ts';
import { readCase } from './read-case.ts';
import { reportCase } from './report-case.ts';
import { keepPhoto, makeDistrict } from './test-district.ts';

const store = testDatabase('2026-08-05T12:08:00+08:00');
const before = '01890000-0000-7000-8000-000000008881';
const address = 'https://city.example/command/cases/1';

const blue = () =>
  sharp({ create: { width: 1200, height: 900, channels: 3, background: '#3060c0' } })
    .jpeg()
    .toBuffer();

async function makeHandledCase() {
  const city = await makeDistrict(store.database, '500151');
  await keepPhoto(store.database, before);
  const dispatcher = city.actor(3, 'dispatcher', 'centre', '.001');
  const handler = city.actor(5, 'handler', 'sanitation', '.001');
  const { id } = await store.database.transaction((tx) =>
    reportCase(tx, city.actor(4, 'inspector', 'centre', '.001'), {
      body: {
        channel: 'patrol',
        description: '楼下建筑垃圾\n堆了三天',
        itemCode: city.itemCode,
        point: city.inGridA,
        photoIds: [before],
      },
    }),
  );
  const act = (actor: Actor, action: string, body: object) =>
    store.database.transaction((tx) => actOnCase(tx, actor, { caseId: id, action, body: { ...body } }));
  await act(handler, 'claim', { personId: handler.personId });
  await act(dispatcher, 'push', { kind: 'urge', words: '请今天清完' });
  await act(handler, 'extend', { reason: '车辆故障', extra: { kind: 'working_hours', amount: 2 } });
  return { city, id, dispatcher };
}

/** The one town of this file, made when a test first asks for it. */
let handled: ReturnType<typeof makeHandledCase> | undefined;
const aHandledCase = () => {
  handled ??= makeHandledCase();
  return handled;
};

test('the sheet tells the facts, the pictures and every step, with exact times and no codes', async () => {
  const { city, id, dispatcher } = await aHandledCase();
  const sheetIn = (lang: 'zh' | 'en') =>
    store.database.read(async (tx) => {
      const { view, flow } = await readCase(tx, dispatcher, id);
      const placeNames = ['区', '街道', '社区', '一号网格'];
      return sheetOf(view, { flow: flowNamed(flow), lang, placeNames, offsetMinutes: 480 });
    });
  const zh = await sheetIn('zh');
  expect(zh.description).toBe('楼下建筑垃圾\n堆了三天');
  const facts = new Map(zh.facts);
  expect(facts.get('状态')).toBe('处置中');
  expect(facts.get('地点')).toBe('街道 › 社区 › 一号网格');
  expect(facts.get('上报时间')).toBe('2026-08-05 12:08');
  expect(facts.get('责任单位')).toBe(city.unit('sanitation', '.001').name);
  expect(zh.photos).toEqual([{ id: before, caption: '上报 2026-08-05 12:08' }]);
  const lines = new Map(zh.entries.map(({ head, lines: all }) => [head, all]));
  expect([...lines.keys()].at(0)).toBe('上报 → 待受理');
  expect(lines.get('催办') ?? lines.get('督办')).toEqual(['督办方式：催办', '督办内容：请今天清完']);
  expect(lines.get('申请延期')).toEqual(['理由：车辆故障', '延长：2 工作时']);
  expect(JSON.stringify(zh)).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}-7.*“|undefined|null|patrol|urge/);
  const en = await sheetIn('en');
  expect(en.entries).toHaveLength(zh.entries.length);
  expect(JSON.stringify(en.facts.map(([name]) => name))).not.toMatch(/\p{Script=Han}/u);
});

test('on paper a reason is called what the city calls it, in the language of the sheet', async () => {
  const { city, id, dispatcher } = await aHandledCase();
  const lines = (lang: 'zh' | 'en') =>
    store.database.read(async (tx) => {
      const { sheet } = await sheetFor(tx, dispatcher, { caseId: id, lang });
      return sheet.entries.flatMap((entry) => entry.lines);
    });
  expect(await lines('zh')).toContain('督办方式：催办');
  await store.database.transaction((tx) =>
    sql`insert into reason_wording
        (district_id, action, field, code, is_offered, zh, en, changed_at, changed_by)
      values (${city.districtId}, 'push', 'kind', 'urge', true, '提醒', '', now(),
        ${city.actor(9, 'administrator', 'centre').personId}::uuid)`.execute(tx.db),
  );
  expect(await lines('zh')).toContain('督办方式：提醒');
  expect(await lines('en')).toContain('kind: urge');
});

test('a sheet is a PDF with its pictures; whoever may not read the case gets none', async () => {
  const { city, id, dispatcher } = await aHandledCase();
  const files = new FakeFiles();
  const print = (actor: Actor, lang: 'zh' | 'en' = 'zh') =>
    store.database.read((tx) => printSheet(tx, actor, files, { caseId: id, lang, address }));
  const without = await print(dispatcher);
  await files.put(before, 'full', await blue());
  const { bytes, number } = await print(dispatcher);
  expect(number).toMatch(/^\d/);
  const text = Buffer.from(bytes).toString('latin1');
  expect(text).toMatch(/^%PDF-1\.\d/);
  expect(text.trimEnd()).toMatch(/%%EOF$/);
  expect(text).toContain('/Subtype /Image');
  expect(bytes.length).toBeGreaterThan(without.bytes.length + 1_000);
  const outsider = city.actor(9, 'handler', 'sanitation', '.002');
  await expect(print(outsider)).rejects.toMatchObject({ refusal: { code: 'cases.not_found' } });
});

test('one sheet’s pictures are opened at a time, and none for a sheet that is refused', async () => {
  const { id, dispatcher } = await aHandledCase();
  const files = new FakeFiles();
  let [opened, isBroken] = [0, (_: Error): void => undefined];
  const never = new Promise<never>((_, reject) => {
    isBroken = reject;
  });
  files.open = () => {
    opened += 1;
    return never;
  };
  const asked = { caseId: id, lang: 'zh', address } as const;
  const prints = Array.from({ length: 25 }, () =>
    store.database.read((tx) => printSheet(tx, dispatcher, files, asked)).catch((error: unknown) => error));
  let refused = 0;
  for (const print of prints) void print.then(() => (refused += 1));
  await expect.poll(() => refused).toBe(4);
  expect(opened).toBe(1);
  isBroken(new Error('the disk is gone'));
  const ends = await Promise.all(prints);
  expect(JSON.stringify(ends)).toContain('cases.too_many_sheets');
  expect(ends.filter((one) => one instanceof Error && one.message === 'the disk is gone')).toHaveLength(21);
});
