// @vitest-environment jsdom
// Typing finds, the arrows walk, Enter chooses, and an input method keeps its keys.
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { initialsOf } from './initials.ts';
import { fitOf, fitting } from './match.ts';
import { Palette, type PaletteGroup } from './palette.tsx';

// jsdom has no CSS.escape; ids here are plain letters.
beforeEach(() => void vi.stubGlobal('CSS', { escape: (text: string) => text }));
afterEach(cleanup);

test('the initials of what is on the desk are as people speak them', () => {
  expect(initialsOf('受理派遣')).toBe('slpq');
  expect(initialsOf('上报上级')).toBe('sbsj');
  expect(initialsOf('督办')).toBe('db');
  expect(initialsOf('案件列表')).toBe('ajlb');
  expect(initialsOf('地图 Map')).toBe('dtmap');
  expect(initialsOf('代为上报')).toBe('dwsb');
  expect(initialsOf('通知')).toBe('tz');
  expect(initialsOf('环卫中心')).toBe('hwzx');
});

test('words, beginnings, initials and letters in order fit, in this order', () => {
  const named = (zh: string, en: string) => ({ names: [zh, en] });
  const all = [named('案件', 'Cases'), named('结案', 'Close'), named('上报上级', 'Escalate')];
  expect(fitting('case', all)[0]).toBe(all[0]);
  expect(fitting('ja', all)[0]).toBe(all[1]);
  expect(fitting('sbsj', all)).toEqual([all[2]]);
  expect(fitting('上级', all)).toEqual([all[2]]);
  expect(fitting('esclt', all)).toEqual([all[2]]);
  expect(fitOf('上报 没有', named('上报上级', 'Escalate'))).toBeUndefined();
  expect(fitting('', all)).toEqual(all);
});

test('a name that is spoken otherwise says so itself', () => {
  expect(fitOf('ck', { names: ['重开'], initials: 'ck' })).toBeGreaterThan(0);
});

const GROUPS: readonly PaletteGroup[] = [
  {
    id: 'do',
    title: '命令',
    rows: [
      { id: 'a', label: '受理', keys: ['A'] },
      { id: 'm', label: '并案' },
    ],
  },
  { id: 'cases', title: '案件', rows: [{ id: 'c', label: '积存垃圾', hint: '2026' }] },
];

function Held({ onChoose, onClose }: { onChoose: (id: string) => void; onClose: () => void }) {
  const [text, setText] = useState('');
  const groups = text === '' ? GROUPS : GROUPS.slice(1);
  return <Palette label="查找" {...{ text, groups, onChoose, onClose }} onText={setText} />;
}

test('the arrows go over the groups, stop at the ends, and Enter chooses', async () => {
  const [onChoose, onClose] = [vi.fn(), vi.fn()];
  render(<Held onChoose={onChoose} onClose={onClose} />);
  const box = screen.getByRole('combobox');
  expect(document.activeElement).toBe(box);
  const current = () => document.getElementById(box.getAttribute('aria-activedescendant') ?? '')?.textContent;
  expect(current()).toContain('受理');
  await userEvent.keyboard('{ArrowDown}{ArrowDown}{ArrowDown}');
  expect(current()).toContain('积存垃圾');
  await userEvent.keyboard('{Enter}');
  expect(onChoose).toHaveBeenCalledWith('c');
  await userEvent.keyboard('x');
  expect(current()).toContain('积存垃圾');
  expect(screen.getByRole('status').textContent).toBe('1 项');
});

test('while an input method composes Enter and Esc are its own', () => {
  const [onChoose, onClose] = [vi.fn(), vi.fn()];
  render(<Held onChoose={onChoose} onClose={onClose} />);
  const box = screen.getByRole('combobox');
  fireEvent.keyDown(box, { key: 'Enter', isComposing: true });
  fireEvent.keyDown(box, { key: 'Enter', keyCode: 229 });
  fireEvent.keyDown(box, { key: 'Escape', isComposing: true });
  expect(onChoose).not.toHaveBeenCalled();
  expect(onClose).not.toHaveBeenCalled();
  fireEvent.keyDown(box, { key: 'Escape' });
  expect(onClose).toHaveBeenCalledOnce();
});

test('a refused search says why where the number of hits stands', () => {
  const props = { text: '4321', groups: [], onText: vi.fn(), onChoose: vi.fn(), onClose: vi.fn() };
  render(<Palette label="查找" {...props} refusal="一小时内最多按 60 个不同的电话号码查找" />);
  expect(screen.getByRole('status').textContent).toBe('一小时内最多按 60 个不同的电话号码查找');
});
