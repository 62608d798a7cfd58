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

test('undo by key takes back the newest act alone, once, and only that one carries the key', () => {
  render(<ToastRegion undoKey="U" />);
  const first = vi.fn();
  const second = vi.fn();
  show('甲', first);
  show('乙', second);
  show('已保存');
  expect(screen.getAllByText('撤销').map((one) => one.textContent)).toEqual(['撤销', '撤销U']);
  act(() => expect(toasts.undoLast()).toBe(true));
  expect([first.mock.calls.length, second.mock.calls.length]).toEqual([0, 1]);
  act(() => expect(toasts.undoLast()).toBe(false));
  fireEvent.click(screen.getByText('撤销'));
  expect(first).toHaveBeenCalledTimes(1);
});

test('after an act without a way back the key undoes nothing that was done before it', () => {
  render(<ToastRegion undoKey="U" />);
  const before = vi.fn();
  show('已派遣', before);
  act(() => void toasts.show({ text: '已结案', isAct: true }));
  act(() => expect(toasts.undoLast()).toBe(false));
  expect(before).not.toHaveBeenCalled();
  expect(screen.getByText('撤销').textContent).toBe('撤销');
});
