// Who may watch a wall, direct it, arrange it, and let machines before it.
import type { PolicyRow, Role } from '../../../kernel/rights.ts';

const STEERING: readonly Role[] = ['administrator', 'dispatcher', 'leader'];

export const wallPolicy: readonly PolicyRow[] = [
  {
    operation: 'wall.watch',
    who: ['leader', 'dispatcher', 'analyst', 'administrator', 'device'],
    scope: 'own_area',
    why: 'whoever sees every case of an area may see its wall; a machine that was let in may do only this',
  },
  {
    operation: 'wall.direct',
    who: STEERING,
    scope: 'own_area',
    why: 'whoever steers an area chooses what its wall shows, in which order and for how long',
  },
  {
    operation: 'wall.arrange',
    who: ['administrator'],
    scope: 'own_area',
    why: 'scenes, layouts and places for video are set up once, by whoever sets up the area',
  },
  {
    operation: 'wall.pair',
    who: ['public'],
    scope: 'anywhere',
    why: 'a machine that nobody has let in yet asks for a code; the code alone opens nothing',
  },
  {
    operation: 'wall.let_in',
    who: ['administrator', 'dispatcher'],
    scope: 'own_area',
    why: 'whoever stands before the wall and works in the area lets its machine in, and answers for it',
  },
  {
    operation: 'wall.list_screens',
    who: STEERING,
    scope: 'own_area',
    why: 'which machines watch an area is never hidden from those who steer it',
  },
  {
    operation: 'wall.send_away',
    who: ['administrator', 'dispatcher'],
    scope: 'own_area',
    why: 'whoever may let a machine in may also send it away',
  },
];
