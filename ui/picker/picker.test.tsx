// @vitest-environment jsdom
// Picking one of very many by typing: what is typed decides, never what happened to be listed before.
import { act, cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { afterEach, expect, test } from 'vitest';
import { type Option, Picker } from './picker.tsx';

const ALL: readonly Option[] = [
  { id: 'district', label: '区指挥中心' },
  { id: 'street', label: '街道指挥中心' },
];
let answer: (options: readonly Option[]) => void = () => undefined;
let picked: (string | undefined)[] = [];

function Units({ isBusyFirst }: { isBusyFirst: boolean }) {
  const [found, setFound] = useState({ options: ALL, isBusy: false });
  answer = (options) => setFound({ options, isBusy: false });
  return (
    <Picker
      label="责任单位"
      value={null}
      options={found.options}
      isBusy={found.isBusy}
      onSearch={(text) => text !== '' && isBusyFirst && setFound({ options: ALL, isBusy: true })}
      onChange={(one) => picked.push(one?.id)}
    />
  );
}

afterEach(() => {
  cleanup();
  picked = [];
});

test('Enter takes the first that is listed', async () => {
  render(<Units isBusyFirst={false} />);
  await userEvent.type(screen.getByRole('combobox'), '中心{ArrowDown}{Enter}');
  expect(picked).toEqual(['street']);
});

test('Enter before the answer is there waits for it, and takes nothing of earlier words', async () => {
  render(<Units isBusyFirst />);
  await userEvent.type(screen.getByRole('combobox'), '街道{Enter}');
  expect(picked).toEqual([]);
  act(() => answer([{ id: 'street', label: '街道指挥中心' }]));
  expect(picked).toEqual(['street']);
});

test('Enter on words that find nothing chooses nothing', async () => {
  render(<Units isBusyFirst />);
  await userEvent.type(screen.getByRole('combobox'), '没有这个{Enter}');
  act(() => answer([]));
  expect(picked).toEqual([]);
  expect(await screen.findByText('没有找到，换个词试试')).toBeTruthy();
});

test('whoever pressed Enter and went on to the next field has chosen all the same', async () => {
  render(<Units isBusyFirst />);
  await userEvent.type(screen.getByRole('combobox'), '街道{Enter}');
  await userEvent.tab();
  act(() => answer([{ id: 'street', label: '街道指挥中心' }]));
  expect(picked).toEqual(['street']);
});

test('the form is not sent by Ctrl and Enter while what was chosen is still on its way', async () => {
  let sent = 0;
  render(
    // biome-ignore lint/a11y/noStaticElementInteractions: stands for a form that listens for its key
    <div
      onKeyDown={(event) => {
        if (event.key === 'Enter' && event.ctrlKey) sent += 1;
      }}
    >
      <Units isBusyFirst />
    </div>,
  );
  await userEvent.type(screen.getByRole('combobox'), '街道{Enter}{Control>}{Enter}{/Control}');
  expect(sent).toBe(0);
  act(() => answer([{ id: 'street', label: '街道指挥中心' }]));
  expect(picked).toEqual(['street']);
  await userEvent.keyboard('{Control>}{Enter}{/Control}');
  expect(sent).toBe(1);
});
