// A matter that several units must settle, decided by the core: the whole and its parts, what co-units say,
// and ends that are taken back.
import { afterAll, expect, test } from 'vitest';
import { MINUTE, SECOND } from '../../../kernel/duration.ts';
import { isRefusal } from '../../../kernel/refusal.ts';
import { abilities } from './abilities.ts';
import { decide, decideInTurn, type Decision } from './decide.ts';
import { standardFlow } from './flows/standard.ts';
import { mayRead } from './visibility.ts';
import { City, cityIn, PEOPLE, photo, PLANS, UNITS } from './test-city.ts';

const [FIRST, SECOND_PART] = PLANS.map(({ caseId, number }) => ({ partCaseId: caseId, number }));
const SPLIT = { parts: PLANS.map(({ unitId }) => ({ unitId })), words: '两家各办一半' };
const ENDED = { endState: 'closed', closingCode: 'solved', result: '已清运', photoIds: [photo],
  unitId: UNITS.sanitation.id, handlerPersonIds: [PEOPLE.handler.personId] };

function inParts(state = 'accepted'): City {
  const city = cityIn(state);
  expect(city.do('streetDispatcher', 'split', SPLIT, { parts: PLANS })).toBeUndefined();
  return city;
}
const actionsOf = (city: City, who: keyof typeof PEOPLE): string[] =>
  abilities(standardFlow, city.open, city.context(PEOPLE[who])).map(({ action }) => action);

test('a split case stays with its centre, in hand, on one clock, and says what it was split into', () => {
  const city = inParts();
  expect(city.open).toMatchObject({
    state: 'handling', unitId: null, holder: { unitId: UNITS.street.id, personId: null },
    clock: { stage: 'handle' }, parts: [{ number: PLANS[0]?.number, end: null }, { end: null }],
  });
  expect(city.steps.at(-1)?.body).toMatchObject({ words: SPLIT.words, parts: [{ caseId: PLANS[0]?.caseId },
    {}] });
  for (const action of ['transfer', 'force_close', 'feed_back', 'close']) {
    expect(actionsOf(city, 'streetDispatcher')).not.toContain(action);
    expect(actionsOf(city, 'dispatcher')).not.toContain(action);
  }
});

test('what is only reported is accepted first, as a step of its own', () => {
  const city = inParts('reported');
  expect(city.steps.map(({ action, toState }) => `${action} ${toState}`))
    .toEqual(['report reported', 'accept accepted', 'split handling']);
  expect(city.decisions.at(-1)?.events.map(({ data }) => data.isPassing)).toEqual([true, false]);
});

test('a split needs two to eight parts that differ in unit, item or what is to be done', () => {
  const one = { parts: [{ unitId: UNITS.team.id }] };
  expect(cityIn('accepted').do('streetDispatcher', 'split', one, { parts: [] })).toBe('cases.parts_count');
  const none = { parts: [] };
  expect(cityIn('accepted').do('streetDispatcher', 'split', none, { parts: [] })).toBe('cases.parts_count');
  const same = PLANS.map((plan) => ({ ...plan, unitId: UNITS.team.id }));
  expect(cityIn('accepted').do('streetDispatcher', 'split', SPLIT, { parts: same })).toBe('cases.parts_same');
  const told = same.map((plan, index) => ({ ...plan, words: `第 ${index + 1} 处` }));
  expect(cityIn('accepted').do('streetDispatcher', 'split', SPLIT, { parts: told })).toBeUndefined();
  const nine = { parts: Array(9).fill({ unitId: UNITS.team.id }) };
  expect(cityIn('accepted').do('streetDispatcher', 'split', nine, { parts: PLANS }))
    .toBe('cases.field_invalid');
  expect(cityIn('handling').do('streetDispatcher', 'split', SPLIT, { parts: PLANS }))
    .toBe('cases.not_in_parts');
  const odd = { parts: [{ unitId: UNITS.team.id, caseId: photo }, {}] };
  expect(cityIn('accepted').do('streetDispatcher', 'split', odd, { parts: PLANS }))
    .toBe('cases.field_invalid');
});

test('where the centre itself gets a part, the centre above answers for the whole', () => {
  const own = [{ ...PLANS[0], unitId: UNITS.street.id }, PLANS[1]] as typeof PLANS;
  const city = cityIn('accepted');
  expect(city.do('streetDispatcher', 'split', SPLIT, { parts: own })).toBeUndefined();
  expect(city.open).toMatchObject({ centreUnitId: UNITS.district.id, holder: { unitId: UNITS.district.id } });
});

