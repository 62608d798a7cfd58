// @vitest-environment jsdom
// The menu of the command desk, where the window has no room for its ways: opened and closed by its button,
// closed by Escape and by going somewhere. Whether it is folded at all is the style sheet's to say.
import { cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, test } from 'vitest';
import { SpeakIn } from '../words/language.tsx';
import { CommandFrame, type Way } from './frame.tsx';

afterEach(cleanup);

const ways = (at: string): Way[] =>
  ['/triage', '/cases'].map((href) => ({ href, label: href, icon: 'cases', isCurrent: href === at }));
const frame = (at: string) => (
  <SpeakIn language="zh">
    <CommandFrame ways={ways(at)} foot={<p>陈杰</p>}>
      <h1>案件</h1>
    </CommandFrame>
  </SpeakIn>
);

test('the menu opens by its button and closes by Escape, which gives the focus back', async () => {
  render(frame('/triage'));
  const button = screen.getByRole('button', { name: '菜单' });
  expect(button.getAttribute('aria-expanded')).toBe('false');
  await userEvent.click(button);
  expect(button.getAttribute('aria-expanded')).toBe('true');
  expect(document.getElementById(button.getAttribute('aria-controls') ?? '')?.textContent).toContain('陈杰');
  screen.getByRole('link', { name: '/cases' }).focus();
  await userEvent.keyboard('{Escape}');
  expect(button.getAttribute('aria-expanded')).toBe('false');
  expect(document.activeElement).toBe(button);
});

test('whoever went where the menu leads finds it closed', async () => {
  const { rerender } = render(frame('/triage'));
  const button = screen.getByRole('button', { name: '菜单' });
  await userEvent.click(button);
  rerender(frame('/cases'));
  expect(button.getAttribute('aria-expanded')).toBe('false');
});
