// A phone decides by a file that hides who reported: for every reader it must decide as the server does.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { HOUR, MINUTE } from '../../../kernel/duration.ts';
import type { Actor } from '../../../kernel/rights.ts';
import { abilities } from './abilities.ts';
import { decide } from './decide.ts';
import { standardFlow } from './flows/standard.ts';
import { phoneFile, shiftOf } from './shift.ts';
import { type City, cityIn, PEOPLE, type PersonName, photo, UNITS } from './test-city.ts';

const STATES = Object.keys(standardFlow.states);
const NAMES = Object.keys(PEOPLE) as PersonName[];
const VERIFIERS = ['inspector', 'reporter', 'centre'] as const;

function sameFor(city: City, actor: Actor): number {
  const context = city.context(actor);
  const known = abilities(standardFlow, city.open, context);
  expect(abilities(standardFlow, phoneFile(city.open, actor), context)).toEqual(known);
  return known.length;
}

test('in every state, for everybody, whoever verifies: it offers what the server offers', () => {
  let offered = 0;
  for (const state of STATES) {
    for (const verification of VERIFIERS) {
      const city = cityIn(state === 'closed' || state === 'verified' ? 'answered' : state,
        { resolution: { verification } });
      for (const name of NAMES) offered += sameFor(city, PEOPLE[name]);
    }
    const city = cityIn(state);
    for (const name of NAMES) offered += sameFor(city, PEOPLE[name]);
  }
  expect(offered).toBeGreaterThan(500);
});

test('only the reporter finds themselves in it, and nobody the code of the reporter', () => {
  const { open } = cityIn('handling');
  for (const name of NAMES) {
    const file = phoneFile(open, PEOPLE[name]);
    expect(file.publicCode).toBe('');
    const isReporter = PEOPLE[name].personId === open.reporterPersonId;
    expect(file.reporterPersonId).toBe(isReporter ? open.reporterPersonId : null);
  }
});

const BODIES: Readonly<Record<string, Record<string, unknown>>> = {
  claim: { personId: PEOPLE.handler.personId }, hand_over: { personId: PEOPLE.unitHead.personId },
  answer_hand_over: { isTaken: true }, return: { reasonCode: 'not_ours', words: '不是我们的' },
  feed_back: { result: '好了', photoIds: [photo] }, verify: { finding: '好' }, rework: { missing: '没好' },
  extend: { reason: '下雨', extra: { kind: 'working_hours', amount: 2 } }, answer_extend: { isGranted: true },
  consult: { unitId: UNITS.district.id, question: '可否' }, answer_consult: { decision: '可以' },
  push: { kind: 'urge', words: '请抓紧' }, note: { words: '在等' }, close: { closingCode: 'solved' },
  reopen: { reason: '又来了' }, escalate: { reason: '难' }, accept: {}, dispatch: {}, resume: {}, join: {},
  rate: { score: 4, isSatisfied: true }, transfer: { unitId: UNITS.management.id, reason: '归口' },
};
const moves = fc.array(fc.record({
  who: fc.constantFrom(...NAMES), action: fc.constantFrom(...Object.keys(BODIES)),
  wait: fc.constantFrom(0, MINUTE, HOUR, 30 * HOUR),
}), { minLength: 5, maxLength: 25 });

test('whatever has happened to a case, the phone decides a tap as the server would', () => {
  let decided = 0;
  fc.assert(fc.property(fc.constantFrom(...VERIFIERS), moves, (verification, walk) => {
    const city = cityIn('dispatched', { resolution: { verification } });
    for (const { who, action, wait } of walk) {
      city.now += wait;
      const actor = PEOPLE[who];
      sameFor(city, actor);
      const body = BODIES[action] ?? {};
      const named = NAMES.map((name) => PEOPLE[name]).find(({ personId }) => personId === body['personId']);
      const context = city.context(actor, named ? { named } : {});
      const onServer = decide(standardFlow, city.open, { action, body }, context);
      const onPhone = decide(standardFlow, phoneFile(city.open, actor), { action, body }, context);
      if ('file' in onServer && 'file' in onPhone) {
        decided += 1;
        expect(onPhone.steps).toEqual(onServer.steps);
        // What the server then hands out is what the phone expects, but for who joined as a reporter.
        expect(phoneFile(onPhone.file, actor)).toEqual(phoneFile(onServer.file, actor));
      } else expect(onPhone).toEqual(onServer);
      city.do(who, action, body);
    }
  }), { numRuns: 150, seed: 20261122 });
  expect(decided).toBeGreaterThan(150);
});

test('the reach of a shift follows the posts: near for a grid, wide for a leader', () => {
  expect(shiftOf(PEOPLE.gridHead)).toMatchObject({ nearPaths: ['500151.003.012.007'], widePaths: [] });
  expect(shiftOf(PEOPLE.leader)).toMatchObject({ nearPaths: [], widePaths: ['500151'] });
  expect(shiftOf(PEOPLE.otherInspector)).toMatchObject({ nearPaths: [], inspectedPaths: ['500151.003'] });
  expect(shiftOf(PEOPLE.handler)).toMatchObject({ unitIds: [UNITS.sanitation.id], nearPaths: [] });
});
