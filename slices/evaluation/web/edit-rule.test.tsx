// @vitest-environment jsdom
// Changing a rule: what stands in the form is tried before it can be proposed, and tried again when it is
// other than it was.
import { QueryClientProvider } from '@tanstack/react-query';
import { cleanup, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { makeQueryClient } from '../../../platform/web/api/query-client.ts';
import { type Language, SpeakIn } from '../../../ui/words/language.tsx';
import type { RulesView, Trial } from '../core/contract-editions.ts';
import { DEFAULT_INDICATORS } from '../core/default-indicators.ts';
import { DEFAULT_SCHEMES } from '../core/default-schemes.ts';
import { EditRule } from './edit-rule.tsx';
import type { RuleOf } from './rule-draft.ts';

const rules: RulesView = {
  areaPath: '990101',
  today: '2026-08-20',
  indicators: DEFAULT_INDICATORS.map((one) => ({
    ...one,
    grains: [...one.grains],
    limits: [...(one.limits ?? [])],
    formulaZh: '',
    formulaEn: '',
    assessedZh: '',
    assessedEn: '',
  })),
  schemes: DEFAULT_SCHEMES.map(({ id, zh, en, grain, weights, validFrom, validTo }) => ({
    id,
    zh,
    en,
    grain,
    validFrom,
    validTo,
    source: null,
    weights: Object.entries(weights).map(([indicator, weight]) => ({ indicator, weight })),
  })),
};
const trial: Trial = {
  period: { kind: 'month', from: '2026-07-01', to: '2026-07-31', zh: '2026年7月', en: '2026-07' },
  changed: 1,
  of: 2,
  rows: [
    {
      key: 'u',
      name: '清汐环境',
      nameEn: 'Qingxi',
      value: 0.75,
      bandBefore: 'D',
      bandAfter: 'A',
      scoreBefore: { points: 61, band: 'D' },
      scoreAfter: { points: 100, band: 'A' },
    },
  ],
  nextAfter: null,
};

let sent: { readonly url: string; readonly body: Record<string, unknown> }[] = [];
const proposed = vi.fn();

beforeEach(() => {
  sent = [];
  vi.stubGlobal('CSS', { escape: (text: string) => text });
  vi.stubGlobal('fetch', async (url: string, { body }: RequestInit = {}) => {
    const { pathname } = new URL(url, 'http://desk');
    sent.push({ url: pathname, body: JSON.parse(String(body)) as Record<string, unknown> });
    return Response.json(pathname.endsWith('/try') ? trial : { proposalId: 'p' });
  });
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

function of(kind: RuleOf['kind'], id: string): RuleOf {
  const indicator = rules.indicators.find((one) => one.id === id);
  const scheme = rules.schemes.find((one) => one.id === id);
  if (kind === 'indicator' && indicator) return { kind, rule: indicator };
  if (kind === 'scheme' && scheme) return { kind, rule: scheme };
  throw new Error(`${id} is no ${kind}`);
}

const show = (rule: RuleOf, language: Language = 'zh') =>
  render(
    <QueryClientProvider client={makeQueryClient()}>
      <SpeakIn language={language}>
        <EditRule of={rule} rules={rules} onClose={() => undefined} onProposed={proposed} />
      </SpeakIn>
    </QueryClientProvider>,
  );
const propose = () => screen.getByRole('button', { name: '提交，待另一人批准' });
const isOff = (button: HTMLElement): boolean =>
  button.hasAttribute('disabled') || button.getAttribute('aria-disabled') === 'true';

test('bands are tried as they stand in the form, side by side, and then proposed', async () => {
  show(of('indicator', 'on_time_handling_rate'));
  const first = screen.getByLabelText('A 档线（%）');
  await userEvent.clear(first);
  await userEvent.type(first, '97.5');
  await userEvent.type(screen.getByLabelText(/来源/), '区考核办法');
  await userEvent.type(screen.getByLabelText(/修改原因/), '与市里一致');
  expect(isOff(propose())).toBe(true);
  await userEvent.click(screen.getByRole('button', { name: '试算上月' }));
  await screen.findByText('2 个中 1 个综合档次改变。');
  expect(screen.getByRole('row', { name: /清汐环境 75\.00 %/ }).textContent).toMatch(
    /D.*→.*A.*61\.0.*100\.0/,
  );
  expect(sent[0]).toMatchObject({
    url: '/api/evaluation/editions/try',
    body: { limits: [0.975, 0.9, 0.85, 0.75], validFrom: '2026-09-01', by: 'unit' },
  });
  await userEvent.type(screen.getByLabelText('A 档线（%）'), '1');
  expect(isOff(propose())).toBe(true);
  await userEvent.click(screen.getByRole('button', { name: '试算上月' }));
  await waitFor(() => expect(isOff(propose())).toBe(false));
  await userEvent.click(propose());
  await waitFor(() => expect(proposed).toHaveBeenCalled());
  expect(sent.at(-1)).toMatchObject({
    url: '/api/evaluation/editions',
    body: { areaPath: '990101', kind: 'indicator', limits: [0.9751, 0.9, 0.85, 0.75], why: '与市里一致' },
  });
});

test('weights say what they add up to; what weighs nothing is left out', async () => {
  show(of('scheme', 'area'), 'en');
  expect(screen.getByText('100 in all; it must be 100')).toBeTruthy();
  await userEvent.clear(screen.getByLabelText('Weight of filed'));
  expect(screen.getByText('90 in all; it must be 100')).toBeTruthy();
  const closure = screen.getByLabelText('Weight of closure rate');
  await userEvent.clear(closure);
  await userEvent.type(closure, '35');
  await userEvent.type(screen.getByLabelText(/Source/), 'District rules');
  await userEvent.click(screen.getByRole('button', { name: 'Try on last month' }));
  await screen.findByText('The overall band of 1 of 2 would change.');
  expect(sent[0]?.body.by).toBe('area');
  expect(sent[0]?.body.weights).toEqual([
    { indicator: 'closure_rate', weight: 35 },
    { indicator: 'on_time_closure_rate', weight: 30 },
    { indicator: 'first_fix_rate', weight: 15 },
    { indicator: 'reopen_rate', weight: 10 },
    { indicator: 'satisfaction_rate', weight: 10 },
  ]);
});
