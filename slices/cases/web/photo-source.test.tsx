// @vitest-environment jsdom
// A picture that is not sent yet is shown from this phone, and the server is never asked for it.
import { cleanup, configure, render, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { outbox } from '../../../platform/web/outbox/outbox.ts';
import { pocket } from '../../../platform/web/outbox/pocket.ts';
import { photoKeyId } from './my-work.ts';
import { PhotosOnPhone, usePhotoSource } from './photo-source.tsx';

// How long a screen takes is measured elsewhere.
configure({ asyncUtilTimeout: 15_000 });
const CASE = '01890000-0000-7000-8000-000000000001';
const SENT = '01890000-0000-7000-8000-000000000777';
const KEY = '0123456789abcdef0123456789abcdef';
let asked: string[] = [];
let made = 0;

beforeEach(() => {
  [asked, made] = [[], 0];
  vi.stubGlobal('fetch', async (input: string | URL | Request) => {
    asked.push(String(input));
    return new Response(new ArrayBuffer(1), { headers: { 'content-type': 'image/jpeg' } });
  });
  // The test's own window would get buffers of another realm back.
  vi.stubGlobal('structuredClone', <T,>(value: T): T => value);
  URL.createObjectURL = () => {
    made += 1;
    return `blob:${made}`;
  };
  URL.revokeObjectURL = () => undefined;
});
afterEach(async () => {
  cleanup();
  await outbox.belongTo(undefined, false);
  pocket.close();
  vi.unstubAllGlobals();
});

function Thumb({ id }: { id: string }) {
  const usePhoto = usePhotoSource();
  const url = usePhoto(id, 'thumb');
  return url === undefined ? <p>none</p> : <img alt={id} src={url} />;
}
const show = (id: string) => (
  <PhotosOnPhone>
    <Thumb id={id} />
  </PhotosOnPhone>
);
const asksForPhotos = () => asked.filter((url) => url.includes('/api/photos'));

let phones = 0;
async function phone(): Promise<void> {
  phones += 1;
  const mine = await pocket.open(`photo-source-${phones}`, undefined);
  await outbox.belongTo(mine, false);
}
const fedBack = {
  id: 'e1',
  url: `/api/cases/${CASE}/feed_back`,
  body: { result: '好' },
  label: '反馈',
  about: CASE,
  pictures: [{ key: KEY, field: 'photoIds', type: 'image/jpeg', bytes: new ArrayBuffer(3) }],
};

test('what waits in the outbox shows the picture on the phone, without a request', async () => {
  await phone();
  await outbox.add(fedBack);
  render(show(photoKeyId(KEY)));
  expect((await screen.findByRole('img')).getAttribute('src')).toBe('blob:1');
  expect(asksForPhotos()).toEqual([]);
});

test('gone from the outbox it stays shown until the case names its photo, which is asked for', async () => {
  await phone();
  await outbox.add(fedBack);
  const { rerender } = render(show(photoKeyId(KEY)));
  await screen.findByRole('img');
  await outbox.remove('e1');
  await waitFor(() => expect(outbox.get().entries).toEqual([]));
  rerender(show(photoKeyId(KEY)));
  expect(screen.getByRole('img').getAttribute('src')).toBe('blob:1');
  expect(asksForPhotos()).toEqual([]);
  rerender(show(SENT));
  await waitFor(() => expect(asksForPhotos().filter((url) => url.includes(SENT))).toHaveLength(1));
});

test('a picture of this phone that it no longer has is left out, not asked for', async () => {
  await phone();
  render(show(photoKeyId(KEY)));
  await screen.findByText('none');
  expect(asksForPhotos()).toEqual([]);
});
