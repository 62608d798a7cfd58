// The officer's report, as events: what counts as enough, what a hand has set, what is sent.
import { describe, expect, test } from 'vitest';
import {
  bodyOfReport,
  faultsOf,
  type FieldPicture,
  type FieldReport,
  isUntouched,
  lightOf,
  newReport,
  nextShot,
  reduceReport,
  reviveReport,
} from './field-report.ts';
import { entryOf, isOfReport, mendable, refusedPicture } from './field-entry.ts';
import { tallyItems } from './field-api.ts';

const picture = (key: string, shot: FieldPicture['shot']): FieldPicture => ({
  key,
  shot,
  bytes: new ArrayBuffer(4),
  type: 'image/jpeg',
});
const here = { lon: 119.938, lat: 38.649 };
const rubbish = { code: 'E0102', name: '暴露垃圾', nameEn: 'Exposed rubbish' };
const having = (...events: Parameters<typeof reduceReport>[1][]): FieldReport =>
  events.reduce(reduceReport, newReport('intent-1'));
const fix = (accuracyMetres: number, at: number, point = here) =>
  ({ kind: 'positioned', point, accuracyMetres, at }) as const;

describe('what is enough to send', () => {
  test('a photo, a place and one tap on an item are a whole report', () => {
    const report = having(
      fix(12, 1_000),
      { kind: 'pictured', picture: picture('a', 'near') },
      { kind: 'item_chosen', item: rubbish },
    );
    expect(faultsOf(report)).toEqual([]);
    expect(bodyOfReport(report, 'zh')).toEqual({
      channel: 'patrol',
      description: '暴露垃圾',
      itemCode: 'E0102',
      point: here,
    });
  });

  test('what is missing is named in the order in which it is done', () => {
    expect(faultsOf(newReport('i'))).toEqual(['picture_missing', 'what_missing', 'place_missing']);
    const solved = having(
      { kind: 'begun', as: 'solved' },
      { kind: 'pictured', picture: picture('a', 'before') },
    );
    expect(faultsOf(solved)).toEqual(['after_missing', 'what_missing', 'place_missing']);
  });

  test('a chosen problem is more exact than its item, and goes when the item goes', () => {
    const report = having(
      { kind: 'item_chosen', item: rubbish },
      { kind: 'problem_chosen', problem: { code: 'E0102.1', name: '成堆垃圾', nameEn: 'Heap' } },
    );
    expect(bodyOfReport(report, 'en')['itemCode']).toBe('E0102.1');
    expect(reduceReport(report, { kind: 'item_chosen', item: null }).problem).toBeNull();
  });
});

describe('the place', () => {
  test('a better fix replaces a worse one, a worse one only when the better one is old', () => {
    const far = { lon: 119.94, lat: 38.65 };
    expect(having(fix(50, 1_000), fix(8, 2_000, far)).place).toMatchObject({ point: far });
    expect(having(fix(8, 1_000), fix(50, 2_000, far)).place).toMatchObject({ point: here });
    expect(having(fix(8, 1_000), fix(50, 60_000, far)).place).toMatchObject({ point: far });
  });

  test('what a hand has set is not moved by the satellite', () => {
    const pin = { way: 'pin', point: { lon: 1, lat: 2 } } as const;
    const moved = having({ kind: 'placed', place: pin }, fix(3, 9_000));
    expect(moved.place).toEqual(pin);
  });

  test('a grid from the list goes along without a point, a component with its own', () => {
    const grid = having({
      kind: 'placed',
      place: { way: 'grid', areaPath: '990101.001.001.001', name: '第一网格' },
    });
    expect(bodyOfReport(grid, 'zh')).toMatchObject({ areaPath: '990101.001.001.001' });
    const lamp = having({
      kind: 'placed',
      place: { way: 'component', point: here, componentId: 'c', name: '路灯' },
    });
    expect(bodyOfReport(lamp, 'zh')).toMatchObject({ point: here, componentId: 'c' });
  });
});

describe('pictures', () => {
  test('near, then wide; before, then after; never more than six', () => {
    const one = having({ kind: 'pictured', picture: picture('a', 'near') });
    expect([nextShot(newReport('i')), nextShot(one)]).toEqual(['near', 'wide']);
    const solved = reduceReport(one, { kind: 'begun', as: 'solved' });
    expect([nextShot(newReport('i', 'solved')), nextShot(solved)]).toEqual(['before', 'after']);
    const many = Array.from(
      { length: 8 },
      (_, n) => ({ kind: 'pictured', picture: picture(`${n}`, 'wide') }) as const,
    );
    expect(having(...many).pictures).toHaveLength(6);
  });

  test('a picture taken for one way of reporting serves the other', () => {
    const report = having(
      { kind: 'pictured', picture: picture('a', 'near') },
      { kind: 'begun', as: 'solved' },
    );
    expect(report.pictures[0]?.shot).toBe('before');
  });
});

