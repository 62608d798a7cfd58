// @vitest-environment jsdom
// Single keys act on the screen and rest where letters belong to someone else.
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import { SingleKeysContext } from './single-keys.ts';
import { keyName } from './key-name.ts';
import { useChords, useCtrlKey } from './use-chords.ts';
import { useKeys } from './use-keys.ts';

afterEach(cleanup);

function Screen({
  act,
  move,
  hasDialog = false,
}: {
  act: () => void;
  move: () => void;
  hasDialog?: boolean;
}) {
  useKeys({ a: { run: act }, j: { run: move, repeats: true } });
  return (
    <>
      <button type="button">按钮</button>
      <input aria-label="words" />
      <input aria-label="tick" type="checkbox" />
      {hasDialog ? (
        <div role="dialog" aria-label="over">
          x
        </div>
      ) : null}
    </>
  );
}

function setUp(hasDialog = false) {
  const act = vi.fn();
  const move = vi.fn();
  render(<Screen act={act} move={move} hasDialog={hasDialog} />);
  return { act, move };
}

test('a key acts wherever the focus is, but not inside an input', () => {
  const { act } = setUp();
  fireEvent.keyDown(document.body, { key: 'a' });
  fireEvent.keyDown(screen.getByRole('button'), { key: 'A' });
  fireEvent.keyDown(screen.getByLabelText('tick'), { key: 'a' });
  expect(act).toHaveBeenCalledTimes(3);
  fireEvent.keyDown(screen.getByLabelText('words'), { key: 'a' });
  expect(act).toHaveBeenCalledTimes(3);
});

test('a key is dead while an input method composes', () => {
  const { act } = setUp();
  fireEvent.keyDown(document.body, { key: 'a', isComposing: true });
  fireEvent.keyDown(document.body, { key: 'a', keyCode: 229 });
  expect(act).not.toHaveBeenCalled();
});

test('with Ctrl, Alt or Meta it is the browser’s', () => {
  const { act } = setUp();
  for (const held of [{ ctrlKey: true }, { altKey: true }, { metaKey: true }]) {
    fireEvent.keyDown(document.body, { key: 'a', ...held });
  }
  expect(act).not.toHaveBeenCalled();
});

test('a chord is known by the letters on its keys, on a Mac too, and is no single key', () => {
  expect(keyName({ key: 'D', code: 'KeyD', ctrlKey: true, shiftKey: true })).toBe('Ctrl+Shift+d');
  expect(keyName({ key: '∂', code: 'KeyD', altKey: true })).toBe('Alt+d');
  expect(keyName({ key: 'a', code: 'KeyQ', metaKey: true })).toBe('Ctrl+a');
  expect(keyName({ key: '?', code: 'Slash', shiftKey: true })).toBe('?');
});

test('held down, moving goes on and acting does not', () => {
  const { act, move } = setUp();
  fireEvent.keyDown(document.body, { key: 'a', repeat: true });
  fireEvent.keyDown(document.body, { key: 'j', repeat: true });
  expect(act).not.toHaveBeenCalled();
  expect(move).toHaveBeenCalledOnce();
});

test('a dialog over the screen takes the keys', () => {
  const { act } = setUp(true);
  fireEvent.keyDown(document.body, { key: 'a' });
  expect(act).not.toHaveBeenCalled();
});

type Did = Readonly<Record<'letter' | 'esc' | 'way' | 'palette', () => void>>;

function Ways({ letter, esc, way, palette }: Did) {
  useKeys({ a: { run: letter }, Escape: { run: esc } });
  useChords('g', { c: way });
  useCtrlKey('k', palette);
  return null;
}

test('with single keys off no letter acts, said or hit by accident; Ctrl K and Esc still do', () => {
  const did = { letter: vi.fn(), esc: vi.fn(), way: vi.fn(), palette: vi.fn() };
  const say = () => {
    for (const key of ['a', 'g', 'c', 'Escape']) fireEvent.keyDown(document.body, { key });
    fireEvent.keyDown(document.body, { key: 'k', ctrlKey: true });
  };
  const shell = (isOn: boolean) => (
    <SingleKeysContext value={isOn}>
      <Ways {...did} />
    </SingleKeysContext>
  );
  const { rerender } = render(shell(false));
  say();
  expect(did.letter).not.toHaveBeenCalled();
  expect(did.way).not.toHaveBeenCalled();
  expect(did.esc).toHaveBeenCalledOnce();
  expect(did.palette).toHaveBeenCalledOnce();
  rerender(shell(true));
  say();
  expect(did.letter).toHaveBeenCalledOnce();
  expect(did.way).toHaveBeenCalledOnce();
});
