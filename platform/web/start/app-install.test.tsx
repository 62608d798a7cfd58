// @vitest-environment jsdom
// The way onto the home screen: the browser's own offer is kept for the tap, and used once.
import { act, cleanup, renderHook } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';

const standalone = (is: boolean) => vi.stubGlobal('matchMedia', () => ({ matches: is }) as MediaQueryList);

beforeEach(() => {
  vi.resetModules();
  standalone(false);
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

test('a browser that offers nothing is answered with words, an iPhone with its own', async () => {
  const { useInstall } = await import('./app-install.ts');
  expect(renderHook(useInstall).result.current).toBe('by_hand');
  vi.stubGlobal('navigator', { userAgent: 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0)', maxTouchPoints: 5 });
  expect(renderHook(useInstall).result.current).toBe('ios');
});

test('an offer waits for the tap, counts once, and ends with the app on the home screen', async () => {
  const { install, useInstall, watchInstall } = await import('./app-install.ts');
  watchInstall();
  const { result } = renderHook(useInstall);
  const offer = Object.assign(new Event('beforeinstallprompt', { cancelable: true }), {
    prompt: vi.fn(async () => undefined),
  });
  act(() => void dispatchEvent(offer));
  expect(offer.defaultPrevented).toBe(true);
  expect(result.current).toBe('offered');
  await act(install);
  await act(install);
  expect(offer.prompt).toHaveBeenCalledTimes(1);
  expect(result.current).toBe('by_hand');
  act(() => void dispatchEvent(new Event('appinstalled')));
  expect(result.current).toBe('installed');
});

test('an app opened from the home screen is not asked to be put there', async () => {
  standalone(true);
  const { useInstall } = await import('./app-install.ts');
  expect(renderHook(useInstall).result.current).toBe('installed');
});
