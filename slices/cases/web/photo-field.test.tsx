// @vitest-environment jsdom
// Pictures that were sent with a form are shown from where the shell has them.
import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { PhotoField } from './photo-field.tsx';
import { PhotosOnPhone } from './photo-source.tsx';

const asked: (RequestCache | undefined)[] = [];
beforeEach(() => {
  vi.spyOn(console, 'info').mockImplementation(() => undefined);
  vi.stubGlobal('fetch', async (_url: string, init: RequestInit) => {
    asked.push(init.cache);
    throw new TypeError('cut');
  });
});
afterEach(cleanup);

const field = <PhotoField label="照片" value={['p1']} onChange={() => undefined} onBusy={() => undefined} />;
const sources = () => [...document.querySelectorAll('img')].map((image) => image.getAttribute('src'));

test('on a desk by the server’s address', () => {
  render(field);
  expect(sources()).toEqual(['/api/photos/p1?size=thumb']);
});

test('on a phone never by it: the browser would keep the picture, open, for the next person', async () => {
  render(<PhotosOnPhone>{field}</PhotosOnPhone>);
  await vi.waitFor(() => expect(asked).toEqual(['no-store']));
  expect(sources()).toEqual([]);
  expect(screen.getByText('照片')).toBeTruthy();
});
