// @vitest-environment jsdom
// The history of a case speaks the city's own words; what the city does not name has the standard ones.
import { QueryClientProvider } from '@tanstack/react-query';
import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import { makeQueryClient } from '../../../platform/web/api/query-client.ts';
import { CaseTimeline } from './case-timeline.tsx';
import type { StepView } from './use-cases.ts';

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const step = (seq: number, action: string, reasonCode: string) =>
  ({
    seq, action, actionZh: action, actionEn: action, at: '2026-08-05T04:08:00.000Z', madeAt: null,
    fromState: 'handling', toState: 'accepted', visibility: 'internal', ended: null, holder: null,
    namedPerson: null, actor: { kind: 'person', name: '李梅', unit: null, personId: null, as: 'unit' },
    body: { reasonCode },
  }) as unknown as StepView;

test('the history calls a reason what the city calls it on that form, else the standard word', async () => {
  const named = { zh: '非我局职责', en: '' };
  const own = { action: 'return', field: 'reasonCode', code: 'not_ours', isOffered: true, ...named };
  vi.stubGlobal('fetch', async (url: string) =>
    Response.json(url.includes('/api/wording/990101') ? { reasons: [own], texts: [] } : {}),
  );
  const steps = [
    step(1, 'return', 'not_ours'),
    step(2, 'return', 'wrong_item'),
    step(3, 'reject', 'not_ours'),
  ];
  render(
    <QueryClientProvider client={makeQueryClient()}>
      <CaseTimeline of={{ steps, areaPath: '990101.001.001.001' }} now={Date.parse('2026-08-05T05:00:00Z')} />
    </QueryClientProvider>,
  );
  expect(await screen.findAllByText('非我局职责')).toHaveLength(1);
  expect(screen.getAllByText('细类不对')).toHaveLength(1);
  // The same code on another form is another reason.
  expect(screen.getAllByText('不属于本单位职责')).toHaveLength(1);
});