test('each end of a part is told once; when the last has ended the whole waits to be verified', () => {
  const city = inParts();
  expect(city.do('streetDispatcher', 'part_ended', { ...FIRST, ...ENDED })).toBe('cases.not_allowed');
  expect(city.do('system', 'part_ended', { ...FIRST, ...ENDED })).toBeUndefined();
  expect(city.do('system', 'part_ended', { ...FIRST, ...ENDED })).toBe('cases.not_in_parts');
  expect(city.open).toMatchObject({ state: 'handling', parts: [{ end: { result: '已清运' } }, { end: null }] });
  expect(city.do('dispatcher', 'force_close', { reason: '不等了' })).toBe('cases.parts_open');
  expect(city.do('streetDispatcher', 'transfer', { unitId: UNITS.team.id, reason: '换' }))
    .toBe('cases.parts_open');
  expect(city.do('system', 'part_ended', { ...SECOND_PART, ...ENDED, unitId: UNITS.management.id }))
    .toBeUndefined();
  expect(city.open).toMatchObject({ state: 'answered', holder: { unitId: UNITS.street.id } });
  const gathered = city.steps.at(-1);
  expect(gathered?.action).toBe('gather');
  for (const { number } of PLANS) expect(gathered?.body.result).toContain(number);
  // Whoever had a part in it looks at their own work.
  expect(city.do('handler', 'verify', { finding: '好' })).not.toBeUndefined();
  const asInspector = { ...PEOPLE.handler, posts: PEOPLE.otherInspector.posts };
  const own = decide(standardFlow, city.open, { action: 'verify', body: { finding: '好' } },
    city.context(asInspector));
  expect(isRefusal(own) && own.code).toBe('cases.own_work');
  expect(city.do('otherInspector', 'verify', { finding: '都好了' })).toBeUndefined();
  expect(city.do('streetDispatcher', 'close', { closingCode: 'solved' })).toBeUndefined();
});

test('a part that goes on takes the whole back to work, with what is left of its limit', () => {
  const city = inParts();
  city.now += 30 * MINUTE;
  for (const part of [FIRST, SECOND_PART]) city.do('system', 'part_ended', { ...part, ...ENDED });
  city.now += 60 * MINUTE;
  expect(city.do('system', 'part_reopened', FIRST)).toBeUndefined();
  expect(city.open).toMatchObject({ state: 'handling', unitId: null, clock: { stage: 'handle',
    usedMs: 30 * MINUTE } });
  const { clock } = city.open;
  expect(city.do('system', 'part_reopened', SECOND_PART)).toBeUndefined();
  expect(city.open.clock).toEqual(clock);
});

test('where every part was refused, nothing was done and the centre decides anew', () => {
  const city = inParts();
  const refused = { endState: 'rejected', unitId: UNITS.street.id };
  for (const part of [FIRST, SECOND_PART]) city.do('system', 'part_ended', { ...part, ...refused });
  expect(city.open).toMatchObject({ state: 'accepted', holder: { unitId: UNITS.street.id } });
  expect(city.do('streetDispatcher', 'dispatch', {})).toBeUndefined();
  expect(city.open).toMatchObject({ state: 'dispatched', unitId: UNITS.sanitation.id });
});

test('sent back for rework the whole is its centre’s, which gives out another part or hands it over', () => {
  const city = inParts();
  for (const part of [FIRST, SECOND_PART]) city.do('system', 'part_ended', { ...part, ...ENDED });
  expect(city.do('streetDispatcher', 'rework', { missing: '墙角还有' })).toBeUndefined();
  expect(city.open).toMatchObject({ state: 'handling', holder: { unitId: UNITS.street.id, personId: null } });
  const third = [{ ...PLANS[0], caseId: photo, unitId: UNITS.team.id }] as typeof PLANS;
  const more = { parts: [{ unitId: UNITS.team.id }] };
  expect(city.do('streetDispatcher', 'split', more, { parts: third })).toBeUndefined();
  expect(city.open.parts).toHaveLength(3);
  expect(city.do('system', 'part_ended', { ...ENDED, partCaseId: photo, number: '3' })).toBeUndefined();
  expect(city.open.state).toBe('answered');
  expect(city.do('streetDispatcher', 'rework', { missing: '仍有' })).toBeUndefined();
  expect(city.do('streetDispatcher', 'transfer', { unitId: UNITS.team.id, reason: '专人收尾' })).toBeUndefined();
  expect(city.open).toMatchObject({ state: 'dispatched', unitId: UNITS.team.id });
});

