// @vitest-environment jsdom
// A case that is not this person's any more: what they did to it is told, not a bare no.
import { QueryClientProvider } from '@tanstack/react-query';
import { cleanup, configure, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { MINUTE } from '../../../kernel/duration.ts';
import { makeQueryClient } from '../../../platform/web/api/query-client.ts';
import { deviceNow } from '../../../platform/web/clock/clock.ts';
import type { Receipt } from '../../../platform/web/outbox/entry.ts';
import { outbox } from '../../../platform/web/outbox/outbox.ts';
import { pocket } from '../../../platform/web/outbox/pocket.ts';
import { SessionProvider } from '../../../platform/web/session/session.tsx';
import { SpeakIn } from '../../../ui/words/language.tsx';
import { PEOPLE, UNITS } from '../core/test-city.ts';
import { LostCase } from './field-lost.tsx';

// How long a screen takes is measured elsewhere.
configure({ asyncUtilTimeout: 15_000 });
const CASE = '01890000-0000-7000-8000-000000000500';
const { personId, name, posts } = PEOPLE.handler;
const session = { personId, name, posts, language: 'zh', abilities: [], csrf: 'x', expiresAt: 0 };

beforeEach(() => {
  const known: Readonly<Record<string, object>> = {
    '/api/session/current': { session },
    '/api/units': { units: Object.values(UNITS) },
    '/api/people': { people: [] },
  };
  vi.stubGlobal('fetch', async (input: string | URL | Request) => {
    const found = known[String(input).split('?', 1)[0] ?? ''];
    const headers = { 'content-type': 'application/json' };
    return new Response(JSON.stringify(found ?? { code: 'http.not_found' }), {
      headers,
      status: found ? 200 : 404,
    });
  });
});
afterEach(async () => {
  cleanup();
  await outbox.belongTo(undefined, false);
  pocket.close();
  vi.unstubAllGlobals();
});

const receipt = (action: string, more: Partial<Receipt> = {}): Receipt => ({
  id: action,
  hash: 'h',
  url: `/api/cases/${CASE}/${action}`,
  label: '退单 暴露垃圾',
  madeAt: deviceNow(),
  about: CASE,
  digest: 'd',
  reply: { id: CASE, state: 'accepted', holderUnitId: UNITS.street.id, version: 5 },
  at: deviceNow() - 5 * MINUTE,
  ...more,
});

let phones = 0;
async function open(receipts: readonly Receipt[]) {
  phones += 1;
  const mine = await pocket.open(`${personId}-${phones}`, undefined);
  for (const one of receipts) await mine.put('receipt', one.id, one);
  await outbox.belongTo(mine, false);
  render(
    <QueryClientProvider client={makeQueryClient()}>
      <SpeakIn language="zh">
        <SessionProvider>
          <LostCase caseId={CASE} />
        </SessionProvider>
      </SpeakIn>
    </QueryClientProvider>,
  );
}

test('returned: that is said, with the time, where it went, and the way back', async () => {
  await open([receipt('claim', { at: deviceNow() - 60 * MINUTE }), receipt('return')]);
  expect(await screen.findByRole('heading', { level: 1, name: '已退单' })).toBeTruthy();
  expect(await screen.findByText(/提交成功，案件回到高新区分中心（待派遣）。$/)).toBeTruthy();
  expect(screen.getByRole('link', { name: '回到待办' }).getAttribute('href')).toBe('/field/todo');
  expect(screen.queryByText('打不开这个案件')).toBeNull();
});

test('a case on which nothing was done here can’t be opened, and the way back is there', async () => {
  await open([receipt('return', { url: '/api/cases/01890000-0000-7000-8000-000000000999/return' })]);
  expect(await screen.findByRole('heading', { level: 1, name: '打不开这个案件' })).toBeTruthy();
  expect(screen.getByRole('link', { name: '回到待办' })).toBeTruthy();
});
