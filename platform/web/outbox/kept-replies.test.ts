// @vitest-environment jsdom
// What was read serves again where no answer comes, and only for whoever read it.
import { act, renderHook } from '@testing-library/react';
import fc from 'fast-check';
import { beforeEach, expect, test, vi } from 'vitest';
import { api, setReplyKeeper } from '../api/api.ts';
import { isWeather } from '../api/errors.ts';
import type { Session } from '../session/session.tsx';
import { findReply, keepReplies } from './kept-replies.ts';
import { definePack, definePackFetch, pack, runPacks, usePack } from './pack.ts';
import { pocket } from './pocket.ts';
import { type Copy, leaving } from './shelf.ts';

const net = {
  isUp: true,
  isSilent: false,
  /** The line breaks after the first bytes of an answer. */
  isCut: false,
  status: 200,
  body: {} as unknown,
  etag: undefined as string | undefined,
  asked: [] as { url: string; headers: Record<string, string> }[],
};

beforeEach(async () => {
  Object.assign(net, {
    isUp: true,
    isSilent: false,
    isCut: false,
    status: 200,
    body: { total: 1 },
    etag: undefined,
    asked: [],
  });
  vi.useRealTimers();
  vi.spyOn(console, 'info').mockImplementation(() => undefined);
  vi.stubGlobal('fetch', async (url: string, init: RequestInit) => {
    net.asked.push({ url, headers: init.headers as Record<string, string> });
    if (net.isSilent) return new Promise(() => undefined);
    if (!net.isUp) throw new TypeError('cut');
    const known = (init.headers as Record<string, string>)['if-none-match'];
    if (known !== undefined && known === net.etag) return new Response(null, { status: 304 });
    const words = JSON.stringify(net.body);
    return new Response(net.isCut ? words.slice(0, -3) : words, {
      status: net.status,
      headers: { 'content-type': 'application/json', ...(net.etag === undefined ? {} : { etag: net.etag }) },
    });
  });
  pocket.close();
  await pocket.open(`person ${Math.random()}`, undefined);
  keepReplies();
});

test('the last answer serves when there is no network, until a fresh one comes', async () => {
  expect(await api.get('/api/cases', { query: { limit: 5 } })).toEqual({ total: 1 });
  net.isUp = false;
  expect(await api.get('/api/cases', { query: { limit: 5 } })).toEqual({ total: 1 });
  expect(isWeather(await api.get('/api/cases').catch((error: unknown) => error))).toBe(true);
  Object.assign(net, { isUp: true, body: { total: 2 } });
  expect(await api.get('/api/cases', { query: { limit: 5 } })).toEqual({ total: 2 });
});

test('a network that says nothing gives way to what is kept', async () => {
  await api.get('/api/cases');
  vi.useFakeTimers();
  net.isSilent = true;
  const answer = api.get('/api/cases');
  await vi.advanceTimersByTimeAsync(9_000);
  expect(await answer).toEqual({ total: 1 });
});

test('an answer that is cut in the middle is no answer: what is kept serves', async () => {
  await api.get('/api/cases');
  net.isCut = true;
  expect(await api.get('/api/cases')).toEqual({ total: 1 });
  expect(isWeather(await api.get('/api/other').catch((error: unknown) => error))).toBe(true);
  Object.assign(net, { status: 404, body: { code: 'case.unknown', status: 404, detail: '…' } });
  expect(await api.get('/api/cases')).toEqual({ total: 1 });
});

test('what this person may no longer see is forgotten on the phone too', async () => {
  await api.get('/api/cases/7');
  Object.assign(net, { status: 404, body: { code: 'case.unknown', status: 404, detail: '…' } });
  await api.get('/api/cases/7').catch(() => undefined);
  net.isUp = false;
  expect(isWeather(await api.get('/api/cases/7').catch((error: unknown) => error))).toBe(true);
});

test('a search while one types, and the session, are not kept', async () => {
  await api.get('/api/items', { query: { q: '井' } });
  await api.get('/api/session/current');
  await api.get('/api/places', { isKept: false });
  expect(await pocket.current()?.ids('reply')).toEqual([]);
});

test('the next person is not given the answers of the one before', async () => {
  await api.get('/api/cases');
  await pocket.open('another', undefined);
  net.isUp = false;
  expect(isWeather(await api.get('/api/cases').catch((error: unknown) => error))).toBe(true);
});

