// @vitest-environment jsdom
// A place that came with the address of the form.
import { renderHook } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import { placeIn, usePlaceAsked } from './place-asked.ts';

const ID = '018bcfe5-680c-7000-8000-00000000000c';
afterEach(() => history.replaceState(null, '', '/'));

test('a place is a pin, a place with a thing is that thing', () => {
  expect(placeIn('?at=119.9401400,38.6467900')).toEqual({
    way: 'pin',
    point: { lon: 119.94014, lat: 38.64679 },
  });
  expect(placeIn(`?at=119.94,38.64&component=${ID}&name=路灯3681号&class=013700`)).toEqual({
    way: 'component',
    point: { lon: 119.94, lat: 38.64 },
    componentId: ID,
    name: '路灯3681号',
    classCode: '0137',
  });
});

test.each(['', '?at=', '?at=here', '?at=119.94', '?at=999,38', '?at=38.64,119.94', '?at=1e3,2'])(
  '%s is no place',
  (search) => {
    expect(placeIn(search)).toBeUndefined();
  },
);

test('what is no thing of ours is still a place', () => {
  expect(placeIn('?at=119.94,38.64&component=x&name=y')?.way).toBe('pin');
});

test('it is put once, again after a draft came back, and never after that', () => {
  history.replaceState(null, '', '/field/report?at=119.94,38.64');
  const put = vi.fn();
  const { rerender } = renderHook(({ isRestored }) => usePlaceAsked(isRestored, put), {
    initialProps: { isRestored: false },
  });
  expect(put).toHaveBeenCalledTimes(1);
  rerender({ isRestored: true });
  expect(put).toHaveBeenCalledTimes(2);
  rerender({ isRestored: false });
  rerender({ isRestored: true });
  expect(put).toHaveBeenCalledTimes(2);
});
