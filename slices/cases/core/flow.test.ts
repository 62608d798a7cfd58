// The standard flow as a whole: every action in every state, whatever anyone does at whatever time, and that
// a new flow is one file.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { HOUR, MINUTE } from '../../../kernel/duration.ts';
import { isRefusal } from '../../../kernel/refusal.ts';
import { abilities } from './abilities.ts';
import { openPartsOf } from './case-file.ts';
import { bodyOf, CASE_EVENT_KINDS } from './contract.ts';
import { readFields } from './fields.ts';
import { type Edge, edgeOf, type Field, type Flow, isOpenState, leavesFrom } from './flow.ts';
import { standardFlow } from './flows/standard.ts';
import { chainSteps, genesis, verifyHistory } from './history.ts';
import { PARTIES } from './parties.ts';
import { casesPolicy } from './policy.ts';
import { City, cityIn, PEOPLE, type PersonName, photo, PLANS, UNITS } from './test-city.ts';

const STATES = Object.keys(standardFlow.states);
const ACTORS = [...Object.keys(PEOPLE) as PersonName[], 'reporter', 'system', 'public'] as const;
type Who = (typeof ACTORS)[number];

const VALUES: Readonly<Record<string, unknown>> = {
  personId: PEOPLE.handler.personId, unitId: UNITS.management.id, coUnitIds: [UNITS.team.id],
  mainCaseId: '01890000-0000-7000-8000-000000000700', mergedCaseId: photo,
    extra: { kind: 'working_hours', amount: 1 },
  parts: PLANS.map(({ unitId }) => ({ unitId })), partCaseId: PLANS[0]?.caseId, number: PLANS[0]?.number,
    endState: 'closed',
  point: { lon: 105.84, lat: 29.84 }, itemCode: '0101', isGranted: true, pushSeq: 1, reporter: { name: '某' },
};

/** A body with everything the edge may carry, so that only state and party decide. */
function bodyFor(edge: Edge, now: number, over: Record<string, unknown> = {}): Record<string, unknown> {
  const valueFor = (field: Field): unknown => {
    if (field.name in VALUES) return VALUES[field.name];
    if (field.type === 'code') return field.options?.[0] ?? '0101';
    if (field.type === 'ids') return [photo];
    if (field.type === 'id') return photo;
    if (field.type === 'boolean') return true;
    if (field.type === 'score' || field.type === 'count') return 1;
    return field.type === 'instant' ? new Date(now + HOUR).toISOString() : '说明';
  };
  const skipped = ['areaPath', 'componentId', 'rung', 'toUnitId', 'answerBy'];
  const fields = edge.carries
    .filter(({ name, optionsBy, onlyIf, askedOf }) =>
      !skipped.includes(name) && !optionsBy && !onlyIf && !askedOf);
  return { ...Object.fromEntries(fields.map((field) => [field.name, valueFor(field)])), ...over };
}

/** Who gets furthest with an action in a state: done, or the refusal of the one who came closest. */
function best(state: string, edge: Edge): string {
  const codes = ACTORS.flatMap((who) => {
    const over = edge.action === 'claim' && who !== 'unitHead' ? personOf(who) : {};
    const check = edge.action === 'check' ? { personId: PEOPLE.otherInspector.personId } : {};
    const colleague = edge.action === 'hand_over' ? { personId: PEOPLE.unitHead.personId } : {};
    const unit = edge.action === 'delegate' ? { unitId: UNITS.community.id }
      : edge.action === 'escalate' ? { unitId: undefined } : {};
    const city = cityIn(state);
    const main = { ...cityIn('accepted').open, id: String(VALUES.mainCaseId) };
    const now = city.now;
    const body = bodyFor(edge, now, { ...over, ...check, ...colleague, ...unit });
    return city.do(who, edge.action, body, { main, parts: PLANS }) ?? 'done';
  });
  return codes.find((code) => code === 'done') ?? codes.find((code) => code !== 'cases.not_allowed')
    ?? 'cases.not_allowed';
}
const personOf = (who: Who) => (who in PEOPLE ? { personId: PEOPLE[who as PersonName].personId } : {});

test('every action in every state: + done by somebody · refused as the wrong state, else the reason', () => {
  const edges = standardFlow.edges.filter((edge) => edge.from !== 'start');
  const rows = edges.map((edge) => {
    const cells = STATES.map((state) => {
      const code = best(state, edge);
      return code === 'done' ? '+' : code === 'cases.wrong_state' ? '·' : code.replace('cases.', '');
    });
    return `${edge.action}: ${cells.join(' ')}`;
  });
  expect(rows).toEqual(TABLE);
  for (const edge of edges) {
    for (const state of STATES) {
      const row = TABLE.find((line) =>
        line.startsWith(`${edge.action}: `))?.split(' ')[STATES.indexOf(state) + 1];
      expect(row === '·', `${edge.action} in ${state}`).toBe(!leavesFrom(standardFlow, edge, state));
    }
  }
});

