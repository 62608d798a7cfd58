// @vitest-environment jsdom
// Menus, choices and tabs by keyboard.
import { cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Select } from '../select/select.tsx';
import { Tabs } from '../tabs/tabs.tsx';
import { Menu } from './menu.tsx';

// jsdom has no CSS.escape; ids here are plain letters.
beforeEach(() => void vi.stubGlobal('CSS', { escape: (text: string) => text }));
afterEach(cleanup);

test('an action of a menu is reached with the arrow keys', async () => {
  const merge = vi.fn();
  const reject = vi.fn();
  render(<Menu label="更多操作" actions={[
    { id: 'm', label: '并案', keys: ['M'], onPress: merge },
    { id: 'r', label: '不予受理', onPress: reject },
  ]} />);
  await userEvent.tab();
  await userEvent.keyboard('{Enter}');
  await screen.findByRole('menuitem', { name: '并案' });
  await userEvent.keyboard('{ArrowDown}{Enter}');
  expect([merge.mock.calls.length, reject.mock.calls.length]).toEqual([0, 1]);
});

test('a choice tells its value', async () => {
  const chosen = vi.fn();
  render(<Select label="类别" value={null} placeholder="请选择" onChange={chosen}
    choices={[{ value: 'a', label: '垃圾' }, { value: 'b', label: '井盖' }]} />);
  await userEvent.click(screen.getByRole('button', { name: /类别/ }));
  await userEvent.click(await screen.findByRole('option', { name: '井盖' }));
  expect(chosen).toHaveBeenCalledWith('b');
});

test('tabs move with the arrow keys and show their content', async () => {
  render(<Tabs label="视图" items={[
    { id: 'a', label: '经过', total: 3, content: '上报' },
    { id: 'b', label: '地图', content: '一张图' },
  ]} />);
  await userEvent.tab();
  await userEvent.keyboard('{ArrowRight}');
  expect(screen.getByRole('tabpanel').textContent).toBe('一张图');
});