test('an answer that comes after its reader has left is kept for nobody', async () => {
  const answer = api.get('/api/cases');
  const next = await pocket.open('next one', undefined);
  await answer;
  expect(await next.ids('reply')).toEqual([]);
});

test('a pack brings what is new, asks by version, and stops where the network ends', async () => {
  net.etag = '"v1"';
  expect(await pack(['/api/a', '/api/b', '/api/a'])).toBe(0);
  expect(net.asked.map(({ url }) => url)).toEqual(['/api/a', '/api/b']);
  await pack(['/api/a']);
  expect(net.asked.at(-1)?.headers['if-none-match']).toBe('"v1"');
  net.isUp = false;
  expect(await api.get('/api/b')).toEqual({ total: 1 });
  const before = net.asked.length;
  await pack(Array.from({ length: 50 }, (_, n) => `/api/new/${n}`));
  expect(net.asked.length - before).toBeLessThanOrEqual(3);
});

test('a pack ends where its person leaves, and the next one begins with nothing', async () => {
  const urls = Array.from({ length: 30 }, (_, n) => `/api/of-one/${n}`);
  definePack('test', ({ personId }) => (personId === 'lilei' ? urls : ['/leave', ...urls]));
  definePackFetch('/leave', async () => void (await pocket.open('another', undefined)));
  const { result } = renderHook(usePack);
  const session = { personId: 'lilei' } as Session;
  await act(() => pocket.open('lilei', undefined));
  await act(() => runPacks(session));
  expect([result.current.done, typeof result.current.completeAt]).toEqual([30, 'number']);
  net.asked = [];
  await act(() => pocket.open('hanmei', undefined));
  // Before anything is packed for her: his fifty of fifty are none of hers.
  expect(result.current).toMatchObject({ done: 0, total: 0, completeAt: undefined });
  await act(() => runPacks({ ...session, personId: 'hanmei' }));
  expect(net.asked.length).toBeLessThanOrEqual(3);
  await act(() => pocket.open('hanmei', undefined));
  expect(result.current).toMatchObject({ isRunning: false, total: 31, completeAt: undefined });
});

test('what has not changed is as fresh as the asking; what gave way to work is asked for whole', async () => {
  vi.useFakeTimers({ now: 1_000_000, toFake: ['Date'] });
  net.etag = '"v1"';
  await pack(['/api/a']);
  vi.setSystemTime(2_000_000);
  await pack(['/api/a']);
  expect((await findReply('/api/a'))?.asOf).toBe(2_000_000);
  await pocket.current()?.removeAll('reply');
  expect(await pack(['/api/a'])).toBe(0);
  expect(net.asked.at(-1)?.headers).not.toHaveProperty('if-none-match');
  net.isUp = false;
  expect(await api.get('/api/a')).toEqual({ total: 1 });
});

test('without a keeper nothing is kept and nothing is asked differently', async () => {
  setReplyKeeper(undefined);
  await api.get('/api/cases');
  expect(await pocket.current()?.ids('reply')).toEqual([]);
  expect(net.asked.at(-1)?.headers).not.toHaveProperty('x-gridloop-protocol');
});

test('what leaves the shelf is the oldest, and no more than must', () => {
  const copy = fc.record({ bytes: fc.nat(100), usedAt: fc.nat(1_000) });
  fc.assert(
    fc.property(fc.array(copy), fc.nat(20), fc.nat(1_000), (list, mostCopies, mostBytes) => {
      const copies = new Map<string, Copy>(list.map((one, index) => [String(index), one]));
      const gone = leaving(copies, { kind: 'reply', mostCopies, mostBytes });
      const stays = [...copies].filter(([id]) => !gone.includes(id)).map(([, one]) => one);
      const bytesOf = (all: readonly Copy[]) => all.reduce((sum, one) => sum + one.bytes, 0);
      expect(stays.length <= mostCopies && bytesOf(stays) <= mostBytes).toBe(true);
      const youngestGone = copies.get(gone.at(-1) ?? '');
      if (!youngestGone) return;
      expect(stays.every((one) => one.usedAt >= youngestGone.usedAt)).toBe(true);
      const withIt = [...stays, youngestGone];
      expect(withIt.length > mostCopies || bytesOf(withIt) > mostBytes).toBe(true);
    }),
  );
});