//                reported accepted dispatched handling answered verified closed rejected merged withdrawn
const TABLE = [
  'accept: + · · · · · · · · ·',
  'reject: + + · · · · · · · ·',
  'object: · · · · · · · + · ·',
  'check: + + · · · · · · · ·',
  'answer_check: not_allowed not_allowed · · · · · · · ·',
  'merge: + + · · · · · · · ·',
  'take_in: + + + + + + · · · ·',
  'join: + + + + + + · · · ·',
  'withdraw: + · · · · · · · · ·',
  'dispatch: · + · · · · · · · ·',
  'undo: · · + · · · · · · ·',
  'undo_accept: · + · · · · · · · ·',
  'claim: · · + · · · · · · ·',
  'return: · · + + · · · · · ·',
  'transfer: · + + + · · · · · ·',
  'pass_down: · · not_allowed not_allowed · · · · · ·',
  'escalate: + + + + + + · · · ·',
  'delegate: + + · · · · · · · ·',
  'split: + + · not_in_parts · · · · · ·',
  `part_ended: ${Array(6).fill('not_in_parts').join(' ')} · · · ·`,
  'part_reopened: · · · not_in_parts not_in_parts not_in_parts · · · ·',
  'gather: · · · not_in_parts · · · · · ·',
  'gather_none: · · · not_in_parts · · · · · ·',
  'co_result: · · · + · · · · · ·',
  'feed_back: · · · + · · · · · ·',
  'hand_over: · · · + · · · · · ·',
  'answer_hand_over: · · · not_allowed · · · · · ·',
  'drop_hand_over: · · · nothing_asked · · · · · ·',
  'extend: · · · + · · · · · ·',
  'answer_extend: · · · nothing_asked · · · · · ·',
  'suspend: · · · + · · · · · ·',
  'answer_suspend: · · · nothing_asked · · · · · ·',
  'resume: · · · not_suspended · · · · · ·',
  `respond: · · ${Array(4).fill('reporter_unreachable').join(' ')} · · · ·`,
  'verify: · · · · + · · · · ·',
  'rework: · · · · + + · · · ·',
  'close: · · · · · + · · · ·',
  'force_close: + + + + + + · · · ·',
  `confirm_force_close: ${Array(6).fill('nothing_asked').join(' ')} · · · ·`,
  'reopen: · · · · · · + · · ·',
  'recheck: · · · · · · + · · ·',
  'rate: · · · · · · + · · ·',
  'settle: · · · · · · window_open · · ·',
  'appeal: · · · · · · not_late · · ·',
  'review_appeal: · · · · · · nothing_asked · · ·',
  'confirm_appeal: · · · · · · nothing_asked · · ·',
  'undo_merge: · · · · · · · · + ·',
  'let_go: + + + + + + + + + +',
  'undo_split: · · · split_undo_over · · · · · ·',
  `withdraw_part: ${Array(10).fill('not_in_parts').join(' ')}`,
  'undo_close: · · · · · · + · · ·',
  'undo_reject: · · · · · · · + · ·',
  `take_over: ${Array(6).fill('unit_unknown').join(' ')} · · · ·`,
  'consult: + + + + + + · · · ·',
  'answer_consult: not_allowed not_allowed not_allowed not_allowed not_allowed not_allowed · · · ·',
  'push: + + + + + + · · · ·',
  'climb: + + + + + + · · · ·',
  'answer_push: not_allowed not_allowed not_allowed no_such_push not_allowed not_allowed · · · ·',
  'lift_push: no_such_push no_such_push no_such_push no_such_push no_such_push no_such_push · · · ·',
  'contact: + + + + + + + + + +',
  'see_ratings: + + + + + + + + + +',
  'note: + + + + + + + + + +',
];

interface Move { readonly who: Who; readonly pick: number; readonly wait: number; readonly isFree:
  boolean; readonly yes: boolean }
const moves = fc.array(fc.record({
  who: fc.constantFrom(...ACTORS), pick: fc.noBias(fc.nat(9_999)),
    wait: fc.constantFrom(0, 0, 0, 0, MINUTE / 2, MINUTE / 2, HOUR, HOUR, 30 * HOUR, 400 * HOUR),
  isFree: fc.boolean(), yes: fc.boolean(),
}), { minLength: 10, maxLength: 40 });

