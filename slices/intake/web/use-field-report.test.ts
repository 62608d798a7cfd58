// @vitest-environment jsdom
// The unfinished report on the phone, while the screen opens and while a refused one comes back onto it.
import { renderHook, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Entry } from '../../../platform/web/outbox/entry.ts';
import { outbox } from '../../../platform/web/outbox/outbox.ts';
import { pocket } from '../../../platform/web/outbox/pocket.ts';
import { entryOf } from './field-entry.ts';
import { type FieldReport, newReport } from './field-report.ts';
import { keepReport, takeAside } from './kept-field-report.ts';
import { useFieldReport } from './use-field-report.ts';

let phones = 0;
beforeEach(async () => {
  phones += 1;
  await outbox.belongTo(await pocket.open(`lilei-${phones}`, undefined), false);
});
afterEach(async () => {
  await outbox.belongTo(undefined, false);
  pocket.close();
});

const said = (intent: string, words: string): FieldReport => ({
  ...newReport(intent),
  words,
  pictures: [{ key: `near-${intent}`, shot: 'near', bytes: new ArrayBuffer(8), type: 'image/jpeg' }],
});

async function inOutbox(report: FieldReport): Promise<Entry> {
  await outbox.add(entryOf(report, { label: report.words, language: 'zh' }));
  const entry = outbox.get().entries.find(({ id }) => id === report.intent);
  if (!entry) throw new Error('it has just been added');
  return entry;
}

test('what was not sent stands on the form again', async () => {
  await keepReport(said('a'.repeat(32), '一堆渣土'));
  const { result } = renderHook(() => useFieldReport('lilei'));
  await waitFor(() => expect(result.current.report.words).toBe('一堆渣土'));
  expect(result.current.isRestored).toBe(true);
});

test('a report mended just as this screen opens leaves the unfinished one aside', async () => {
  await keepReport(said('a'.repeat(32), '写了一半'));
  const entry = await inOutbox(said('b'.repeat(32), '被退回的'));
  const { result } = renderHook(() => useFieldReport('lilei'));
  expect(await result.current.takeBack(entry)).toBe(true);
  await waitFor(() => expect(result.current.report.words).toBe('被退回的'));
  expect(outbox.get().entries).toEqual([]);
  expect(await pocket.current()?.ids('draft')).toContain(`field.picture.near-${'a'.repeat(32)}`);
  expect(await takeAside()).toMatchObject({ words: '写了一半' });
});

test('a screen that was left before it had read takes nothing back', async () => {
  const entry = await inOutbox(said('b'.repeat(32), '被退回的'));
  const { result, unmount } = renderHook(() => useFieldReport('lilei'));
  unmount();
  expect(await result.current.takeBack(entry)).toBe(false);
  expect(outbox.get().entries).toHaveLength(1);
});
