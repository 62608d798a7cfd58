// What an earlier version kept open moves over without being done twice; whose it is decides where it goes.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sentText } from './entry.ts';
import { entryOfParcel, inOldOrder, isDraftOf, isOldParcel, type OldParcel } from './move-old-stores.ts';

const parcel = (change: Partial<OldParcel> = {}): OldParcel => ({
  id: 'p1',
  owner: 'lilei',
  intent: 'key-1',
  url: '/api/cases',
  body: { words: '井盖', channel: 'patrol' },
  pictures: [
    { key: 'a', field: 'photoIds', bytes: new ArrayBuffer(2), type: 'image/jpeg', id: 'photo-a' },
    { key: 'b', field: 'photoIds', bytes: new ArrayBuffer(3), type: 'image/jpeg' },
  ],
  label: '上报 井盖',
  madeAt: 5,
  state: 'waiting',
  origin: { words: '井盖', pictures: [{ key: 'a', bytes: new ArrayBuffer(2) }] },
  ...change,
});

test('it keeps the key and the very bytes with which it may have been sent already', async () => {
  const { entry, bytes } = await entryOfParcel(parcel(), 3);
  expect(entry).toMatchObject({ id: 'key-1', seq: 3, isMaybeThere: true, owner: 'lilei' });
  expect(entry.pictures.map(({ photoId }) => photoId)).toEqual(['photo-a', undefined]);
  expect([...bytes].map(([key, one]) => [key, one.byteLength])).toEqual([
    ['a', 2],
    ['b', 3],
  ]);
  expect(JSON.stringify(entry.origin)).toBe('{"words":"井盖","pictures":[{"key":"a"}]}');
  // As the earlier version wrote it: names in the order of the body, then the fields of pictures.
  expect(sentText(entry)).toBe('{"words":"井盖","channel":"patrol","photoIds":["photo-a"]}');
});

test('what the server had refused still waits for the person, with its words', async () => {
  const { entry } = await entryOfParcel(parcel({ state: 'needs_you', trouble: '不在范围内' }), 0);
  expect(entry).toMatchObject({ state: 'needs_you', trouble: { detail: '不在范围内' } });
  expect(entry.isMaybeThere).toBeUndefined();
});

test('anything else that lay in the old store is left alone', () => {
  fc.assert(
    fc.property(fc.anything(), (value) => {
      const isOld = isOldParcel(value);
      expect(isOld && typeof (value as OldParcel).intent !== 'string').toBe(false);
    }),
  );
  expect(isOldParcel(parcel())).toBe(true);
});

test('the order in which they were made is kept', () => {
  const list = [
    parcel({ id: 'b', madeAt: 2 }),
    parcel({ id: 'c', madeAt: 1 }),
    parcel({ id: 'a', madeAt: 2 }),
  ];
  expect(inOldOrder(list).map(({ id }) => id)).toEqual(['c', 'a', 'b']);
});

test('only this person’s drafts are theirs', () => {
  const names = [
    'field.report.lilei',
    'field.act.lilei.c1.claim',
    'field.report.lileiX',
    'report.draft',
    'picture.a',
  ];
  expect(names.filter((name) => isDraftOf('lilei', name))).toEqual(names.slice(0, 2));
});
