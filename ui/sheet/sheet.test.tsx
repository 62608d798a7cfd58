// @vitest-environment jsdom
// A sheet is the browser's dialog: opened as one that holds the focus, left in every way people try, and
// closed before it is taken away, which is what gives the focus back.
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Sheet } from './sheet.tsx';

// jsdom draws a dialog but can't open it as a modal one.
const showModal = vi.fn(function open(this: HTMLDialogElement) {
  this.open = true;
});
const close = vi.fn(function shut(this: HTMLDialogElement) {
  this.open = false;
});
beforeEach(() => {
  HTMLDialogElement.prototype.showModal = showModal;
  HTMLDialogElement.prototype.close = close;
});
afterEach(() => {
  cleanup();
  vi.clearAllMocks();
});

const drawn = (onClose: () => void) =>
  render(
    <Sheet title="路灯" onClose={onClose}>
      桐荫路 3 号
    </Sheet>,
  );

test('it opens over everything, named by its title', () => {
  drawn(() => undefined);
  expect(showModal).toHaveBeenCalledTimes(1);
  expect(screen.getByRole('dialog', { name: '路灯' }).textContent).toContain('桐荫路 3 号');
});

test('the cross, Esc and a tap beside it leave it, a tap inside does not', async () => {
  const onClose = vi.fn();
  drawn(onClose);
  const dialog = screen.getByRole('dialog');
  await userEvent.click(screen.getByText('桐荫路 3 号'));
  expect(onClose).not.toHaveBeenCalled();
  await userEvent.click(screen.getByRole('button', { name: '关闭' }));
  fireEvent(dialog, new Event('cancel', { cancelable: true }));
  fireEvent.click(dialog);
  expect(onClose).toHaveBeenCalledTimes(3);
});

test('it is closed before it goes, so that the focus returns', () => {
  drawn(() => undefined).unmount();
  expect(close).toHaveBeenCalledTimes(1);
});