test('a main case reopened begins a new round; the parts of the last stay on record', () => {
  const city = inParts();
  for (const part of [FIRST, SECOND_PART]) city.do('system', 'part_ended', { ...part, ...ENDED });
  city.do('otherInspector', 'verify', { finding: '好' });
  city.do('streetDispatcher', 'close', { closingCode: 'solved' });
  expect(city.do('streetDispatcher', 'reopen', { reason: '又来了' })).toBeUndefined();
  expect(city.open.parts).toMatchObject([{ isPast: true }, { isPast: true }]);
  const again = PLANS.map((plan, index) => ({ ...plan,
    caseId: `01890000-0000-7000-8000-00000000090${index}` }));
  expect(city.do('streetDispatcher', 'split', SPLIT, { parts: again })).toBeUndefined();
  expect(city.open.parts).toHaveLength(4);
});

test('escalated, the whole is held by the centre above; its parts stay where they are', () => {
  const city = inParts();
  expect(city.do('streetDispatcher', 'escalate', { reason: '协调不动' })).toBeUndefined();
  expect(city.open).toMatchObject({ centreUnitId: UNITS.district.id, holder: { unitId: UNITS.district.id } });
});

test('a split is undone while no part has begun: the matter is one again, and no time is won', () => {
  for (const state of ['reported', 'accepted']) {
    const city = cityIn(state);
    if (state === 'reported') city.do('streetDispatcher', 'accept');
    const { updatedAt: _, lastSeq: __, ...before } = city.open;
    expect(city.do('streetDispatcher', 'split', SPLIT, { parts: PLANS })).toBeUndefined();
    city.now += 20 * SECOND;
    const button = abilities(standardFlow, city.open, city.context(PEOPLE.streetDispatcher))
      .find(({ action }) => action === 'undo_split');
    expect(button?.until).toBe(city.now + 40 * SECOND);
    expect(actionsOf(city, 'communityDispatcher')).not.toContain('undo_split');
    expect(city.do('streetDispatcher', 'undo_split')).toBeUndefined();
    const { updatedAt: ___, lastSeq: ____, parts, ...after } = city.open;
    expect(after).toEqual(before);
    expect(parts).toMatchObject([{ isPast: true, end: { state: 'withdrawn' } }, { isPast: true }]);
    expect(city.do('streetDispatcher', 'undo_split')).toBe('cases.wrong_state');
    expect(city.do('streetDispatcher', 'split', SPLIT, { parts: PLANS })).toBeUndefined();
    city.now += MINUTE + 1;
    expect(city.do('streetDispatcher', 'undo_split')).toBe('cases.split_undo_over');
  }
});

test('what was escalated or asked since the split stays so when it is undone', () => {
  const city = inParts();
  city.do('streetDispatcher', 'consult', { unitId: UNITS.management.id, question: '归谁？' });
  city.do('streetDispatcher', 'escalate', { reason: '协调不动' });
  expect(city.do('streetDispatcher', 'undo_split')).toBe('cases.not_allowed');
  expect(city.do('dispatcher', 'undo_split')).toBeUndefined();
  expect(city.open).toMatchObject({ state: 'accepted', centreUnitId: UNITS.district.id,
    holder: { unitId: UNITS.district.id }, asks: [{ kind: 'consult' }] });
});

test('a part that was added is taken back alone, and not once another has ended since', () => {
  const city = inParts();
  const added = [{ ...PLANS[0], caseId: photo, unitId: UNITS.team.id }] as typeof PLANS;
  const more = { parts: [{ unitId: UNITS.team.id }] };
  city.now += MINUTE;
  city.do('streetDispatcher', 'split', more, { parts: added });
  expect(city.do('streetDispatcher', 'undo_split')).toBeUndefined();
  expect(city.open).toMatchObject({ state: 'handling', holder: { unitId: UNITS.street.id },
    parts: [{ end: null }, { end: null }, { isPast: true }] });
  for (const part of [FIRST, SECOND_PART]) city.do('system', 'part_ended', { ...part, ...ENDED });
  city.do('streetDispatcher', 'rework', { missing: '墙角' });
  city.now += MINUTE;
  const again = added.map((one) => ({ ...one, caseId: city.open.id }));
  city.do('streetDispatcher', 'split', more, { parts: again });
  // The old results are not gathered a second time: the centre decides how the rest is done.
  expect(city.do('streetDispatcher', 'undo_split')).toBeUndefined();
  expect(city.open.state).toBe('handling');
  const ended = inParts();
  ended.do('system', 'part_ended', { ...FIRST, ...ENDED });
  expect(ended.do('streetDispatcher', 'undo_split')).toBe('cases.part_begun');
});

