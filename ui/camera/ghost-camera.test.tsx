// @vitest-environment jsdom
// The ghost of the picture before lies over the live one; where there is no lens the person is told.
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { GhostCamera, hasLiveCamera } from './ghost-camera.tsx';

const stopped: string[] = [];
const lens = { getTracks: () => [{ stop: () => stopped.push('stopped') }] } as unknown as MediaStream;
let answer: () => Promise<MediaStream>;

beforeEach(() => {
  stopped.length = 0;
  answer = async () => lens;
  vi.stubGlobal('navigator', { mediaDevices: { getUserMedia: () => answer() } });
  HTMLDialogElement.prototype.showModal = function showModal() {
    this.open = true;
  };
  HTMLMediaElement.prototype.play = async () => undefined;
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const show = () =>
  render(
    <GhostCamera
      before="blob:b"
      onTaken={() => undefined}
      onUnreadable={() => undefined}
      onClose={() => undefined}
    />,
  );

test('the ghost shows over the live picture and goes with one tap; closing lets the lens go', async () => {
  expect(hasLiveCamera()).toBe(true);
  const { container, unmount } = show();
  await screen.findByRole('button', { name: '拍照' });
  expect(container.querySelector('img')?.getAttribute('src')).toBe('blob:b');
  fireEvent.click(screen.getByRole('button', { name: '关闭叠影' }));
  expect(container.querySelector('img')).toBeNull();
  unmount();
  expect(stopped).toEqual(['stopped']);
});

test('a browser that may not open the lens says so and offers the way back', async () => {
  answer = async () => Promise.reject(new DOMException('no', 'NotAllowedError'));
  show();
  await waitFor(() => expect(screen.getByRole('status').textContent).toContain('系统相机'));
  expect(screen.queryByRole('button', { name: '拍照' })).toBeNull();
  expect(screen.getByRole('button', { name: '不拍了' })).toBeDefined();
});
