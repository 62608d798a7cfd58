// @vitest-environment jsdom
// A receipt leads to its case; what is no case leads nowhere.
import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import { SpeakIn } from '../../../ui/words/language.tsx';
import type { Receipt } from './entry.ts';
import { ReceiptRow } from './receipt-row.tsx';

vi.stubGlobal('CSS', { escape: (text: string) => text });
afterEach(cleanup);

const receipt = (of: Partial<Receipt>): Receipt => ({
  id: 'e1',
  hash: 'h',
  digest: 'd',
  url: '/api/reports',
  label: '上报 暴露垃圾',
  madeAt: 0,
  at: 0,
  reply: {},
  ...of,
});
const shown = (of: Partial<Receipt>) => {
  render(
    <SpeakIn language="zh">
      <ReceiptRow receipt={receipt(of)} caseHref={(id) => `/field/cases/${id}`} />
    </SpeakIn>,
  );
  return screen.queryByRole('link', { name: '查看' })?.getAttribute('href');
};

test('a report leads to the case that was made of it', () => {
  expect(shown({ reply: { id: 'c1', number: '9901-1' } })).toBe('/field/cases/c1');
});

test('an act leads to its case, whatever it was answered', () => {
  expect(shown({ about: 'c2', reply: { state: 'handling' } })).toBe('/field/cases/c2');
});

test('what a survey found is no case, and leads to none', () => {
  const reply = { id: 'f1', state: 'accepted' };
  expect(shown({ url: '/api/components/findings', label: '无变化 路灯 1', reply })).toBeUndefined();
});
