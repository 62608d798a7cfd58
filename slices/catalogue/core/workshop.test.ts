// The lists as rows: edits that leave nothing in the air, comparison in words, tables that come back as
// they went.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isRefusal } from '../../../kernel/refusal.ts';
import { LIMIT_KINDS } from '../../calendar/core/limit.ts';
import type { Rule } from './catalogue.ts';
import { compareLists, countOf, tellDifference } from './compare-lists.ts';
import { DEFAULT_TERMS } from './default-terms.ts';
import { applySave } from './edit-lists.ts';
import { keyOf, type Lists, listsOf, type ListRow, rowsOf } from './list-rows.ts';
import { itemOf, ruleOf } from './test-catalogue.ts';
import { THING_CONDITIONS } from './thing-condition.ts';
import { readTables, saveBetween, tablesOf } from './workshop-tables.ts';

const NAMES = { unit: (id: string) => `单位${id}`, area: (path: string) => path };
const AROUND = { districtId: '500151', isUnit: (id: string) => id === 'u-1' };
const sanitation = { unitKind: 'sanitation', unitLevel: 'nearest' } as const;

const LISTS: Lists = {
  title: '一版',
  effectiveFrom: '2026-01-01',
  defaults: DEFAULT_TERMS,
  entries: [
    { code: 'E01', list: 'event', level: 'class', parentCode: null, name: '市容', nameEn: 'Streets' },
    { code: 'E0101', list: 'event', level: 'subclass', parentCode: 'E01', name: '路', nameEn: 'Roads' },
  ],
  items: [itemOf('E010101', 2, 'E0101'), itemOf('E0102')],
  rules: [
    ruleOf('r-1', 'E01', '500151', { responsible: sanitation }),
    ruleOf('r-2', 'E010101', '500151.001', {
      responsible: { unitId: 'u-1' },
      condition: { problems: [2], season: { from: '11-15', to: '03-15' } },
      terms: { limits: { handle: { kind: 'natural_hours', amount: 1 / 3 } } },
    }),
  ],
};
const ROWS = rowsOf(LISTS);

function row(key: string): ListRow {
  const found = ROWS.get(key);
  if (!found) throw new Error(`the test has no row ${key}`);
  return found;
}

const renamed = (key: 'item E0102', name: string): ListRow => {
  const line = row(key);
  return line.table === 'item' ? { ...line, item: { ...line.item, name } } : line;
};

const sure = (save: Parameters<typeof applySave>[1]) => {
  const patch = applySave(ROWS, save, AROUND);
  if (isRefusal(patch)) throw new Error(`${patch.code} ${JSON.stringify(patch.data)}`);
  return patch;
};
const refusal = (save: Parameters<typeof applySave>[1]) => applySave(ROWS, save, AROUND);
const withRule = (rest: Partial<Rule>): ListRow => ({
  table: 'rule',
  rule: ruleOf('r-9', 'E0102', '500151', { responsible: sanitation, ...rest }),
});