describe('keeping and sending', () => {
  test('a place alone is nothing to keep; a word or a photo is', () => {
    expect(isUntouched(having(fix(5, 1)))).toBe(true);
    expect(isUntouched(having({ kind: 'wrote', words: '井盖' }))).toBe(false);
    expect(reviveReport({ version: 0, pictures: [] })).toBeUndefined();
  });

  test('found and fixed goes to its own door with before and after apart', () => {
    const report = having(
      { kind: 'begun', as: 'solved' },
      { kind: 'pictured', picture: picture('a', 'before') },
      { kind: 'pictured', picture: picture('b', 'after') },
      { kind: 'wrote', words: '纸箱已清走' },
    );
    const entry = entryOf(report, { label: '随手处置', language: 'zh' });
    expect(entry.url).toBe('/api/cases/solved');
    expect(entry.pictures.map(({ field }) => field)).toEqual(['photosBefore', 'photosAfter']);
    expect(entry.id).toBe('intent-1');
  });

  test('the same matter joins the case with the same pictures and words', () => {
    const report = having(
      { kind: 'pictured', picture: picture('a', 'near') },
      { kind: 'item_chosen', item: rubbish },
    );
    const entry = entryOf(report, { label: '并入', language: 'zh' }, 'case-1');
    expect(entry).toMatchObject({
      url: '/api/cases/case-1/join',
      about: 'case-1',
      body: { words: '暴露垃圾' },
    });
    expect(entry.pictures[0]?.field).toBe('photoIds');
  });

  test('what is reported most comes first, problems counted with their item', () => {
    const of = (itemCode: string | null, itemName: string | null) => ({
      itemCode,
      itemName,
      itemNameEn: itemName,
    });
    const tally = tallyItems([
      of('E0102.1', '暴露垃圾'),
      of('E0501', '占道'),
      of('E0102', '暴露垃圾'),
      of(null, null),
    ]);
    expect(tally.map(({ code }) => code)).toEqual(['E0102', 'E0501']);
  });

  test('severity is said only where it is not as usual', () => {
    const urgent = having({ kind: 'weighed', severity: 'critical' });
    expect(bodyOfReport(urgent, 'zh')).toMatchObject({ severity: 'critical' });
    expect('severity' in bodyOfReport(newReport('i'), 'zh')).toBe(false);
    expect(reviveReport({ version: 1, kind: 'report', pictures: [], words: '旧版' })?.severity).toBe(
      'normal',
    );
  });
});

describe('what came back', () => {
  const report = having(
    { kind: 'pictured', picture: picture('a', 'near') },
    { kind: 'pictured', picture: picture('b', 'wide') },
    { kind: 'item_chosen', item: rubbish },
  );
  const trouble = { code: 'files.broken', detail: '照片文件已损坏。', status: 422, data: {} };
  const entryWith = (sent: readonly string[], origin: unknown = lightOf(report)) => ({
    origin,
    trouble,
    pictures: ['a', 'b'].map((key) => ({
      key,
      field: 'photoIds',
      sha256: '00',
      sizeBytes: 4,
      type: 'image/jpeg',
      ...(sent.includes(key) ? { photoId: `id-${key}` } : {}),
    })),
  });
  const bytes = new Map([
    ['a', new ArrayBuffer(4)],
    ['b', new ArrayBuffer(4)],
  ]);

  test('a refused picture is marked and holds the rest back until replaced; it is another command', () => {
    const back = mendable(entryWith(['a']), bytes, 'intent-2');
    expect(back?.intent).toBe('intent-2');
    expect(back?.item).toEqual(rubbish);
    expect(back?.pictures.map(({ key, fault }) => [key, fault])).toEqual([
      ['a', undefined],
      ['b', '照片文件已损坏。'],
    ]);
    if (!back) throw new Error('it is a report');
    expect(faultsOf(back)[0]).toBe('picture_faulty');
    const { shot: _, ...taken } = picture('c', 'near');
    const mended = reduceReport(back, { kind: 'picture_replaced', key: 'b', picture: taken });
    expect(mended.pictures.map(({ key, shot, fault }) => [key, shot, fault])).toEqual([
      ['a', 'near', undefined],
      ['c', 'wide', undefined],
    ]);
    expect(faultsOf(mended)).toEqual(['place_missing']);
    expect(entryOf(mended, { label: '上报', language: 'zh' }).pictures.map(({ key }) => key)).toEqual([
      'a',
      'c',
    ]);
  });

  test('where the pictures were all taken the words say why, and a lost picture is left out', () => {
    const back = mendable(entryWith(['a', 'b']), new Map([['b', new ArrayBuffer(4)]]), 'intent-2');
    expect(back).toMatchObject({ trouble: '照片文件已损坏。', pictures: [{ key: 'b' }] });
    expect(back?.pictures[0]?.fault).toBeUndefined();
  });

  test('what never met the server comes back without a mark; what is no report does not come back', () => {
    const { trouble: _, ...waiting } = entryWith([]);
    expect(refusedPicture(waiting)).toBeUndefined();
    expect(mendable(waiting, bytes, 'i')?.pictures.every(({ fault }) => fault === undefined)).toBe(true);
    expect(isOfReport(entryWith([], { action: 'feed_back' }))).toBe(false);
    expect(mendable(entryWith([], null), bytes, 'i')).toBeUndefined();
  });
});
