// A citizen's report while it is being made: nothing is lost, nothing is sent that is not there, nothing
// twice.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  bodyOf,
  type Draft,
  type DraftEvent,
  faultsOf,
  isUntouched,
  type Located,
  MOST_PHOTOS,
  newDraft,
  placeOfPhotos,
  reduce,
  revive,
} from './report-draft.ts';

const located: Located = {
  districtId: '990101',
  areaPath: '990101.001.001.001',
  names: ['望汐区', '汐桥街道'],
};
const here = { lon: 119.938, lat: 38.649 };
const after = (...events: readonly DraftEvent[]): Draft => events.reduce(reduce, newDraft('key-1'));
const placed: readonly DraftEvent[] = [
  { kind: 'placed', place: { way: 'position', point: here, accuracyMetres: 20 } },
  { kind: 'located', at: { way: 'position', point: here }, located },
];
const wrote = (value: string): DraftEvent => ({ kind: 'wrote', field: 'description', value });

test('an empty report says what is missing, in the order of the steps', () => {
  expect(faultsOf(newDraft('key-1'))).toEqual(['place_missing', 'words_missing']);
  expect(isUntouched(newDraft('key-1'))).toBe(true);
});

test('words, a place and a picture are enough', () => {
  const draft = after(
    { kind: 'photo_added', key: 'a' },
    { kind: 'photo_sending', key: 'a' },
    { kind: 'photo_sent', key: 'a', id: 'photo-1', point: here },
    ...placed,
    wrote(' 垃圾 '),
    { kind: 'item_chosen', item: 'unsure' },
  );
  expect(faultsOf(draft)).toEqual([]);
  expect(placeOfPhotos(draft)).toEqual(here);
  expect(bodyOf(draft)).toEqual({
    channel: 'citizen',
    description: '垃圾',
    photoIds: ['photo-1'],
    point: here,
  });
});

test('who chooses from the lists sends the area and no point, and who gives a number sends it apart', () => {
  const draft = after(
    { kind: 'placed', place: { way: 'list', located } },
    wrote('路灯不亮'),
    { kind: 'item_chosen', item: { code: 'E0101', name: '路灯', nameEn: 'lamp' } },
    { kind: 'wrote', field: 'phone', value: ' 138 0013 8000 ' },
    { kind: 'wrote', field: 'address', value: '13 幢' },
  );
  expect(bodyOf(draft)).toEqual({
    channel: 'citizen',
    description: '路灯不亮',
    photoIds: [],
    itemCode: 'E0101',
    areaPath: located.areaPath,
    address: '13 幢',
    reporter: { phone: '138 0013 8000' },
  });
});

test('an answer about a place that the pin has left is dropped', () => {
  const draft = after(
    { kind: 'placed', place: { way: 'map', point: here } },
    { kind: 'placed', place: { way: 'map', point: { lon: 120, lat: 38 } } },
    { kind: 'located', at: { way: 'map', point: here }, located },
  );
  expect(draft.place?.located).toBeUndefined();
  expect(faultsOf(draft)).toContain('place_missing');
});

test('a picture on its way holds the sending back, a refused one must go, a bad number is told', () => {
  expect(faultsOf(after({ kind: 'photo_added', key: 'a' }, ...placed, wrote('x')))).toEqual(['photo_unsent']);
  const refused = after(
    { kind: 'photo_added', key: 'a' },
    { kind: 'photo_refused', key: 'a', trouble: '太大' },
  );
  expect(faultsOf(refused)).toContain('photo_failed');
  expect(faultsOf(reduce(refused, { kind: 'photo_removed', key: 'a' }))).not.toContain('photo_failed');
  expect(faultsOf(after({ kind: 'wrote', field: 'phone', value: '138' }))).toContain('phone_unclear');
});

test('no more pictures than are of use', () => {
  const keys = Array.from({ length: MOST_PHOTOS + 3 }, (_, n) => `k${n}`);
  expect(after(...keys.map((key): DraftEvent => ({ kind: 'photo_added', key }))).photos).toHaveLength(
    MOST_PHOTOS,
  );
});

test('what was under way when the page closed waits again; what is no draft is not taken for one', () => {
  const draft = after({ kind: 'photo_added', key: 'a' }, { kind: 'photo_sending', key: 'a' }, wrote('还在'));
  expect(revive(structuredClone(draft))).toMatchObject({
    intent: 'key-1',
    description: '还在',
    photos: [{ state: 'waiting' }],
  });
  for (const other of [undefined, null, 'x', {}, { version: 2 }]) expect(revive(other)).toBeUndefined();
});

const texts = fc.string({ maxLength: 12 });
const events: fc.Arbitrary<DraftEvent> = fc.oneof(
  fc.record({
    kind: fc.constant('wrote' as const),
    field: fc.constantFrom('address', 'description', 'name', 'phone'),
    value: texts,
  }),
  fc.record({ kind: fc.constant('photo_added' as const), key: fc.constantFrom('a', 'b', 'c') }),
  fc.record({ kind: fc.constant('photo_removed' as const), key: fc.constantFrom('a', 'b', 'c') }),
  fc.record({
    kind: fc.constant('photo_sent' as const),
    key: fc.constantFrom('a', 'b', 'c'),
    id: fc.constant('id'),
  }),
  fc.constant<DraftEvent>({ kind: 'unplaced' }),
  fc.constantFrom(...placed),
  fc.constantFrom(...placed),
  fc.constantFrom(wrote('垃圾'), { kind: 'wrote', field: 'phone', value: '' } as const),
  fc.constant<DraftEvent>({ kind: 'item_chosen', item: 'unsure' }),
);

test('whatever is entered, the key stays the same, and a report without faults has words and a place', () => {
  let ready = 0;
  fc.assert(
    fc.property(fc.array(events, { maxLength: 40 }), (list) => {
      const draft = after(...list);
      expect(draft.intent).toBe('key-1');
      if (faultsOf(draft).length > 0) return;
      ready += 1;
      const body = bodyOf(draft);
      expect(body.description).not.toBe('');
      expect(body.point ?? body.areaPath).toBeDefined();
    }),
    { numRuns: 2_000 },
  );
  expect(ready, 'the walk never reached a report that can be sent').toBeGreaterThan(0);
});

test('sendings without an answer are remembered once each, the newest last', () => {
  const body = (description: string) => bodyOf(after(...placed, wrote(description)));
  const draft = after(
    ...['a', 'b', 'a'].map((word): DraftEvent => ({ kind: 'sent_unheard', body: body(word) })),
  );
  expect(draft.unanswered.map((one) => one.description)).toEqual(['b', 'a']);
});
