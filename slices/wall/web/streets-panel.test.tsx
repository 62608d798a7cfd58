// @vitest-environment jsdom
// The legend of lamps says what it counts.
import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { FIGURES } from '../../cases/core/figures.ts';
import { LampLegend } from './streets-panel.tsx';

afterEach(cleanup);

const areaPath = '990101';
const lamps = { red: 20_000, orange: 0, yellow: 0, green: 30_000, paused: 0 };

test('a wall on which more is open than is read at once says how many its lamps count', () => {
  render(<LampLegend now={{ areaPath, lamps, isMore: true }} />);
  expect(screen.getByText(/只计其中 50,000 件/)).toBeTruthy();
});

test('a wall that counts them all says nothing of it', () => {
  render(<LampLegend now={{ areaPath, lamps, isMore: false }} />);
  expect(screen.queryByText(/只计其中/)).toBeNull();
});

test('each lamp of the legend opens the list of its cases, under the name that the list has', () => {
  render(<LampLegend now={{ areaPath, lamps, isMore: false }} />);
  const link = screen.getByRole('link', { name: /红灯.*20,000/ });
  expect(FIGURES.find(({ id }) => id === 'red')?.zh).toBe('红灯');
  expect(link.getAttribute('href')).toBe('/command/cases?lamp=red&areaPath=990101');
});
