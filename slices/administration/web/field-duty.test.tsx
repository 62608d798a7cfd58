// @vitest-environment jsdom
// Who is on call, on the phone of whoever works there: now, my next turn, seven days; nothing to arrange.
import { cleanup, configure, screen } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import { DAY, HOUR } from '../../../kernel/duration.ts';
import { localDate, toIso } from '../../../kernel/instant.ts';
import { deviceNow } from '../../../platform/web/clock/clock.ts';
import { type Answer, showScreen } from '../../../platform/web/session/fake-screen.tsx';
import FieldDuty from './field-duty.tsx';

configure({ asyncUtilTimeout: 15_000 });
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const now = deviceNow();
const turn = (from: number, to: number, ...personIds: string[]) => ({
  day: localDate(from),
  startsAt: toIso(from),
  endsAt: toIso(to),
  personIds,
  isException: false,
});
const ROTA = {
  unitId: 'u',
  name: '区中心',
  nameEn: 'Centre',
  districtId: '500151',
  version: 1,
  from: localDate(now),
  patterns: [],
  days: [],
  turns: [turn(now - DAY, now - HOUR, 'a'), turn(now - HOUR, now + DAY, 'b', 'a')],
  people: [
    { personId: 'a', name: '毛成', mayAnswer: true },
    { personId: 'b', name: '王敏', mayAnswer: true },
  ],
  onCallNow: ['b', 'a'],
  quiet: [],
  canArrange: true,
  canSetQuiet: false,
  canSetQuietOfDistrict: false,
};

function show(rota: object | 'no network', language: 'zh' | 'en' = 'zh') {
  const answer = ({ path }: { path: string }): Answer => {
    if (path.endsWith('/rota')) return rota;
    return path === '/api/duty/links' ? { links: [] } : undefined;
  };
  return showScreen(<FieldDuty />, { answer, language });
}

test('on call now, in which place, and till when; whoever may arrange does that at the desk', async () => {
  show(ROTA);
  expect((await screen.findByText(/^您现在当班，到 /)).closest('p')?.textContent).toContain('第 2 顺位');
  expect(screen.getByText('区中心值班')).toBeTruthy();
  expect(screen.queryByRole('button', { name: /^调整/ })).toBeNull();
  expect(await screen.findByRole('button', { name: '生成链接 我的值班' })).toBeTruthy();
});

test('a night that began yesterday is a turn of now, and so is said', async () => {
  show({ ...ROTA, turns: [], onCallNow: ['a'] });
  expect(await screen.findByText('您现在当班')).toBeTruthy();
});

test('no turn within seven days is said; in English too', async () => {
  show({ ...ROTA, turns: [turn(now - DAY, now - HOUR, 'a')], onCallNow: [] }, 'en');
  expect(await screen.findByText('You have no turn within seven days')).toBeTruthy();
  expect(screen.getByText(/^Nobody is on call/)).toBeTruthy();
});

test('without a network it says so, and offers to ask again', async () => {
  show('no network');
  expect((await screen.findAllByRole('alert')).length).toBeGreaterThan(0);
});
