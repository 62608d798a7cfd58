// @vitest-environment jsdom
// What was typed goes with the person: by the clipboard, or by hand where there is none.
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import { SpeakIn } from '../../../ui/words/language.tsx';
import { CopyWords } from './copy-words.tsx';

const WORDS = '13:25 退单 暴露垃圾\n产权属于铁路';
const show = () =>
  render(
    <SpeakIn language="zh">
      <CopyWords words={WORDS} />
    </SpeakIn>,
  );
const withClipboard = (clipboard: unknown) =>
  Object.defineProperty(navigator, 'clipboard', { value: clipboard, configurable: true });

afterEach(() => {
  cleanup();
  withClipboard(undefined);
});

test('one press puts the words on the clipboard and says so', async () => {
  const writeText = vi.fn(() => Promise.resolve());
  withClipboard({ writeText });
  show();
  fireEvent.click(screen.getByRole('button', { name: '复制文字' }));
  expect(await screen.findByText('已复制，可粘贴到别处')).toBeTruthy();
  expect(writeText).toHaveBeenCalledWith(WORDS);
});

test.each([
  ['there is no clipboard', undefined],
  ['the phone does not allow it', { writeText: () => Promise.reject(new Error('not allowed')) }],
])('where %s the words stand there to be selected', async (_, clipboard) => {
  withClipboard(clipboard);
  show();
  fireEvent.click(screen.getByRole('button', { name: '复制文字' }));
  const field = await screen.findByLabelText('这台手机不让应用复制，请长按选取');
  expect((field as HTMLTextAreaElement).value).toBe(WORDS);
});
