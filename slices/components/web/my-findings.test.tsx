// @vitest-environment jsdom What I found, as it is read: waiting, taken in, refused with why; nothing
// yet; on its way; no network; and the next page.
import { cleanup, fireEvent, screen, within } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import { type Answer, type Asked, refused, showScreen } from '../../../platform/web/session/fake-screen.tsx';
import type { Finding } from '../core/contract-survey.ts';
import { MyFindings } from './my-findings.tsx';

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const FINDING: Finding = {
  id: 'f1',
  kind: 'changed',
  componentId: 'c1',
  known: { code: '5001510102000001', name: '灯 1', condition: 'damaged', lon: 106, lat: 29.8 },
  classCode: '0102',
  name: null,
  lon: null,
  lat: null,
  areaPath: '500151.001.001.001',
  condition: 'lost',
  words: '灯头不见了',
  photoIds: [],
  personName: '毛成',
  foundAt: 0,
  state: 'waiting',
  reviewWords: null,
};
const found = (...findings: Partial<Finding>[]) => findings.map((one) => ({ ...FINDING, ...one }));
const show = (answer: (asked: Asked) => Answer, language: 'zh' | 'en' = 'zh') =>
  showScreen(<MyFindings cardHref={(id) => `/card/${id}`} />, { answer, language });

test('each says what became of it, and a refusal says why', async () => {
  show(() => ({
    findings: found(
      {},
      { id: 'f2', state: 'accepted', kind: 'new', known: null, name: '雨水井' },
      { id: 'f3', state: 'refused', reviewWords: '与前一条是同一口井' },
    ),
    next: null,
  }));
  const [one, two, three] = await screen.findAllByRole('listitem');
  expect(one?.textContent).toContain('待审核');
  expect(one?.textContent).toContain('丢失 · 灯头不见了');
  expect(within(two as HTMLElement).getByRole('link', { name: '雨水井' }).getAttribute('href')).toBe('/card/c1');
  expect(two?.textContent).toContain('已登记');
  expect(three?.textContent).toContain('审核意见：与前一条是同一口井');
  expect(within(three as HTMLElement).queryByRole('link')).toBeNull();
});

test('nobody who has told nothing is left before an empty page', async () => {
  show(() => ({ findings: [], next: null }), 'en');
  expect(await screen.findByText('You have told nothing yet')).toBeTruthy();
});

test('on its way it says so; refused it tells why, and asks again when told to', async () => {
  show(() => 'never');
  expect(await screen.findByRole('status')).toBeTruthy();
  cleanup();
  let isOut = true;
  const nothing = { findings: [], next: null };
  show(() => (isOut ? refused('auth.not_allowed', '您没有这项权限。') : nothing));
  expect((await screen.findByRole('alert')).textContent).toContain('您没有这项权限。');
  isOut = false;
  fireEvent.click(screen.getByRole('button', { name: /重试|再试/ }));
  expect(await screen.findByText('还没有提交过普查结果')).toBeTruthy();
});

test('without a network it says so', async () => {
  show(() => 'no network');
  expect((await screen.findByRole('alert')).textContent).toMatch(/网络|连接/);
});

test('the next page comes under the first', async () => {
  show(({ query }) =>
    query.get('after') === 'f1'
      ? { findings: found({ id: 'f0', words: '早先的' }), next: null }
      : { findings: found({}), next: 'f1' },
  );
  fireEvent.click(await screen.findByRole('button', { name: '继续载入' }));
  expect((await screen.findAllByRole('listitem')).length).toBeGreaterThan(0);
  expect(await screen.findByText(/早先的/)).toBeTruthy();
});
