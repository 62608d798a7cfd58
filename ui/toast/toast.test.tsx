// @vitest-environment jsdom
// What was done can be taken back for ten seconds, longer while someone is looking at it.
import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { ToastRegion, toasts } from './toast.tsx';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  act(() => void vi.runAllTimers());
  cleanup();
  vi.useRealTimers();
});
const show = (text: string, onUndo?: () => void, seconds?: number) =>
  act(() => void toasts.show({ text, ...(onUndo ? { onUndo } : {}), ...(seconds ? { seconds } : {}) }));
const pass = (ms: number) => act(() => void vi.advanceTimersByTime(ms));

test('it stays ten seconds even when asked for less, then goes', () => {
  render(<ToastRegion />);
  show('已派遣', undefined, 2);
  pass(9_900);
  expect(screen.queryByText('已派遣')).toBeTruthy();
  pass(200);
  expect(screen.queryByText('已派遣')).toBeNull();
});

test('it waits while the focus is on it', () => {
  render(<ToastRegion />);
  show('已并案', () => undefined);
  fireEvent.focus(screen.getByText('撤销'));
  pass(60_000);
  expect(screen.queryByText('已并案')).toBeTruthy();
  fireEvent.blur(screen.getByText('撤销'));
  pass(10_100);
  expect(screen.queryByText('已并案')).toBeNull();
});

test('undo by key takes back the newest that can be, once', () => {
  render(<ToastRegion undoKey="U" />);
  const first = vi.fn();
  const second = vi.fn();
  show('甲', first);
  show('乙', second);
  show('已保存');
  act(() => expect(toasts.undoLast()).toBe(true));
  expect([first.mock.calls.length, second.mock.calls.length]).toEqual([0, 1]);
  act(() => expect(toasts.undoLast()).toBe(true));
  act(() => expect(toasts.undoLast()).toBe(false));
});