function assertWhole(city: City): void {
  const file = city.open;
  const isOpen = isOpenState(standardFlow, file.state);
  expect(file.holder !== null).toBe(isOpen);
  expect(file.clock !== null).toBe(isOpen);
  expect(file.total !== null).toBe(isOpen);
  if (isOpen) expect((file.clock?.runningSince ?? null) !== null).toBe(file.pause === null);
  expect(file.lastSeq).toBe(city.steps.length);
  city.steps.forEach((step, index) => {
    expect(step.seq).toBe(index + 1);
    expect(step.fromState).toBe(index === 0 ? null : city.steps[index - 1]?.toState);
  });
  const open = openPartsOf(file);
  expect(open.length).toBeLessThanOrEqual(standardFlow.limits.parts);
  // While a part is open the whole is its centre's, in hand, and can't be ended.
  if (open.length > 0) {
    expect(file).toMatchObject({ state: 'handling', unitId: null, holder: { unitId: file.centreUnitId } });
  }
  expect(file.counts.returns).toBeLessThanOrEqual(standardFlow.limits.returns);
  expect(file.counts.extensions).toBeLessThanOrEqual(standardFlow.limits.extensions);
}

/** Half the moves press a button that somebody sees, half try anything at all. */
function choose(city: City, move: Move): { who: Who; action: string } {
  const free = { who: move.who,
    action: standardFlow.edges[move.pick % standardFlow.edges.length]?.action ?? 'note' };
  if (move.isFree) return free;
  // What happens to its parts is told to the whole by the system, as the server tells it.
  if (city.open.parts && move.pick % 2 === 0) {
    const isEnd = openPartsOf(city.open).length > 0 && move.pick % 8 !== 0;
    return { who: 'system', action: isEnd ? 'part_ended' : 'part_reopened' };
  }
  const seen = ACTORS.flatMap((who) =>
    abilities(standardFlow, city.open, city.context(city.actor(who))).map(({ action }) => ({ who, action })));
  const actions = [...new Set(seen.map((one) => one.action))];
  const able = seen.filter((one) => one.action === actions[move.pick % actions.length]);
  return able[move.pick % Math.max(1, able.length)] ?? free;
}

const partId = (round: number, index: number): string =>
  `01890000-0000-7000-8000-${String(700_000 + round * 10 + index).padStart(12, '0')}`;

function play(city: City, move: Move): string | undefined {
  city.now += move.wait;
  const { who, action } = choose(city, move);
  const edge = edgeOf(standardFlow, action);
  if (!edge) return undefined;
  const push = city.open.pushes.find((one) => one.answeredSeq === null)?.seq ?? 1;
  const unit = Object.values(UNITS)[move.pick % 7]?.id;
  // A split names parts of its own each time; a part that ends is one of those that are open.
  const plans = PLANS.map((plan, index) => ({ ...plan, caseId: partId(city.steps.length, index) }));
  const parts = city.open.parts?.filter(({ end }) => (end === null) === (action === 'part_ended')) ?? [];
  const part = parts[move.pick % Math.max(1, parts.length)];
  const over = {
    ...personOf(who), ...(action === 'check' ? { personId: PEOPLE.otherInspector.personId } : {}),
    isGranted: move.yes, pushSeq: push, ...(part ? { partCaseId: part.caseId } : {}),
    ...(action === 'part_ended' && !move.yes ? { closingCode: '' } : {}),
      ...(move.yes && edge.carries.some((field) => field.name === 'unitId') ? { unitId: unit } : {}),
  };
  return city.do(who, action, bodyFor(edge, city.now, over),
    { main: { ...cityIn('accepted').open, id: photo }, parts: plans });
}

/** Accepted, and split among two units. */
function inParts(): City {
  const city = cityIn('accepted');
  city.do('streetDispatcher', 'split', { parts: PLANS.map(({ unitId }) => ({ unitId })) }, { parts: PLANS });
  return city;
}

function suspended(): City {
  const city = cityIn('handling');
  city.do('handler', 'suspend', { reason: '待断水', reviewAt: new Date(city.now + 400 * HOUR).toISOString() });
  city.do('streetDispatcher', 'answer_suspend', { isGranted: true });
  return city;
}

test('whatever anyone does at whatever time, no case loses its holder, its clock or a step', () => {
  const done = new Set<string>();
  const starts = fc.constantFrom(...STATES, 'suspended', 'in parts', 'in parts');
  fc.assert(fc.property(moves, starts, (list, state) => {
    const city = state === 'suspended' ? suspended() : state === 'in parts' ? inParts() : cityIn(state);
    for (const move of list) {
      play(city, move);
      assertWhole(city);
    }
    for (const step of city.steps) done.add(step.action);
    const hash = (text: string) => String(text.length) + text.slice(-40);
    const chained = chainSteps(city.steps, genesis(city.open.id), hash);
    expect(verifyHistory(city.open.id, chained, chained.at(-1)?.hash ?? '', hash).isIntact).toBe(true);
  }), { numRuns: 200, seed: 20260805 });
  // The walk is no proof if it never got anywhere.
  expect(done.size).toBeGreaterThan(38);
  expect([...done]).toEqual(expect.arrayContaining(
    ['split', 'part_ended', 'part_reopened', 'gather', 'gather_none', 'co_result', 'undo_close',
      'undo_split']));
});

