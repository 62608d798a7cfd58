// @vitest-environment node
// What the phone offers instead of a search.
import { expect, test } from 'vitest';
import { DAY } from '../../../kernel/duration.ts';
import { toIso } from '../../../kernel/instant.ts';
import { cityIn, directory, PEOPLE, UNITS } from '../core/test-city.ts';
import { colleaguesFor, extrasFor, reviewIn, superiorsFor, unitsBelowFor } from './field-choices.ts';
import { refusalWords } from './refusal-words.ts';

const everyone = Object.values(PEOPLE);
const names = (people: readonly { readonly name: string }[]) => people.map(({ name }) => name);

test('colleagues are those whom the core would let take it over, without whoever has it', () => {
  const { open } = cityIn('handling');
  expect(names(colleaguesFor(open, everyone, directory))).toEqual(['环卫经理']);
  for (const person of colleaguesFor(open, everyone, directory)) {
    const city = cityIn('handling');
    expect(city.do('handler', 'hand_over', { personId: person.personId })).toBeUndefined();
  }
});

test('superiors are proposed: the centre in charge, those above it, never the holder itself', () => {
  const { open } = cityIn('handling');
  const proposed = superiorsFor(open, PEOPLE.handler.posts, directory);
  expect(names(proposed)).toEqual(['高新区分中心', '区指挥中心']);
  const atCentre = cityIn('accepted').open;
  expect(superiorsFor(atCentre, PEOPLE.streetDispatcher.posts, directory)).not.toContain(UNITS.street);
});

test('a sub-centre is offered its own units that serve the place', () => {
  const city = cityIn('accepted');
  city.do('streetDispatcher', 'dispatch', { unitId: UNITS.branch.id, reason: '归市政' });
  expect(unitsBelowFor(city.open, directory)).toEqual([UNITS.crew]);
});

test('more time comes in the limit’s own kind; a review is on a morning', () => {
  const { open } = cityIn('handling');
  expect(extrasFor(open).every(({ kind }) => kind.startsWith('working'))).toBe(true);
  const natural = open.clock && { ...open.clock, limit: { kind: 'natural_hours' as const, amount: 4 } };
  expect(extrasFor({ ...open, clock: natural }).every(({ kind }) => kind.startsWith('natural'))).toBe(true);
  const now = Date.parse('2026-08-05T22:30:00+08:00');
  expect(toIso(reviewIn(7, now))).toBe('2026-08-12T01:00:00.000Z');
  expect(reviewIn(1, now) - now).toBeLessThan(DAY);
});

test('a refusal of the core is told in the words of the server, with the field as the form names it', () => {
  const fields = [{ name: 'words', type: 'text', zh: '说明', en: 'words', isRequired: false }];
  const missing = { refused: true as const, code: 'cases.field_missing', data: { field: 'words' } };
  expect(refusalWords(missing, 'zh', fields)).toBe('请填写“说明”。');
  expect(refusalWords({ refused: true, code: 'cases.second_person', data: { kind: 'extend' } }, 'en')).toBe(
    'Another person must answer this (extend).',
  );
});
