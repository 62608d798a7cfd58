// @vitest-environment jsdom
// Pictures: the large one is fetched only when asked for, and a missing one says so.
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { PhotoPair, Photo } from './photo.tsx';

const picture = {
  thumb: '/api/photos/1?size=thumb',
  full: '/api/photos/1?size=full',
  alt: '12:08 门口的垃圾',
};
// jsdom knows the element but not its modes.
beforeEach(() => {
  HTMLDialogElement.prototype.showModal = vi.fn(function show(this: HTMLDialogElement) {
    this.setAttribute('open', '');
  });
});
afterEach(cleanup);

test('the large picture is fetched on a press, with words that tell what can be seen', () => {
  const { container } = render(<Photo {...picture} />);
  expect(container.innerHTML).not.toContain('size=full');
  fireEvent.click(screen.getByRole('button', { name: /门口的垃圾/ }));
  expect(screen.getByRole('img', { name: picture.alt }).getAttribute('src')).toBe(picture.full);
});

test('a picture that can’t be loaded says so', () => {
  const { container } = render(<Photo {...picture} />);
  fireEvent.error(container.querySelector('img') as HTMLImageElement);
  expect(container.textContent).toBe('图片无法显示');
});

test('before and after are named; one alone is shown alone', () => {
  const { container, rerender } = render(<PhotoPair before={picture} after={picture} />);
  expect([...container.querySelectorAll('figcaption')].map((node) => node.textContent)).toEqual([
    '处置前',
    '处置后',
  ]);
  rerender(<PhotoPair before={picture} after={undefined} />);
  expect(container.querySelectorAll('figure').length).toBe(1);
});
