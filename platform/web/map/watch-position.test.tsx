// @vitest-environment jsdom
// Where the phone is: asked for only when wanted, told once found, and why not where it is not.
import { act, cleanup, renderHook } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import { usePhonePlace } from './use-phone-place.ts';
import { type Fix, useWatchedPosition } from './watch-position.ts';

interface Asked {
  readonly tell: PositionCallback;
  readonly fail: PositionErrorCallback;
}

function device() {
  const asked: Asked[] = [];
  const cleared: number[] = [];
  const geolocation = {
    watchPosition: (tell: PositionCallback, fail: PositionErrorCallback) => asked.push({ tell, fail }),
    clearWatch: (watch: number) => void cleared.push(watch),
  };
  Object.defineProperty(navigator, 'geolocation', { value: geolocation, configurable: true });
  const found = (longitude: number, accuracy: number) => {
    const coords = { longitude, latitude: 29, accuracy };
    act(() => asked.at(-1)?.tell({ coords } as GeolocationPosition));
  };
  const fails = (code: number) =>
    act(() => asked.at(-1)?.fail({ code, PERMISSION_DENIED: 1 } as GeolocationPositionError));
  return { asked, cleared, found, fails };
}
const NOT_FOUND = 2;
const DENIED = 1;

afterEach(() => {
  cleanup();
  Reflect.deleteProperty(navigator, 'geolocation');
});

test('each fix is told; once found, a lost signal does not take it away, leave taken back does', () => {
  const { found, fails, cleared } = device();
  const fixes: Fix[] = [];
  const { result, unmount } = renderHook(() => useWatchedPosition(true, (fix) => fixes.push(fix)));
  expect(result.current).toBe('finding');
  fails(NOT_FOUND);
  expect(result.current).toBe('not_found');
  found(106, 0.2);
  fails(NOT_FOUND);
  expect(result.current).toBe('found');
  expect(fixes).toEqual([{ point: { lon: 106, lat: 29 }, accuracyMetres: 1 }]);
  fails(DENIED);
  expect(result.current).toBe('denied');
  unmount();
  expect(cleared).toHaveLength(1);
});

test('a map asks the device only when the person wants to be found', () => {
  const { asked, found } = device();
  const { result } = renderHook(() => usePhonePlace());
  expect([result.current.mode, asked.length]).toEqual(['off', 0]);
  act(() => result.current.find());
  expect([result.current.mode, asked.length]).toEqual(['finding', 1]);
  found(106, 7.6);
  expect(result.current).toMatchObject({ mode: 'found', point: { lon: 106, lat: 29 }, accuracyMetres: 8 });
});

test('a device that knows no place says so, and keeps nobody waiting', () => {
  const told = vi.fn();
  const { result } = renderHook(() => useWatchedPosition(true, told));
  expect(result.current).toBe('not_found');
  expect(told).not.toHaveBeenCalled();
});
