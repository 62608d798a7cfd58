// @vitest-environment jsdom
// Far enough does it, not far enough or downwards does nothing.
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import { Swipe } from './swipe.tsx';

afterEach(cleanup);
HTMLElement.prototype.setPointerCapture = () => undefined;

test.each([
  ['far to the right', 140, 4, 1],
  ['a slip of the thumb', 40, 2, 0],
  ['scrolling', 120, 300, 0],
  ['to the left', -140, 0, 0],
])('%s', (_, x, y, times) => {
  const onSwiped = vi.fn();
  render(
    <Swipe words="认领" onSwiped={onSwiped}>
      <p>一堆渣土</p>
    </Swipe>,
  );
  const card = screen.getByText('一堆渣土');
  const at = (share: number) => ({ pointerId: 1, clientX: 50 + x * share, clientY: 50 + y * share });
  fireEvent.pointerDown(card, { ...at(0), pointerType: 'touch' });
  for (const share of [0.2, 0.6, 1]) fireEvent.pointerMove(card, at(share));
  fireEvent.pointerUp(card, at(1));
  expect(onSwiped).toHaveBeenCalledTimes(times);
});
