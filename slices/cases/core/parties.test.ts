// Who may act is data: what it is made of stands in one place each.
import { expect, test } from 'vitest';
import { OFFICERS } from '../../people/core/officers.ts';
import { PARTIES } from './parties.ts';

test('whoever walks the streets reports: the flow has no list of officers of its own', () => {
  expect(PARTIES.officer.who).toBe(OFFICERS);
});
