// @vitest-environment jsdom
// The mark answers the key at once, the panes follow; whoever acts meanwhile acts on the row that is marked.
import { cleanup, configure, render, screen, waitFor } from '@testing-library/react';
import { useLayoutEffect } from 'react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { navigate, Router } from '../../../platform/web/router/router.tsx';
import { useKeys } from '../../../platform/web/keys/use-keys.ts';
import { useCurrent, useIsSelected, useSettling, type Selection } from './use-current.ts';

const ROWS = ['one', 'two', 'three', 'four'];
const acts: (string | undefined)[] = [];
/** Runs once another case is drawn, before anything that follows the drawing. */
let onDrawn = (): void => undefined;

function Row({ id, selection }: { id: string; selection: Selection }) {
  return (
    <li aria-current={useIsSelected(selection, id)} data-testid={id}>
      {id}
    </li>
  );
}

function Desk() {
  const { selection, current, pick, settle } = useCurrent(ROWS[0]);
  const step = (by: number) => pick(ROWS[ROWS.indexOf(selection.now() ?? '') + by]);
  useSettling(settle, (key) => key === 'j' || key === 'k');
  useLayoutEffect(() => (current === undefined ? undefined : onDrawn()), [current]);
  useKeys({
    j: { run: () => step(1), repeats: true },
    k: { run: () => step(-1), repeats: true },
    a: { run: () => acts.push(current) },
  });
  return (
    <>
      <ul>
        {ROWS.map((id) => (
          <Row key={id} id={id} selection={selection} />
        ))}
      </ul>
      <p data-testid="pane">{current}</p>
      <button type="button" onClick={() => acts.push(current)}>
        act
      </button>
    </>
  );
}

const press = (key: string) =>
  document.body.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
const marked = () => ROWS.filter((id) => screen.getByTestId(id).getAttribute('aria-current') === 'true');
const pane = () => screen.getByTestId('pane').textContent;

const routes = [{ path: '/', screen: Desk, title: 'desk' }];

/** As in a browser: what is put off is done later, not before the test goes on. */
async function open(): Promise<void> {
  configure({ reactStrictMode: false });
  render(
    <Router base="/command" routes={routes} name="Gridloop" loading="" notFound="" frame={(one) => one} />,
  );
  (globalThis as { IS_REACT_ACT_ENVIRONMENT?: boolean }).IS_REACT_ACT_ENVIRONMENT = false;
  await waitFor(() => expect(pane()).toBe('one'));
}

beforeEach(() => {
  acts.length = 0;
  onDrawn = () => undefined;
  history.replaceState(null, '', '/command');
});
afterEach(() => {
  (globalThis as { IS_REACT_ACT_ENVIRONMENT?: boolean }).IS_REACT_ACT_ENVIRONMENT = true;
  cleanup();
  vi.useRealTimers();
});

test('the row is marked before the panes have followed', async () => {
  await open();
  press('j');
  await Promise.resolve();
  expect([marked(), pane()]).toEqual([['two'], 'one']);
  await waitFor(() => expect(pane()).toBe('two'));
});

test('an act pressed while the panes still show the case before is on the row that is marked', async () => {
  await open();
  press('j');
  press('j');
  expect(pane()).toBe('one');
  press('a');
  expect(acts).toEqual(['three']);
  expect([marked(), pane()]).toEqual([['three'], 'three']);
});

test('a press of the mouse settles too: what lay under it before can’t be acted on', async () => {
  await open();
  press('j');
  const button = screen.getByRole('button');
  button.dispatchEvent(new Event('pointerdown', { bubbles: true }));
  button.click();
  expect(acts).toEqual(['two']);
});

test('the address follows once the fingers rest, and at once when something is done', async () => {
  await open();
  press('j');
  await waitFor(() => expect(pane()).toBe('two'));
  expect(location.search).toBe('');
  await waitFor(() => expect(location.search).toBe('?case=two'));
  press('j');
  press('a');
  expect(location.search).toBe('?case=three');
});

test('whoever comes by another address finds its row, and moves on from there', async () => {
  await open();
  press('j');
  navigate('/command?case=four');
  await waitFor(() => expect([marked(), pane()]).toEqual([['four'], 'four']));
  press('k');
  await waitFor(() => expect([marked(), pane()]).toEqual([['three'], 'three']));
});

test('an address that falls due as the next case is drawn doesn’t lead back to the one before', async () => {
  await open();
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const drawn = (id: string) => new Promise<void>((resolve) => {
    onDrawn = () => {
      if (id === 'three') vi.advanceTimersByTime(300);
      resolve();
    };
  });
  const second = drawn('two');
  press('j');
  await second;
  await new Promise(setImmediate);
  const third = drawn('three');
  press('j');
  await third;
  await new Promise(setImmediate);
  vi.advanceTimersByTime(300);
  await new Promise(setImmediate);
  expect([marked(), pane(), location.search]).toEqual([['three'], 'three', '?case=three']);
});
