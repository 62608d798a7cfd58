// @vitest-environment jsdom
// A question holds the focus, can be left by Esc or the cross, and gives the focus back.
import { cleanup, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Button } from '../button/button.tsx';
import { Dialog } from './dialog.tsx';

// jsdom has no CSS.escape; ids here are plain letters.
beforeEach(() => void vi.stubGlobal('CSS', { escape: (text: string) => text }));
afterEach(cleanup);

function Reject() {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button onClick={() => setOpen(true)}>不予受理</Button>
      <Dialog isOpen={isOpen} onClose={() => setOpen(false)} title="为什么不予受理">理由</Dialog>
    </>
  );
}

test.each(['Escape', 'cross'])('left by %s, the focus is back on what opened it', async (way) => {
  render(<Reject />);
  await userEvent.click(screen.getByRole('button', { name: '不予受理' }));
  const dialog = await screen.findByRole('dialog', { name: '为什么不予受理' });
  expect(dialog.contains(document.activeElement)).toBe(true);
  if (way === 'Escape') await userEvent.keyboard('{Escape}');
  else await userEvent.click(screen.getByRole('button', { name: '关闭' }));
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  await waitFor(() => expect(document.activeElement?.textContent).toBe('不予受理'));
});
