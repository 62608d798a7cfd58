// What a report notes of the officers' shift: the calendar as it stands when it comes in.
import { expect, test } from 'vitest';
import { at, City, REPORT_BODY } from './test-city.ts';

const noted = (when: string) => {
  const city = new City();
  city.now = at(when);
  city.do('inspector', 'report', REPORT_BODY);
  return city.steps[0]?.body['isInShift'];
};

test('a report notes whether officers were at work: not at noon, at night, on a Sunday or a holiday', () => {
  expect(noted('2026-08-05 09:30')).toBe(true);
  for (const when of ['2026-08-05 12:30', '2026-08-05 20:00', '2026-08-09 10:00', '2026-10-01 10:00'])
    expect(noted(when), when).toBe(false);
});

test('nothing but a report notes it', () => {
  const city = new City();
  city.do('inspector', 'report', REPORT_BODY);
  city.do('streetDispatcher', 'accept');
  expect(city.steps.map(({ body }) => 'isInShift' in body)).toEqual([true, false]);
});
