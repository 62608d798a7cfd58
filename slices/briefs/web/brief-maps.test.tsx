// @vitest-environment jsdom
// The maps of a brief: told in words to whoever does not see them, and nothing on them takes the keyboard.
import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import type { BriefMap } from '../core/brief-map.ts';
import { MapsOf } from './brief-maps.tsx';

afterEach(cleanup);

const map: BriefMap = {
  width: 1_000,
  height: 700,
  fontSize: 26,
  areas: [
    { key: 'a', name: '南城街道', path: 'M8 8L500 8L500 692L8 692Z' },
    { key: 'b', name: '车站社区', path: 'M500 8L520 8L520 28L500 28Z' },
  ],
  labels: [
    { text: '南城街道', x: 250, y: 350 },
    { text: '1', x: 560, y: 60, lineTo: { x: 510, y: 18 } },
  ],
  numbers: [{ text: '1', name: '车站社区' }],
  views: [
    {
      title: '各区域上报件数',
      legend: [
        { shade: 1, text: '0 件' },
        { shade: 5, text: '4 件' },
      ],
      shades: [5, 1],
      values: ['4 件', '0 件'],
    },
  ],
  note: '老城街道的边界已调整，共 3 件没有画在图上。',
};

test('a map says in words what it shows, its numbers have names, and what is not on it is told', () => {
  const { container } = render(<MapsOf map={map} />);
  const told = '各区域上报件数。4 件：南城街道；0 件：车站社区。';
  const drawn = screen.getByRole('img', { name: told });
  const shapes = [...drawn.querySelectorAll('path')];
  expect(shapes.map((shape) => shape.getAttribute('d'))).toEqual(map.areas.map(({ path }) => path));
  expect(shapes.map((shape) => shape.dataset.shade)).toEqual(['5', '1']);
  expect([...drawn.querySelectorAll('text')].map((text) => text.textContent)).toEqual(['南城街道', '1']);
  expect(screen.getByText('1 车站社区')).toBeTruthy();
  expect(screen.getByText(/老城街道的边界已调整/)).toBeTruthy();
  expect(screen.getAllByRole('listitem').map((item) => item.textContent)).toEqual(['0 件', '4 件']);
  expect(container.querySelector('[tabindex], a, button')).toBeNull();
});
