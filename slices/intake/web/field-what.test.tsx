// @vitest-environment jsdom
// Speaking instead of typing: what is heard stands behind what was typed; where nothing is heard, the officer
// reads why and how to go on, and nothing typed is lost.
import { QueryClientProvider } from '@tanstack/react-query';
import { act, cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useReducer } from 'react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { makeQueryClient } from '../../../platform/web/api/query-client.ts';
import { SpeakIn } from '../../../ui/words/language.tsx';
import { newReport, reduceReport } from './field-report.ts';
import { FieldWhat } from './field-what.tsx';

interface Heard {
  readonly results: readonly (readonly { readonly transcript: string }[])[];
}

/** A browser that listens; the test says what it hears. */
class Ear {
  static last: Ear;
  static cannotStart = false;
  onresult: ((heard: Heard) => void) | null = null;
  onerror: ((failed: { readonly error: string }) => void) | null = null;
  onend: (() => void) | null = null;
  constructor() {
    Ear.last = this;
  }
  start() {
    if (Ear.cannotStart) throw new Error('InvalidStateError');
  }
  stop() {
    this.onend?.();
  }
}

function Form() {
  const [report, tell] = useReducer(reduceReport, newReport('i'));
  const keeper = { own: { stars: [], used: [] }, star: () => undefined, use: () => undefined };
  return <FieldWhat report={report} items={undefined} keeper={keeper} tell={tell} />;
}

beforeEach(() => {
  Ear.cannotStart = false;
  vi.stubGlobal('webkitSpeechRecognition', Ear);
  vi.stubGlobal('fetch', async () => Response.json({ items: [], nextCursor: null }));
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

async function typeAndSpeak(): Promise<HTMLTextAreaElement> {
  render(
    <QueryClientProvider client={makeQueryClient()}>
      <SpeakIn language="zh">
        <Form />
      </SpeakIn>
    </QueryClientProvider>,
  );
  const words = screen.getByLabelText<HTMLTextAreaElement>('一句话说明');
  await userEvent.type(words, '井盖松动');
  await userEvent.click(screen.getByRole('button', { name: '语音输入' }));
  return words;
}

const fails = (error: string) =>
  act(() => {
    Ear.last.onerror?.({ error });
    Ear.last.onend?.();
  });

test('what is heard follows what was typed', async () => {
  const words = await typeAndSpeak();
  act(() => {
    Ear.last.onresult?.({ results: [[{ transcript: '路灯不亮' }]] });
    Ear.last.onend?.();
  });
  expect(words.value).toBe('井盖松动，路灯不亮');
  expect(screen.queryByRole('alert')).toBeNull();
});

test.each([
  ['not-allowed', /没有麦克风权限/],
  ['audio-capture', /没有找到麦克风/],
  ['network', /语音识别服务连不上/],
  ['service-not-allowed', /这台手机的浏览器不能语音输入/],
  ['language-not-supported', /这台手机的浏览器不能语音输入/],
  ['no-speech', /没有听清/],
])('after %s the officer reads why, is told to type, and keeps what was typed', async (error, why) => {
  const words = await typeAndSpeak();
  fails(error);
  const told = screen.getByRole('alert').textContent;
  expect(told).toMatch(why);
  expect(told).toContain('直接打字');
  expect(words.value).toBe('井盖松动');
  expect(screen.getByRole('button', { name: '语音输入' })).toBeTruthy();
});

test('a browser that offers to listen and can’t is told as such, and the button is free again', async () => {
  Ear.cannotStart = true;
  const words = await typeAndSpeak();
  expect(screen.getByRole('alert').textContent).toContain('不能语音输入');
  expect(screen.getByRole('button', { name: '语音输入' })).toBeTruthy();
  expect(words.value).toBe('井盖松动');
});

test('who stops it with a tap is told of no trouble', async () => {
  await typeAndSpeak();
  fails('aborted');
  expect(screen.queryByRole('alert')).toBeNull();
});
