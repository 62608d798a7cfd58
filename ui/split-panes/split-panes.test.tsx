// @vitest-environment jsdom
// Panes can be resized without a mouse, within limits.
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import { SplitPanes } from './split-panes.tsx';

afterEach(cleanup);

test('arrow keys widen the pane on whose side they point, never past its limits', () => {
  const onSizes = vi.fn();
  render(<SplitPanes front="case" onSizes={onSizes} panes={[
    { id: 'queue', label: '队列', width: 300, content: '…' },
    { id: 'case', label: '案件', content: '…' },
    { id: 'decision', label: '决定', width: 320, content: '…' },
  ]} />);
  const [left, right] = screen.getAllByRole('separator');
  if (!left || !right) throw new Error('two dividers expected');
  fireEvent.keyDown(left, { key: 'ArrowRight' });
  expect(onSizes).toHaveBeenLastCalledWith({ queue: 324 });
  fireEvent.keyDown(right, { key: 'ArrowRight' });
  expect(onSizes).toHaveBeenLastCalledWith({ queue: 324, decision: 296 });
  for (let i = 0; i < 30; i += 1) fireEvent.keyDown(left, { key: 'ArrowLeft' });
  expect(left.getAttribute('aria-valuenow')).toBe('220');
});
