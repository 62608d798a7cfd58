// @vitest-environment jsdom
// What the city calls the codes of its forms is read beside a case too: how the like of it ended, and what
// somebody was about to do; and a leader on the phone is offered the city's own phrases.
import { QueryClientProvider } from '@tanstack/react-query';
import { cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { ReactNode } from 'react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { makeQueryClient } from '../../../platform/web/api/query-client.ts';
import { SpeakIn } from '../../../ui/words/language.tsx';
import { ConflictDialog } from './conflict-dialog.tsx';
import { PushForm } from './push-form.tsx';
import { SimilarPanel } from './triage-similar.tsx';
import type { CaseView } from './use-cases.ts';

const CASE = '019a0000-0000-7000-8000-000000000001';
const areaPath = '990101.001.001.001';
const reason = (action: string, field: string, code: string, zh: string) =>
  ({ action, field, code, zh, en: '', isOffered: true });
const wording = {
  reasons: [
    reason('close', 'closingCode', 'solved', '已办结'),
    reason('reject', 'reasonCode', 'unclear', '线索不足'),
  ],
  texts: [
    { id: '1', action: 'push', field: 'words', language: 'zh', words: '请今日办结并拍照回复' },
    { id: '2', action: 'push', field: 'words', language: 'en', words: 'Done today, with a photo' },
  ],
};
const past = {
  id: '019a0000-0000-7000-8000-000000000002', number: '9902', description: '路边渣土', itemName: '渣土',
  itemNameEn: 'rubble', endedAt: '2026-08-01T04:08:00.000Z', state: 'closed', closingCode: 'solved',
  unit: null, usedMs: 3_600_000, reworks: 0, returns: 0, distanceMetres: 12,
};
const of = {
  id: CASE, areaPath, version: 7, number: '9901', description: '楼下渣土', steps: [], abilities: [],
  pushes: [], itemName: '渣土', itemNameEn: 'rubble',
} as unknown as CaseView;

beforeEach(() => {
  vi.stubGlobal('CSS', { escape: (text: string) => text });
  vi.stubGlobal('fetch', async (input: string) => {
    const url = String(input);
    if (url.includes('/api/wording/990101')) return Response.json(wording);
    if (url.endsWith('/similar')) return Response.json({ items: [past] });
    if (url.endsWith(`/api/cases/${CASE}`)) return Response.json({ ...of, version: 8 });
    return Response.json({ code: 'http.not_found' }, { status: 404 });
  });
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const show = (screenPart: ReactNode) =>
  render(
    <QueryClientProvider client={makeQueryClient()}>
      <SpeakIn language="zh">{screenPart}</SpeakIn>
    </QueryClientProvider>,
  );

test('how a past case ended is told in the city’s own words', async () => {
  show(<SimilarPanel caseId={CASE} areaPath={areaPath} caseHref={(id) => `/cases/${id}`} />);
  expect(await screen.findByText('已办结')).toBeTruthy();
  expect(screen.queryByText('已解决')).toBeNull();
});

test('what somebody was about to do when another was quicker is told as its form called it', async () => {
  const intended = {
    action: 'reject', zh: '不予受理', en: 'reject', body: { reasonCode: 'unclear' },
    fields: [{
      name: 'reasonCode', type: 'code' as const, zh: '理由', en: 'reason', isRequired: true,
      options: ['unclear'],
    }],
  };
  const nothing = () => undefined;
  show(<ConflictDialog {...{ was: of, intended }} onLook={nothing} onDrop={nothing} onAnyway={undefined} />);
  expect(await screen.findByText('线索不足')).toBeTruthy();
  expect(screen.queryByText('描述不清，无法联系')).toBeNull();
});

test('a leader’s push on the phone is one tap from the city’s phrases, before standard ones', async () => {
  show(<PushForm cases={[of]} owner="p" onDone={() => undefined} onCancel={() => undefined} />);
  const own = await screen.findByRole('button', { name: '请今日办结并拍照回复' });
  expect(screen.queryByText('Done today, with a photo')).toBeNull();
  const names = screen.getAllByRole('button').map((one) => one.textContent);
  expect(names.indexOf('请今日办结并拍照回复')).toBeLessThan(names.indexOf('请说明超时原因'));
  await userEvent.click(own);
  expect(screen.getByLabelText<HTMLTextAreaElement>(/^督办内容/).value).toBe('请今日办结并拍照回复');
});
