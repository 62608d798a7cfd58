// @vitest-environment jsdom
// A lamp can be read without its colour.
import { cleanup, render } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { MINUTE } from '../../kernel/duration.ts';
import { SpeakIn } from '../words/language.tsx';
import { Lamp, LAMP_SHAPES, LAMPS } from './lamp.tsx';

afterEach(cleanup);

test('each lamp has a shape of its own', () => {
  expect(new Set(LAMPS.map((lamp) => LAMP_SHAPES[lamp])).size).toBe(LAMPS.length);
});

test('outside working time it says that the limit rests, and until when', () => {
  const resting = {
    lamp: 'yellow',
    remainingMs: 15 * MINUTE,
    isWorkingTime: true,
    restsUntil: '周一 09:00',
  } as const;
  const { container } = render(<Lamp {...resting} />);
  expect(container.textContent).toContain('时限暂歇，周一 09:00 继续');
});

test('in a row of a list before nine it is seen, not only read aloud, that the limit rests', () => {
  const resting = { lamp: 'green', remainingMs: 15 * MINUTE, restsUntil: '09:00' } as const;
  const { getByText } = render(<Lamp {...resting} isShort />);
  expect(getByText('还剩 15 分钟')).toBeTruthy();
  expect(getByText('时限暂歇，09:00 继续').className).not.toContain('gl-unseen');
});

test.each([
  ['yellow', 95 * MINUTE, '临期还剩 1 小时 35 分', 'Due soon1 h 35 min left'],
  ['red', -35 * MINUTE, '超时超时 35 分钟', 'Overdue35 min late'],
  ['red', 0, '超时超时 不到 1 分钟', 'Overdueunder a minute late'],
  ['paused', undefined, '已暂停', 'Paused'],
] as const)('%s says its word and the time left', (lamp, remainingMs, zh, en) => {
  const props = remainingMs === undefined ? { lamp } : { lamp, remainingMs };
  const { container, rerender } = render(<Lamp {...props} />);
  expect(container.textContent).toBe(zh);
  rerender(
    <SpeakIn language="en">
      <Lamp {...props} isShort />
    </SpeakIn>,
  );
  expect(container.textContent).toBe(en);
});