describe('a save', () => {
  test('rows and lists say the same, and neither loses anything', () => {
    const back = listsOf(ROWS.values(), { title: 'x', effectiveFrom: '2000-01-01' }, DEFAULT_TERMS);
    expect(back).toEqual(LISTS);
  });

  test('holds only rows that differ', () => {
    expect(sure({ put: [row('item E0102')], remove: [] })).toEqual({ before: [], after: [] });
    const patch = sure({ put: [renamed('item E0102', '新'), row('item E010101')], remove: [] });
    expect([patch.before.map(keyOf), patch.after.map(keyOf)]).toEqual([['item E0102'], ['item E0102']]);
  });

  test('an item goes with its problems and rules', () => {
    const { before, after } = sure({ put: [], remove: ['item E010101'] });
    expect(before.map(keyOf).sort()).toEqual([
      'item E010101',
      'problem E010101.1',
      'problem E010101.2',
      'rule r-2',
    ]);
    expect(after).toEqual([]);
  });

  test('what others hang on stays, and says what hangs on it', () => {
    expect(refusal({ put: [], remove: ['entry E01'] })).toMatchObject({
      code: 'catalogue.row_in_use',
      data: { row: 'entry E01' },
    });
    expect(refusal({ put: [], remove: ['problem E010101.2'] })).toMatchObject({
      code: 'catalogue.row_in_use',
      data: { by: 'rule r-2' },
    });
    expect(refusal({ put: [], remove: ['defaults'] })).toMatchObject({ code: 'catalogue.row_needed' });
    expect(refusal({ put: [], remove: ['item E0999'] })).toMatchObject({ code: 'catalogue.row_unknown' });
  });

  test('a code must fit what it hangs under, and a component class is given once', () => {
    const line = row('item E0102');
    if (line.table !== 'item') throw new Error('the test expects an item');
    const item = { ...line.item, code: 'E0203' };
    expect(refusal({ put: [{ table: 'item', item }], remove: [] })).toMatchObject({
      code: 'catalogue.code_invalid',
    });
    const entry = {
      code: 'C01',
      list: 'event',
      level: 'class',
      parentCode: null,
      name: 'x',
      nameEn: 'x',
    } as const;
    expect(refusal({ put: [{ table: 'entry', entry }], remove: [] })).toMatchObject({
      code: 'catalogue.code_invalid',
    });
  });

  test('a rule names a subject, a problem, a place and a unit that there are', () => {
    const cases: [Partial<Rule>, string][] = [
      [{ subjectCode: 'E0199' }, 'catalogue.row_unknown'],
      [{ condition: { problems: [7] } }, 'catalogue.row_unknown'],
      [{ areaPath: '320506.001' }, 'catalogue.rule_area_outside'],
      [{ responsible: { unitId: 'u-9' } }, 'catalogue.rule_unit_unknown'],
      [{ coUnits: [{ unitKind: 'wizards', unitLevel: 'nearest' }] }, 'catalogue.rule_unit_unknown'],
    ];
    for (const [rest, code] of cases) {
      expect(refusal({ put: [withRule(rest)], remove: [] }), JSON.stringify(rest)).toMatchObject({ code });
    }
    expect(sure({ put: [withRule({})], remove: [] }).after).toHaveLength(1);
  });
});

describe('two versions in words', () => {
  test('a limit that changed is told in both languages', () => {
    const limits = { handle: { kind: 'working_days', amount: 3 } } as const;
    const next = new Map(ROWS);
    const line = row('problem E0102.1');
    if (line.table !== 'problem') throw new Error('the test expects a problem');
    next.set('problem E0102.1', { ...line, problem: { ...line.problem, terms: { limits } } });
    const [one] = compareLists(ROWS, next, NAMES);
    expect(one && tellDifference(one, 'zh')).toBe(
      '修改问题“E0102.1 情形1”：处置时限 1 工作日 → 3 工作日。',
    );
    expect(one && tellDifference(one, 'en')).toBe(
      'Changed problem “E0102.1 Problem 1”: limit to handle 1 working day → 3 working days.',
    );
  });

  test('rules are the same rule by what they are for, whatever their ids', () => {
    const copied = rowsOf({
      ...LISTS,
      rules: LISTS.rules.map((rule) => ({ ...rule, id: `copy of ${rule.id}` })),
    });
    expect(compareLists(ROWS, copied, NAMES)).toEqual([]);
    const other = LISTS.rules.map((rule) => ({
      ...rule,
      id: `x${rule.id}`,
      responsible: { unitId: 'u-1' },
    }));
    const found = compareLists(ROWS, rowsOf({ ...LISTS, rules: other }), NAMES);
    expect(found).toMatchObject([{ what: 'changed', row: 'rule xr-1' }]);
    expect(found[0] && tellDifference(found[0], 'zh')).toContain('责任单位 就近的环境卫生单位 → 单位u-1');
  });

  test('a clash that was there and goes is one rule gone', () => {
    const twice = rowsOf({ ...LISTS, rules: [...LISTS.rules, ruleOf('r-3', 'E01', '500151')] });
    const found = compareLists(twice, ROWS, NAMES);
    expect([countOf(found, 'gone'), countOf(found, 'added'), countOf(found, 'changed')]).toEqual([1, 0, 0]);
    expect(found[0] && tellDifference(found[0], 'en')).toMatch(/^Gone rule /);
  });
});

