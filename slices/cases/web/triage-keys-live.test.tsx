// @vitest-environment jsdom
// The keys of the desk act on the row that is marked, or on nothing.
import { QueryClientProvider } from '@tanstack/react-query';
import { cleanup, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, test, vi } from 'vitest';
import { makeQueryClient } from '../../../platform/web/api/query-client.ts';
import { ToastRegion } from '../../../ui/toast/toast.tsx';
import { textIn } from '../../../ui/words/texts.ts';
import { deskTexts } from './desk-texts.ts';
import { useDeskKeys } from './triage-keys-live.ts';
import { makeSelection } from './use-current.ts';
import type { Desk } from './use-desk-acts.ts';

const t = textIn(deskTexts, 'zh');
const accepted: string[] = [];
const moved: number[] = [];
const changed: object[] = [];
const selection = makeSelection('shown');
let of: object | undefined;

function Keys() {
  const desk = {
    t, selection, current: 'shown', of, text: '', settle: () => undefined,
    change: (part: object) => changed.push(part),
    accept: () => accepted.push('shown'), move: (step: number) => moved.push(step), queue: {},
  } as unknown as Desk;
  const nothing = () => undefined;
  useDeskKeys(desk, {
    openForm: nothing, openCase: nothing, focusSearch: nothing, openItem: nothing, showSame: nothing,
    nextView: nothing,
  });
  return <ToastRegion />;
}

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

test('while the panes show another case than the marked one no key does anything to either', async () => {
  vi.stubGlobal('fetch', async () => Response.json({ items: [], nextCursor: null }));
  render(
    <QueryClientProvider client={makeQueryClient()}>
      <Keys />
    </QueryClientProvider>,
  );
  await userEvent.keyboard('a');
  expect(accepted).toEqual(['shown']);
  selection.set('neighbour');
  await userEvent.keyboard('a');
  expect(accepted).toEqual(['shown']);
  expect(screen.getByText(t.notShown)).toBeTruthy();
  await userEvent.keyboard('j');
  expect(moved).toEqual([1]);
});

test('the digits of suggested items wait for the marked case, too, and say so', async () => {
  of = {
    id: 'shown', description: '垃圾', areaPath: '990101.001.001.001',
    abilities: [{ action: 'accept', zh: '受理', en: 'accept', fields: [], until: null }],
  };
  selection.set('shown');
  const items = [{ code: '0101', name: '暴露垃圾', nameEn: 'Rubbish' }];
  vi.stubGlobal('fetch', async () => Response.json({ items, nextCursor: null }));
  render(
    <QueryClientProvider client={makeQueryClient()}>
      <Keys />
    </QueryClientProvider>,
  );
  await waitFor(async () => {
    await userEvent.keyboard('1');
    expect(changed.length).toBeGreaterThan(0);
  });
  const before = changed.length;
  selection.set('neighbour');
  await userEvent.keyboard('1');
  expect(changed).toHaveLength(before);
  expect(screen.getByText(t.notShown)).toBeTruthy();
});
