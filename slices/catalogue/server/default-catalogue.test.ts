// The lists that ship: whole, readable by the importer, and found by real sentences of residents.
import { describe, expect, test } from 'vitest';
import { compileCatalogue } from '../core/compile.ts';
import { DEFAULT_TERMS } from '../core/default-terms.ts';
import { importRows, Importer } from '../core/import-rows.ts';
import { isRefusal } from '../../../kernel/refusal.ts';
import { searchItems } from '../core/search-index.ts';
import { UNIT_SPECIALTIES } from '../core/unit-specialties.ts';
import { exportRows } from '../core/export-rows.ts';
import { readDefaultSheets, readDefaultSource } from './default-catalogue.ts';

async function readLists() {
  const importer = new Importer({ districtId: '500151', units: () => undefined });
  for (const sheet of await readDefaultSheets()) expect(importer.addSheet(sheet.rows)).toBeUndefined();
  return importer.result();
}

async function compile() {
  const { lists } = await readLists();
  return compileCatalogue({
    id: 'default',
    districtId: '500151',
    title: 'default',
    state: 'draft',
    effectiveFrom: '2026-01-01',
    effectiveUntil: null,
    source: await readDefaultSource(),
    defaults: DEFAULT_TERMS,
    ...lists,
    rules: lists.rules.map((rule, index) => ({ ...rule, id: `r${index}` })),
  });
}

test('every row is accepted without a note', async () => {
  const result = await readLists();
  expect(result.notes).toEqual([]);
  expect(result.acceptedRows).toBe(result.rows);
});

test('54 national event types and over a hundred components have names in both languages', async () => {
  const { lists } = await readLists();
  const events = lists.items.filter((item) => item.list === 'event');
  expect(events.filter((item) => item.classCode !== 'E21')).toHaveLength(54);
  expect(lists.items.length - events.length).toBeGreaterThan(100);
  for (const { name, nameEn, problems } of [
    ...lists.items,
    ...lists.entries.map((e) => ({ ...e, problems: [] })),
  ]) {
    expect(name).toMatch(/[\u4e00-\u9fff]/);
    expect(nameEn).toMatch(/^[A-Z][A-Za-z ,()-]+$/);
    for (const problem of problems) {
      expect(problem.fileWhen.length * problem.closeWhen.length * problem.nameEn.length).toBeGreaterThan(0);
      expect(problem.terms.limits?.handle).toBeDefined();
      expect(problem.terms.legalBasis).toBeTruthy();
    }
  }
});

test('the rules name every kind of unit of the list of specialties, and no other', async () => {
  const { lists } = await readLists();
  const named = lists.rules.flatMap((rule) =>
    [rule.responsible, ...rule.coUnits].map((unit) => ('unitKind' in unit ? unit.unitKind : '')),
  );
  expect([...new Set(named)].sort()).toEqual(UNIT_SPECIALTIES.map((specialty) => specialty.code).sort());
});

test('exported and read again they are the same', async () => {
  const { lists } = await readLists();
  const again = importRows(
    exportRows(lists, (id) => id),
    { districtId: '500151', units: () => undefined },
  );
  if (isRefusal(again)) throw new Error(again.code);
  expect(again.notes).toEqual([]);
  expect(again.lists.items).toEqual(lists.items);
  expect(again.lists.rules).toEqual(lists.rules);
});

describe('what residents write', () => {
  test.each([
    ['小区门口的井盖丢了一个，很危险', 'C0123'],
    ['路灯坏了好几天，晚上黑漆漆的', 'C0137'],
    ['楼下烧烤油烟太大，天天熏', 'E0510'],
    ['半夜工地还在施工，吵得睡不着', 'E0301'],
    ['垃圾堆了三天没人清理，臭死了', 'E0102'],
    ['马路上有个大坑，车子差点掉进去', 'E0110'],
    ['电动车在楼道里充电', 'E2195'],
    ['邻居装修噪音太大', 'E2191'],
    ['红绿灯不亮', 'C0282'],
    ['树倒了压在车上', 'C0402'],
    ['下水道返水，臭水流一地', 'E0404'],
    ['共享单车堵住盲道', 'E2192'],
    ['KTV噪音扰民', 'E0508'],
    ['家里闻到煤气味', 'E0403'],
    ['小区停水两天了', 'E2190'],
    ['电梯坏了没人修', 'E2194'],
    ['公厕太脏了没人打扫', 'C0301'],
    ['流浪狗咬人', 'E2193'],
    ['消防通道被车堵了', 'E2198'],
    ['墙上全是办证小广告', 'E0201'],
    ['路面结冰，好多人摔倒', 'E0407'],
    ['水管爆裂，水流了一街', 'E0402'],
    ['traffic light is dark', 'C0282'],
    ['造纸厂偷排废水，河都臭了', 'E2188'],
    ['超市卖过期食品', 'E2187'],
    ['装修垃圾堆在小区门口', 'E0103'],
  ])('“%s” → %s', async (words, code) => {
    const hits = searchItems((await compile()).search, words, 3);
    expect(hits[0]?.item.code, hits.map((hit) => `${hit.item.code} ${hit.score}`).join()).toBe(code);
  });

  test('what belongs to no list gets no sure answer', async () => {
    const { search } = await compile();
    for (const words of ['请问什么时候涨退休工资', '拆迁补偿不合理', '孩子上学要什么材料']) {
      expect(searchItems(search, words, 1)[0]?.score ?? 0).toBeLessThan(0.5);
    }
  });
});
