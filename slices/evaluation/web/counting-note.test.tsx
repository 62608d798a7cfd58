// @vitest-environment jsdom
// Figures that are still being counted say so, and never that there was nothing.
import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { type Language, SpeakIn } from '../../../ui/words/language.tsx';
import type { Counting } from '../core/contract.ts';
import { CountingNote, NoRows, NotYetCounted } from './counting-note.tsx';

afterEach(cleanup);

const done: Counting = {
  countedTo: '2026-08-05T01:00:00Z',
  lastAt: '2026-08-05T01:00:00Z',
  waiting: 0,
  isCatchingUp: false,
  left: 0,
};
const show = (counting: Counting, language: Language = 'zh') =>
  render(
    <SpeakIn language={language}>
      <CountingNote counting={counting} />
      <NoRows counting={counting} title="本期没有可考核的案件" />
    </SpeakIn>,
  );

test('all is counted: there was nothing, and up to when', () => {
  show(done);
  expect(screen.getByText('本期没有可考核的案件')).toBeTruthy();
  expect(screen.getByText(/已统计到 .*09:00/)).toBeTruthy();
});

test('who would publish is warned while counting is behind, and not when it is done', () => {
  const warn = (counting: Counting) =>
    render(
      <SpeakIn language="zh">
        <NotYetCounted counting={counting} />
      </SpeakIn>,
    );
  expect(warn(done).container.textContent).toBe('');
  cleanup();
  warn({ ...done, countedTo: '2026-08-05T00:30:00Z', waiting: 12 });
  expect(screen.getByRole('status').textContent).toMatch(/才能公布。.*08:30.*12 次/);
});

test('events wait: it says how many, up to when, and not that there was nothing', () => {
  show({ ...done, countedTo: '2026-08-05T00:30:00Z', waiting: 1_000 });
  expect(screen.queryByText('本期没有可考核的案件')).toBeNull();
  expect(screen.getByRole('status').textContent).toMatch(/仍在统计.*08:30.*09:00.*至少 1,000 次/);
});

test('a past that was brought in is being counted: so in English', () => {
  show({ ...done, isCatchingUp: true }, 'en');
  expect(screen.getByRole('status').textContent).toMatch(/^Still counting. Cases of the past/);
});

test('of a long past, or where the rules have changed, it says how much is left', () => {
  show({ ...done, waiting: 12, isCatchingUp: true, left: 812_400 });
  expect(screen.getByRole('status').textContent).toMatch(/还有约 812,400 件.*旧规则/);
});
