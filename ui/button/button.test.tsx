// @vitest-environment jsdom
// A busy button keeps its focus and does nothing twice.
import { cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, test, vi } from 'vitest';
import { Button } from './button.tsx';

afterEach(cleanup);

test('a press counts once; while busy it counts nothing and the focus stays', async () => {
  const press = vi.fn();
  const { rerender } = render(<Button onClick={press}>派遣</Button>);
  await userEvent.click(screen.getByRole('button', { name: '派遣' }));
  rerender(<Button onClick={press} isBusy>派遣</Button>);
  const button = screen.getByRole('button', { name: '派遣' });
  await userEvent.click(button);
  expect(press).toHaveBeenCalledTimes(1);
  expect(document.activeElement).toBe(button);
  expect(button.getAttribute('aria-busy')).toBe('true');
});

test('a busy submit button does not send its form', async () => {
  const submit = vi.fn((event: { preventDefault: () => void }) => event.preventDefault());
  render(<form onSubmit={submit}><Button type="submit" isBusy>登录</Button></form>);
  await userEvent.click(screen.getByRole('button', { name: '登录' }));
  expect(submit).not.toHaveBeenCalled();
});

test('an icon alone has a name, and a key is announced', () => {
  render(<Button icon="close" label="关闭" shortcut="Escape" />);
  expect(screen.getByRole('button', { name: '关闭' }).getAttribute('aria-keyshortcuts')).toBe('Escape');
});
