// Real data to test and replay on, which may not be shipped: a folder beside the checkout, or where
// GRIDLOOP_SHARED says. Tests that need it are called `*.real.test.ts` and are only run where it is.
import { join } from 'node:path';
import { ROOT_FOLDER } from './folders.ts';

export const REAL_DATA_FOLDER = join(
  process.env.GRIDLOOP_SHARED ?? join(ROOT_FOLDER, '..', 'shared'),
  'data',
);