test('an open case always has somebody who can carry it on', () => {
  for (const state of STATES.filter((name) => isOpenState(standardFlow, name))) {
    const city = cityIn(state);
    const moving = ACTORS.flatMap((who) => abilities(standardFlow, city.open, city.context(city.actor(who))))
      .filter((one) => edgeOf(standardFlow, one.action)?.to !== 'same');
    expect(moving.length, state).toBeGreaterThan(0);
  }
});

test('a button that shows is only ever refused for what the form lacks, never for who or when', () => {
  for (const state of STATES) {
    for (const who of ACTORS) {
      const city = cityIn(state);
      for (const { action } of abilities(standardFlow, city.open, city.context(city.actor(who)))) {
        const refused = city.try(who, action, {});
        if (!isRefusal(refused)) continue;
        expect(['cases.wrong_state', 'cases.not_allowed', 'cases.own_work'],
          `${who} ${action}`).not.toContain(refused.code);
      }
    }
  }
});

test('every edge has its policy rows, its event kind, its schema and a reason; every party is used', () => {
  for (const edge of standardFlow.edges) {
    expect(casesPolicy.filter((row) => row.operation === `case.${edge.action}`)).toHaveLength(
      edge.who.length);
    expect(CASE_EVENT_KINDS).toContain(edge.event);
    expect(Object.keys(bodyOf(edge).properties)).toEqual(edge.carries.map((field) => field.name));
    expect(edge.reason.length).toBeGreaterThan(20);
    for (const state of Array.isArray(edge.from) ? edge.from : []) expect(STATES).toContain(state);
    expect(edge.undoes === undefined).toBe(edge.to !== 'before');
    expect(['same', 'before', ...STATES]).toContain(edge.to);
  }
  const used = new Set(standardFlow.edges.flatMap((edge) => edge.who));
  expect(Object.keys(PARTIES).filter((party) => ![...used].some((one) => one === party))).toEqual([]);
});

test('fields: a NUL, half a character, a wrong id or a far-off number never get in', () => {
  const note = edgeOf(standardFlow, 'note') ?? standardFlow.edges[0];
  const claim = edgeOf(standardFlow, 'claim') ?? note;
  if (!note || !claim) throw new Error('the flow has edges');
  for (const words of ['a\u0000b', '\ud800',
    'x'.repeat(2_001)]) expect(isRefusal(readFields(note, { words }))).toBe(true);
  expect(isRefusal(readFields(claim, { personId: 'me' }))).toBe(true);
  expect(readFields(note, { words: '好', unknown: 1 })).toEqual({ words: '好' });
});

test('a new flow is one file: a lost-and-found of three states runs on the same engine', () => {
  const words: Field = { name: 'description', type: 'text', zh: '物品', en: 'thing', isRequired: true };
  const channel: Field = { name: 'channel', type: 'code', zh: '来源', en: 'channel', isRequired: true };
  const edge = (action: string, from: Edge['from'], to: string, more: Partial<Edge>): Edge => ({
    action, zh: action, en: action, event: `case.${action}`, from, to, who: ['centre'], carries: [],
      clock: 'next',
    holder: 'centre', visibility: 'public', reason: 'a lost thing goes back to whoever lost it', ...more,
  });
  const lost: Flow = {
    ...standardFlow, id: 'lost', zh: '失物', en: 'lost things', straightThrough: [], ladder: [], countRungs: [],
    states: {
      kept: { zh: '保管中', en: 'kept', isOpen: true, awaits: 'centre', stage: 'handle' },
      given: { zh: '已归还', en: 'given back', isOpen: false, awaits: null, stage: null },
    },
    edges: [
      edge('keep', 'start', 'kept', { who: ['officer'], carries: [words, channel] }),
      edge('give', ['kept'], 'given', { clock: 'end', holder: 'none' }),
    ],
  };
  const city = new City({ flow: lost });
  expect(city.do('inspector', 'keep', { description: '雨伞', channel: 'patrol' })).toBeUndefined();
  expect(city.open).toMatchObject({ state: 'kept', clock: { stage: 'handle' },
    holder: { unitId: UNITS.street.id } });
  expect(city.do('inspector', 'give')).toBe('cases.not_allowed');
  expect(city.do('streetDispatcher', 'give')).toBeUndefined();
  expect(city.do('streetDispatcher', 'give')).toBe('cases.wrong_state');
  expect(city.open).toMatchObject({ state: 'given', holder: null, clock: null });
});
