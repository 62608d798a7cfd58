// @vitest-environment jsdom
// The inbox on a screen: each line says what happened and in what matter, in the language of the screen.
import { QueryClientProvider } from '@tanstack/react-query';
import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { makeQueryClient } from '../../../platform/web/api/query-client.ts';
import { type Language, SpeakIn } from '../../../ui/words/language.tsx';
import { InboxScreen } from './inbox.tsx';
import type { NoticeView } from './use-notices.ts';

const notice: NoticeView = {
  id: '019a0000-0000-7000-8000-000000000001',
  caseId: '019a0000-0000-7000-8000-000000000002',
  caseNumber: '9901012026000001',
  itemName: '暴露垃圾',
  itemNameEn: 'Rubbish',
  kind: 'case.dispatched',
  zh: '有案件派到本单位，请认领',
  en: 'A case was dispatched to you: please claim it',
  isUrgent: false,
  isRead: false,
  seq: 6,
  createdAt: '2026-03-02T01:00:00.000Z',
  ackDueAt: null,
  isWaiting: false,
  isAcknowledgedByMe: false,
  acknowledged: null,
  escalatedFrom: null,
};
let told: readonly NoticeView[] = [];

beforeEach(() => {
  vi.stubGlobal(
    'fetch',
    async () =>
      new Response(JSON.stringify({ notices: told, unreadCount: told.length }), {
        headers: { 'content-type': 'application/json' },
      }),
  );
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

async function lineIn(language: Language): Promise<string> {
  render(
    <QueryClientProvider client={makeQueryClient()}>
      <SpeakIn language={language}>
        <InboxScreen caseHref={(id) => `/command/cases/${id}`} />
      </SpeakIn>
    </QueryClientProvider>,
  );
  return (await screen.findByRole('listitem')).textContent ?? '';
}

test('a notice says in what matter something happened, in the language of the screen', async () => {
  told = [notice];
  expect(await lineIn('zh')).toContain('有案件派到本单位，请认领暴露垃圾');
  cleanup();
  expect(await lineIn('en')).toContain('please claim itRubbish');
});

test('a matter without an English name keeps its own, and one not known yet is left out', async () => {
  told = [{ ...notice, itemNameEn: null }];
  expect(await lineIn('en')).toContain('暴露垃圾');
  cleanup();
  told = [{ ...notice, itemName: null, itemNameEn: null }];
  expect(await lineIn('zh')).not.toContain('null');
});