function partOf(city: City): Decision {
  const { fresh: _, ...context } = city.context(PEOPLE.streetDispatcher);
  const fresh = { id: PLANS[0]?.caseId ?? '', number: '500151202608050000099', publicCode: '1' };
  const commands = [
    { action: 'open_part', body: { mainCaseId: city.open.id, description: '清运', itemCode: '0101' } },
    { action: 'dispatch', body: {} },
  ];
  const made = decideInTurn(standardFlow, undefined, commands, { ...context, fresh, whole: city.open });
  if (isRefusal(made)) throw new Error(made.code);
  return made;
}

test('a part is a case of its own: dispatched, with its own clock, without a reporter, never split again',
  () => {
  const whole = cityIn('accepted', { resolution: { verification: 'reporter' } });
  const { file, steps, events } = partOf(whole);
  expect(steps.map(({ action }) => action)).toEqual(['open_part', 'dispatch']);
  expect(events.map(({ kind, data }) => [kind, data.isPassing]))
    .toEqual([['case.part_opened', true], ['case.dispatched', false]]);
  expect(file).toMatchObject({
    state: 'dispatched', unitId: UNITS.sanitation.id, mainCaseId: whole.open.id, reporterPersonId: null,
    channel: 'patrol', rule: { verification: 'centre' }, clock: { stage: 'claim' },
  });
  const part = new City();
  part.file = file;
  expect(part.do('handler', 'return', { reasonCode: 'not_ours', words: '不是' })).toBeUndefined();
  expect(part.do('streetDispatcher', 'split', SPLIT, { parts: PLANS })).toBe('cases.part_of_another');
  const main = { ...whole.open, id: photo };
  expect(part.do('streetDispatcher', 'merge', { mainCaseId: photo }, { main })).toBe('cases.part_of_another');
});

test('a part is withdrawn until somebody has claimed it, though it came back', () => {
  const part = new City();
  part.file = partOf(cityIn('accepted')).file;
  part.do('handler', 'claim', { personId: PEOPLE.handler.personId });
  expect(part.do('streetDispatcher', 'withdraw_part')).toBe('cases.part_begun');
  part.do('handler', 'return', { reasonCode: 'not_ours', words: '不是' });
  expect(part.do('streetDispatcher', 'withdraw_part')).toBe('cases.part_begun');
  part.file = partOf(cityIn('accepted')).file;
  expect(part.do('handler', 'withdraw_part')).toBe('cases.not_allowed');
  expect(part.do('streetDispatcher', 'withdraw_part')).toBeUndefined();
  expect(part.open).toMatchObject({ state: 'withdrawn', holder: null, clock: null });
  expect(part.do('streetDispatcher', 'withdraw_part')).toBe('cases.part_begun');
});

test('a part goes on only while its main case waits for parts', () => {
  const whole = inParts();
  const part = new City();
  part.file = partOf(cityIn('accepted')).file;
  part.do('handler', 'return', { reasonCode: 'not_ours', words: '不是' });
  part.do('streetDispatcher', 'reject', { reasonCode: 'not_true', reply: '无' });
  const ended = { ...whole.open, state: 'closed' };
  expect(part.do('streetDispatcher', 'undo_reject', {}, { whole: ended })).toBe('cases.main_moved_on');
  expect(part.do('streetDispatcher', 'undo_reject', {}, { whole: whole.open })).toBeUndefined();
  expect(part.open).toMatchObject({ state: 'accepted' });
});

test('a co-unit says what it did; until then the unit is warned before it feeds back', () => {
  const city = cityIn('handling');
  const warned = () => abilities(standardFlow, city.open, city.context(PEOPLE.handler))
    .find(({ action }) => action === 'feed_back')?.warnings;
  expect(warned()).toMatchObject([{ code: 'cases.co_units_silent', zh: expect.stringContaining('市容队') }]);
  expect(city.do('stranger', 'co_result', { result: '好了' })).toBe('cases.not_allowed');
  expect(city.do('handler', 'co_result', { result: '好了' })).toBe('cases.not_allowed');
  expect(city.do('teamHandler', 'co_result', {})).toBe('cases.field_missing');
  expect(city.do('teamHandler', 'co_result', { result: '围挡已拆', photoIds: [photo] })).toBeUndefined();
  expect(city.do('teamHandler', 'co_result', { result: '围挡已拆，地已扫' })).toBeUndefined();
  expect(city.open.coResults).toMatchObject([{ unitId: UNITS.team.id, result: '围挡已拆，地已扫' }]);
  expect(warned()).toEqual([]);
  expect(city.do('handler', 'feed_back', { result: '清了', photoIds: [photo] })).toBeUndefined();
});

