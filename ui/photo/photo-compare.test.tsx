// @vitest-environment jsdom
// Before and after can be compared by dragging, by keys and by one tap.
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { PhotoCompare } from './photo-compare.tsx';

afterEach(cleanup);

test('the line moves with the slider, and one tap shows either picture whole', () => {
  const { container } = render(<PhotoCompare before="blob:before" after="blob:after" />);
  const frame = container.querySelector<HTMLElement>('.gl-photo-frame');
  const share = () => frame?.style.getPropertyValue('--gl-share');
  expect(share()).toBe('50%');
  const slider = screen.getByRole('slider', { name: '左右移动，对比处置前后' });
  fireEvent.change(slider, { target: { value: '80' } });
  expect(share()).toBe('80%');
  expect(slider.getAttribute('aria-valuetext')).toBe('处置前占 80%');
  fireEvent.click(screen.getByRole('button', { name: '处置后' }));
  expect(share()).toBe('0%');
  fireEvent.click(screen.getByRole('button', { name: '处置前' }));
  expect(share()).toBe('100%');
  expect(screen.getByRole('button', { name: '处置前' }).getAttribute('aria-pressed')).toBe('true');
});
