// A person's own keys: one key, one meaning, and nothing that the page itself needs.
import { expect, test } from 'vitest';
import { capFor, faultOf, keyOf, NO_CHANGES, readKeyMap, withKey } from './key-map.ts';
import { DESK_KEYS } from './triage-keys.ts';

test('no two rows of the desk have the same key', () => {
  const keys = DESK_KEYS.map((row) => row.key);
  expect(new Set(keys).size).toBe(keys.length);
});

test('a key of my own takes the place of the default, and the default again leaves nothing behind', () => {
  const map = withKey(NO_CHANGES, 'merge', 'h');
  expect(keyOf(map, 'merge')).toBe('h');
  expect(capFor(map, 'merge')).toBe('H');
  expect(keyOf(map, 'reject')).toBe('r');
  expect(withKey(map, 'merge', 'm')).toEqual({});
});

test('a key that another row has is told with that row, and is free once the row has moved away', () => {
  expect(faultOf(NO_CHANGES, 'merge', 'r')).toMatchObject({ kind: 'taken', by: { id: 'reject' } });
  const moved = withKey(NO_CHANGES, 'reject', 'h');
  expect(faultOf(moved, 'merge', 'r')).toBeUndefined();
  expect(faultOf(moved, 'merge', 'h')).toMatchObject({ kind: 'taken', by: { id: 'reject' } });
});

test('digits, G and the keys of the page stay what they are', () => {
  for (const key of ['1', 'g', 'Escape', 'Enter', 'Tab', 'ArrowDown', 'F5'])
    expect(faultOf(NO_CHANGES, 'merge', key)).toEqual({ kind: 'reserved' });
});

test('a chord is as good as a letter, but not one that the browser or the page keeps', () => {
  const map = withKey(NO_CHANGES, 'merge', 'Alt+d');
  expect(faultOf(NO_CHANGES, 'merge', 'Alt+d')).toBeUndefined();
  expect(faultOf(NO_CHANGES, 'merge', 'Ctrl+Shift+d')).toBeUndefined();
  expect(capFor(map, 'merge')).toBe('Alt+D');
  expect(readKeyMap({ merge: 'Alt+d' })).toEqual(map);
  expect(faultOf(map, 'reject', 'Alt+d')).toMatchObject({ kind: 'taken', by: { id: 'merge' } });
  for (const key of ['Ctrl+w', 'Ctrl+t', 'Ctrl+n', 'Ctrl+Shift+n', 'Ctrl+c', 'Ctrl+1', 'Alt+F4', 'Ctrl+Tab'])
    expect(faultOf(NO_CHANGES, 'merge', key), key).toEqual({ kind: 'browser' });
  for (const key of ['Ctrl+k', 'Ctrl+Enter'])
    expect(faultOf(NO_CHANGES, 'merge', key), key).toEqual({ kind: 'reserved' });
});

test('what was kept by another version is read with care', () => {
  expect(readKeyMap(undefined)).toEqual({});
  expect(readKeyMap({ merge: 'h', gone: 'q', reject: 7, palette: 'z' })).toEqual({ merge: 'h' });
  expect(readKeyMap({ merge: 'r' })).toEqual({});
  expect(readKeyMap({ merge: 'r', reject: 'm' })).toEqual({ merge: 'r', reject: 'm' });
});
