// @vitest-environment jsdom
// The legend of lamps says what it counts.
import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { LampLegend } from './streets-panel.tsx';

afterEach(cleanup);

const lamps = { red: 20_000, orange: 0, yellow: 0, green: 30_000, paused: 0 };

test('a wall on which more is open than is read at once says how many its lamps count', () => {
  render(<LampLegend lamps={lamps} isMore />);
  expect(screen.getByText(/只计其中 50,000 件/)).toBeTruthy();
});

test('a wall that counts them all says nothing of it', () => {
  render(<LampLegend lamps={lamps} isMore={false} />);
  expect(screen.queryByText(/只计其中/)).toBeNull();
});
