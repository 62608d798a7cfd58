// @vitest-environment jsdom
// A running case on the wall is called and measured as on the desk.
import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { MINUTE } from '../../../kernel/duration.ts';
import { toIso } from '../../../kernel/instant.ts';
import { SpeakIn } from '../../../ui/words/language.tsx';
import type { WallNow } from '../core/contract.ts';
import { RunningPanel } from './running-panel.tsx';

afterEach(cleanup);

const row: WallNow['running'][number] = {
  id: '019a0000-0000-7000-8000-000000000001',
  number: '9901012026112200000001',
  itemName: null,
  itemNameEn: null,
  place: '汐桥街道',
  placeEn: 'Xiqiao',
  stateZh: '待受理',
  stateEn: 'reported',
  lamp: 'red',
  remainingMs: -35 * MINUTE,
  isWorkingTime: true,
  severity: 'normal',
  createdAt: toIso(0),
  updatedAt: toIso(0),
};
const now = { running: [row] } as unknown as WallNow;

test('a case without an item has the desk’s name for that on the wall, too', () => {
  render(<RunningPanel now={now} />);
  expect(screen.getByText('尚未确定细类')).toBeTruthy();
  cleanup();
  render(
    <SpeakIn language="en">
      <RunningPanel now={now} />
    </SpeakIn>,
  );
  expect(screen.getByText('No item yet')).toBeTruthy();
});

test('late by working time is called so on the wall', () => {
  render(<RunningPanel now={now} />);
  expect(screen.getByText('超时 35 工作分钟')).toBeTruthy();
});
