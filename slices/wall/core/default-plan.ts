// The wall of a district that has not arranged its own: four scenes for both sizes, and four places for
// video that wait for a stream.
import type { Panel, Placed, Plan, Scene } from './plan.ts';

/** panel, then column, row, columns, rows. */
type Row = readonly [Panel, number, number, number, number];
const placed = (rows: readonly Row[]): readonly Placed[] =>
  rows.map(([panel, column, row, columns, rowsHigh]) => ({ panel, column, row, columns, rows: rowsHigh }));

const today: Scene = {
  code: 'today',
  zh: '今日运行',
  en: 'Today',
  seconds: 60,
  isInTurn: true,
  isFocus: false,
  layouts: {
    standard: placed([
      ['figures', 1, 1, 12, 2],
      ['streets', 1, 3, 3, 10],
      ['map', 4, 3, 6, 6],
      ['running', 10, 3, 3, 10],
      ['indicators', 4, 9, 6, 4],
    ]),
    wide: placed([
      ['figures', 1, 1, 12, 2],
      ['streets', 1, 3, 2, 10],
      ['map', 3, 3, 4, 10],
      ['running', 7, 3, 2, 10],
      ['indicators', 9, 3, 2, 10],
      ['video', 11, 3, 2, 10],
    ]),
  },
};

const storm: Scene = {
  code: 'storm',
  zh: '应急调度',
  en: 'Emergency',
  seconds: 300,
  isInTurn: false,
  isFocus: false,
  layouts: {
    standard: placed([
      ['map', 1, 1, 7, 10],
      ['figures', 1, 11, 12, 2],
      ['running', 8, 1, 5, 5],
      ['video', 8, 6, 5, 5],
    ]),
    wide: placed([
      ['figures', 1, 1, 12, 2],
      ['map', 1, 3, 5, 10],
      ['streets', 6, 3, 2, 10],
      ['running', 8, 3, 2, 10],
      ['video', 10, 3, 3, 10],
    ]),
  },
};

const weekly: Scene = {
  code: 'weekly',
  zh: '对比去年',
  en: 'Against last year',
  seconds: 30,
  isInTurn: true,
  isFocus: false,
  layouts: {
    standard: placed([
      ['indicators', 1, 1, 8, 12],
      ['figures', 9, 1, 4, 6],
      ['streets', 9, 7, 4, 6],
    ]),
    wide: placed([
      ['indicators', 1, 1, 6, 12],
      ['figures', 7, 1, 2, 12],
      ['streets', 9, 1, 2, 12],
      ['running', 11, 1, 2, 12],
    ]),
  },
};

const street: Scene = {
  code: 'street',
  zh: '镇街聚焦',
  en: 'One street',
  seconds: 30,
  isInTurn: true,
  isFocus: true,
  layouts: {
    standard: placed([
      ['figures', 1, 1, 12, 2],
      ['map', 1, 3, 6, 10],
      ['streets', 7, 3, 3, 10],
      ['running', 10, 3, 3, 10],
    ]),
    wide: placed([
      ['figures', 1, 1, 12, 2],
      ['map', 1, 3, 5, 10],
      ['streets', 6, 3, 2, 10],
      ['running', 8, 3, 2, 10],
      ['indicators', 10, 3, 3, 10],
    ]),
  },
};

const waiting = (n: number) =>
  ({ zh: `视频点位 ${n}`, en: `Camera ${n}`, kind: 'hls', address: null }) as const;

export const DEFAULT_PLAN: Plan = {
  scenes: [today, storm, weekly, street],
  videos: [waiting(1), waiting(2), waiting(3), waiting(4)],
};
