// @vitest-environment node
// The outbox read as actions on cases.
import { expect, test } from 'vitest';
import { isUuid } from '../../../kernel/id.ts';
import type { Entry, Receipt } from '../../../platform/web/outbox/entry.ts';
import { isPhoneMade, LatelySent, photoKeyId, waitingOf, workOf } from './my-work.ts';

const CASE = '01890000-0000-7000-8000-000000000001';
const entry = (id: string, more: Partial<Entry> = {}): Entry => ({
  id,
  owner: 'me',
  seq: 1,
  url: `/api/cases/${CASE}/claim`,
  body: {},
  pictures: [],
  hash: 'h',
  label: '认领',
  madeAt: 1_000,
  about: CASE,
  state: 'waiting',
  ...more,
});
const must = (one: Entry) => {
  const work = workOf(one, 5_000);
  if (!work) throw new Error('it is an action on a case');
  return work;
};

test('an action on a case is told from a report; pictures get ids that the core takes', () => {
  const key = '0123456789abcdef0123456789abcdef';
  const picture = { key, field: 'photoIds', sha256: 's', sizeBytes: 1, type: 'image/jpeg' };
  const fedBack = must(
    entry('a', {
      url: `/api/cases/${CASE}/feed_back`,
      body: { result: '好' },
      pictures: [picture, { ...picture, photoId: CASE }],
    }),
  );
  expect(fedBack).toMatchObject({ caseId: CASE, action: 'feed_back' });
  expect(fedBack.body).toEqual({ result: '好', photoIds: [photoKeyId(key), CASE] });
  expect(isUuid(photoKeyId(key))).toBe(true);
  expect([photoKeyId(key), CASE].map(isPhoneMade)).toEqual([true, false]);
  expect(workOf(entry('b', { url: '/api/cases' }), 0)).toBeUndefined();
  expect(workOf(entry('c', { url: '/api/notices/1/read' }), 0)).toBeUndefined();
});

test('a device whose clock is days ahead has done nothing tomorrow', () => {
  expect(must(entry('a', { madeAt: 9_999_999 })).madeAt).toBe(5_000);
});

test('what needs the person holds back what came after it', () => {
  const works = [entry('a'), entry('b', { state: 'needs_you' }), entry('c')].map(must);
  expect(waitingOf(works).map(({ id }) => id)).toEqual(['a']);
});

test('what was acknowledged counts until the case has come back with it', () => {
  const sent = new LatelySent();
  const receipt: Receipt = {
    id: 'a',
    hash: 'h',
    url: '',
    label: '',
    madeAt: 0,
    about: CASE,
    digest: 'd',
    reply: { version: 4 },
    at: 0,
  };
  expect(sent.unseenBy([receipt], () => 3)).toEqual([]);
  sent.see([must(entry('a'))]);
  expect(sent.unseenBy([receipt], () => 3).map(({ id }) => id)).toEqual(['a']);
  expect(sent.unseenBy([receipt], () => 4)).toEqual([]);
});