test('a centre with a share of its own is awaited, though the unit stands below it', () => {
  const city = cityIn('accepted');
  const body = { unitId: UNITS.branch.id, reason: '归市政', coUnitIds: [UNITS.district.id] };
  city.do('streetDispatcher', 'dispatch', body);
  city.do('branchOfficer', 'claim', { personId: PEOPLE.branchOfficer.personId });
  const [warned] = abilities(standardFlow, city.open, city.context(PEOPLE.branchOfficer))
    .find(({ action }) => action === 'feed_back')?.warnings ?? [];
  expect(warned?.zh).toContain(UNITS.district.name);
});

const ENDS = [
  ['verified', 'close', { closingCode: 'solved' }, 'undo_close'],
  ['accepted', 'reject', { reasonCode: 'not_true', reply: '未见' }, 'undo_reject'],
  ['reported', 'merge', { mainCaseId: photo }, 'undo_merge'],
] as const;

test.each(ENDS)('from %s, %s is undone: all as before, and the time between counts', (state, end, body,
  undo) => {
  const city = cityIn(state);
  const { updatedAt: _, lastSeq: __, ...before } = city.open;
  const timers = city.decisions.flatMap((one) => one.timers).filter(({ dueAt }) => dueAt !== null).at(-1);
  const main = { ...cityIn('accepted').open, id: photo };
  expect(city.do('streetDispatcher', end, body, { main })).toBeUndefined();
  expect(city.open.holder).toBeNull();
  city.now += 20 * SECOND;
  const button = abilities(standardFlow, city.open, city.context(PEOPLE.streetDispatcher))
    .find(({ action }) => action === undo);
  expect(button?.until).toBe(city.now + 40 * SECOND);
  expect(city.do('communityDispatcher', undo)).toBe('cases.not_allowed');
  expect(city.do('streetDispatcher', undo)).toBeUndefined();
  const { updatedAt: ___, lastSeq: ____, ...after } = city.open;
  expect(after).toEqual(before);
  expect(city.decisions.at(-1)?.timers).toContainEqual(timers);
  expect(city.do('streetDispatcher', end, body, { main })).toBeUndefined();
  city.now += 61 * SECOND;
  expect(city.do('streetDispatcher', undo)).toBe('cases.end_undo_over');
});

test('a case that waits for a field check is merged and unmerged: it waits for the answer still', () => {
  const city = cityIn('accepted');
  city.do('streetDispatcher', 'check', { personId: PEOPLE.otherInspector.personId });
  const { asks, pause, clock } = city.open;
  const main = { ...cityIn('accepted').open, id: photo };
  city.do('streetDispatcher', 'merge', { mainCaseId: photo }, { main });
  city.now += 30 * SECOND;
  city.do('streetDispatcher', 'undo_merge');
  expect(city.open).toMatchObject({ asks, pause, clock });
});

test('only the end that it names is undone, and what has settled is not kept for it', () => {
  const city = cityIn('accepted');
  city.do('dispatcher', 'force_close', { reason: '停' });
  city.do('secondDispatcher', 'confirm_force_close', { isGranted: true });
  expect(city.do('dispatcher', 'undo_close')).toBe('cases.not_allowed');
  expect(city.do('streetDispatcher', 'undo_close')).toBe('cases.end_undo_over');
  const closed = cityIn('closed');
  expect(closed.open.remembered?.state).toBe('verified');
  closed.now += standardFlow.windows.reopenMs + MINUTE;
  closed.do('system', 'settle');
  expect(closed.open.remembered).toBeUndefined();
});

test('whoever reads a part’s main case by the area reads it as ever; a stranger does not', () => {
  const { open } = inParts();
  expect(mayRead(PEOPLE.streetDispatcher, open)).toBe(true);
  expect(mayRead(PEOPLE.stranger, open)).toBe(false);
});

afterAll(() => {
  // decide.test.ts leaves these to this file.
  for (const code of ['end_undo_over', 'part_of_another', 'not_in_parts', 'parts_count', 'parts_same',
    'parts_open',
    'main_moved_on', 'split_undo_over', 'part_begun',
  ]) expect(City.refusedWith, code).toContain(`cases.${code}`);
});