const FRAME = {
  districtId: '500151',
  units: (code: string) => (code === 'CODE-1' ? 'u-1' : undefined),
  codes: (id: string) => (id === 'u-1' ? 'CODE-1' : id),
  nextId: () => 'fresh',
};

describe('the workbook', () => {
  test('a workbook that nobody has touched brings no change', () => {
    const read = readTables(tablesOf(ROWS, FRAME.codes), ROWS, FRAME);
    if (isRefusal(read)) throw new Error(read.code);
    expect(read.notes).toEqual([]);
    expect(saveBetween(ROWS, read.rows)).toEqual({ put: [], remove: [] });
  });

  test('a cell that was edited is read with everything else of its line as it was', () => {
    const tables = tablesOf(ROWS, FRAME.codes).map((table) => ({
      ...table,
      rows: table.rows.map((line) =>
        table.name === '责任规则' && line[0] === 'E010101' ? line.map((c, i) => (i === 1 ? '' : c)) : line,
      ),
    }));
    const read = readTables(tables, ROWS, FRAME);
    if (isRefusal(read)) throw new Error(read.code);
    const { put, remove } = saveBetween(ROWS, read.rows);
    expect(remove).toEqual(['rule r-2']);
    expect(put).toEqual([{ table: 'rule', rule: { ...LISTS.rules[1], id: 'fresh', areaPath: '500151' } }]);
  });

  test('every limit, share and word that can be said is read as it was written', () => {
    const limit = fc.record({
      kind: fc.constantFrom(...LIMIT_KINDS),
      amount: fc.oneof(
        fc.integer({ min: 1, max: 500 }),
        fc.integer({ min: 1, max: 600 }).map((m) => m / 60),
      ),
    });
    const terms = fc.record(
      {
        limits: fc.record({ handle: limit, total: limit, rework: limit }),
        straightThroughFrom: fc.constantFrom(null, 0, 0.85, 1),
        verification: fc.constantFrom('inspector', 'reporter', 'centre'),
        photoRule: fc.record({ report: fc.nat(9), feedBack: fc.nat(9) }),
        solvedOnSpot: fc.constantFrom('closed', 'answered'),
        legalBasis: fc.constantFrom('城市市容管理条例第十条', 'Art. 10'),
        extensions: fc.nat(9),
        thingCondition: fc.constantFrom(...THING_CONDITIONS),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(terms, fc.boolean(), (said, hasName) => {
        const rule = ruleOf('r-1', 'E01', '500151', {
          terms: said as Rule['terms'],
          responsible: hasName ? { unitId: 'u-1' } : sanitation,
          coUnits: [{ unitKind: 'gas', unitLevel: 'district' }, { unitId: 'u-1' }],
          centreLevel: 'street',
        });
        const tables = tablesOf(rowsOf({ ...LISTS, rules: [rule] }), FRAME.codes);
        const read = readTables(tables, rowsOf({ ...LISTS, rules: [] }), { ...FRAME, nextId: () => 'r-1' });
        if (isRefusal(read)) throw new Error(read.code);
        expect(read.notes).toEqual([]);
        expect(read.rows.get('rule r-1')).toEqual({ table: 'rule', rule });
      }),
    );
  });

  test('a cell that cannot be read is named by sheet and row, and another workbook is refused', () => {
    const tables = tablesOf(ROWS, FRAME.codes).map((table) => ({
      ...table,
      rows: table.rows.map((line, index) =>
        table.name === '细类' && index === 1 ? line.map((cell, at) => (at === 6 ? '很远' : cell)) : line,
      ),
    }));
    const read = readTables(tables, ROWS, FRAME);
    expect(!isRefusal(read) && read.notes).toMatchObject([
      { row: 2, column: '细类 查重半径', severity: 'error' },
    ]);
    expect(readTables([{ name: '事件清单', rows: [['大类']] }], ROWS, FRAME)).toMatchObject({
      code: 'catalogue.tables_missing',
    });
  });
});
