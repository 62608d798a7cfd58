// By which way a result was checked: who may say which, what a call-back asks, what stands in the history.
import { expect, test } from 'vitest';
import { DAY } from '../../../kernel/duration.ts';
import { isRefusal } from '../../../kernel/refusal.ts';
import { abilities } from './abilities.ts';
import { abilitiesView } from './case-view.ts';
import { fieldsBeside } from './fields.ts';
import { standardFlow } from './flows/standard.ts';
import { WAYS } from './flows/standard-ways.ts';
import { codeWords } from './case-words.ts';
import { type City, cityIn, PEOPLE, type PersonName, photo } from './test-city.ts';

const BY_CENTRE = { resolution: { verification: 'centre' } } as const;
const BY_REPORTER = { resolution: { verification: 'reporter' } } as const;
const finding = { finding: '好' };
const reached = { way: 'call_back', isContacted: true, isSolved: true, isSatisfied: false };
const lastBody = (city: City) => city.steps.at(-1)?.body;

test('whoever has one way alone says nothing, and the history says which it was', () => {
  const rows: readonly [PersonName | 'reporter', Parameters<typeof cityIn>[1], string][] = [
    ['otherInspector', {}, 'field_check'], ['streetDispatcher', BY_CENTRE, 'desk'],
    ['dispatcher', BY_CENTRE, 'second_centre'], ['reporter', BY_REPORTER, 'reporter'],
  ];
  for (const [who, options, way] of rows) {
    const city = cityIn('answered', options);
    expect(city.do(who, 'verify', finding), who).toBeUndefined();
    expect(lastBody(city), who).toEqual({ way, ...finding });
    const back = cityIn('answered', options);
    expect(back.do(who, 'rework', { missing: '角落' }), who).toBeUndefined();
    expect(lastBody(back), who).toEqual({ way, missing: '角落' });
  }
});

test('a way that is another’s is refused: a desk is no second centre, an inspector calls nobody', () => {
  const rows: readonly [PersonName | 'reporter', Parameters<typeof cityIn>[1], string][] = [
    ['otherInspector', {}, 'desk'], ['streetDispatcher', BY_CENTRE, 'second_centre'],
    ['dispatcher', BY_CENTRE, 'desk'], ['reporter', BY_REPORTER, 'field_check'],
    ['streetDispatcher', BY_CENTRE, 'reporter'],
  ];
  for (const [who, options, way] of rows) {
    expect(cityIn('answered', options).do(who, 'verify', { ...finding, way }), `${who} ${way}`)
      .toBe('cases.option_not_yours');
  }
  expect(cityIn('answered', BY_CENTRE).do('streetDispatcher', 'verify', { ...finding, way: 'by_hearsay' }))
    .toBe('cases.field_invalid');
});

test('whoever handled it makes no field check of it, nor does anybody of the unit that did', () => {
  const city = cityIn('answered');
  const fieldCheck = { ...finding, way: 'field_check', photoIds: [photo] };
  const posts = [...PEOPLE.otherInspector.posts, ...PEOPLE.handler.posts];
  const alsoInspects = { ...PEOPLE.handler, posts };
  expect(city.do('handler', 'verify', fieldCheck, { actor: alsoInspects })).toBe('cases.own_work');
  const changedUnit = { ...alsoInspects, posts: PEOPLE.otherInspector.posts };
  expect(city.do('handler', 'verify', fieldCheck, { actor: changedUnit })).toBe('cases.own_work');
  const colleague = { ...PEOPLE.otherInspector,
    posts: [...PEOPLE.otherInspector.posts, ...PEOPLE.unitHead.posts] };
  expect(city.do('otherInspector', 'verify', fieldCheck, { actor: colleague })).toBe('cases.own_work');
  expect(city.do('otherInspector', 'verify', fieldCheck)).toBeUndefined();
});

test('a dispatcher who was on the spot shows it; an inspector’s word is their own', () => {
  const city = cityIn('answered', BY_CENTRE);
  const fieldCheck = { ...finding, way: 'field_check' };
  expect(city.do('streetDispatcher', 'verify', fieldCheck)).toBe('cases.photo_missing');
  expect(city.do('streetDispatcher', 'verify', { ...fieldCheck, photoIds: [photo] })).toBeUndefined();
});

test('a call-back says whether the reporter was reached, and then what they said; nothing else does', () => {
  const tried = (body: Record<string, unknown>) =>
    cityIn('answered', BY_CENTRE).do('streetDispatcher', 'verify', { ...finding, ...body });
  expect(tried({ way: 'call_back' })).toBe('cases.field_missing');
  expect(tried({ way: 'call_back', isContacted: true, isSolved: true })).toBe('cases.field_missing');
  expect(tried({ way: 'call_back', isContacted: false, isSolved: true })).toBe('cases.field_invalid');
  expect(tried({ way: 'desk', isContacted: true })).toBe('cases.field_invalid');
  expect(tried({ isSatisfied: true })).toBe('cases.field_invalid');
  expect(tried({ way: 'call_back', isContacted: false })).toBeUndefined();
  expect(tried(reached)).toBeUndefined();
  const city = cityIn('answered', BY_CENTRE);
  city.do('dispatcher', 'rework', { ...reached, isSolved: false, missing: '仍有残留' });
  expect(lastBody(city)).toEqual({ ...reached, isSolved: false, missing: '仍有残留' });
});

test('where the reporter judges, the centre may ask them at any time, and judges itself once it is overdue',
  () => {
  const city = cityIn('answered', BY_REPORTER);
  expect(city.do('streetDispatcher', 'verify', finding)).toBe('cases.verifier_by_rule');
  expect(city.do('streetDispatcher', 'verify', { ...finding, ...reached })).toBeUndefined();
  const silent = cityIn('answered', BY_REPORTER);
  silent.now += 4 * DAY;
  expect(silent.do('streetDispatcher', 'verify', finding)).toBeUndefined();
  expect(lastBody(silent)).toMatchObject({ way: 'desk' });
});

test('a form asks for the way where there is a choice, with what is meant, and for what hangs on it', () => {
  const fieldsFor = (who: PersonName, options: Parameters<typeof cityIn>[1]) => {
    const city = cityIn('answered', options);
    const verify = abilities(standardFlow, city.open, city.context(PEOPLE[who]))
      .find(({ action }) => action === 'verify');
    return verify?.fields ?? [];
  };
  expect(fieldsFor('otherInspector', {}).map(({ name }) => name)).toEqual(['finding', 'photoIds']);
  const fields = fieldsFor('streetDispatcher', BY_CENTRE);
  expect(fields[0]).toMatchObject({
    name: 'way', options: ['desk', 'field_check', 'call_back'], meant: 'desk', isRequired: true,
  });
  const asked = (values: Record<string, unknown>) => fieldsBeside(fields, values)
    .flatMap(({ name, isRequired }) => (isRequired ? [name] : []));
  expect(asked({ way: 'desk', isContacted: true })).toEqual(['way', 'finding']);
  expect(asked({ way: 'call_back' })).toEqual(['way', 'isContacted', 'finding']);
  expect(asked({ way: 'call_back', isContacted: true }))
    .toEqual(['way', 'isContacted', 'isSolved', 'isSatisfied', 'finding']);
});

test('every way has its words in both languages', () => {
  for (const way of WAYS) {
    expect(codeWords('way', way, 'zh')).toMatch(/\p{Script=Han}/u);
    expect(codeWords('way', way, 'en')).not.toMatch(/\p{Script=Han}|_/u);
  }
});

test('a second centre does not stand in for the inspector before that is overdue', () => {
  const city = cityIn('answered');
  expect(city.do('dispatcher', 'verify', finding)).toBe('cases.verifier_by_rule');
  city.now += 4 * DAY;
  expect(isRefusal(city.try('dispatcher', 'verify', finding))).toBe(false);
});

test('a screen is told what is meant by saying nothing, and which questions hang on which answer', () => {
  const city = cityIn('answered', BY_CENTRE);
  const shown = abilitiesView(city.open, city.context(city.actor('streetDispatcher')));
  const fields = shown.find(({ action }) => action === 'verify')?.fields ?? [];
  expect(fields.find(({ name }) => name === 'way')).toMatchObject({ meant: 'desk', isRequired: true });
  const names = (values: Record<string, unknown>) => fieldsBeside(fields, values).map(({ name }) => name);
  expect(names({ way: 'desk' })).not.toContain('isContacted');
  expect(names({ way: 'call_back' })).toContain('isContacted');
  expect(names({ way: 'call_back' })).not.toContain('isSolved');
  expect(names({ way: 'call_back', isContacted: true })).toContain('isSolved');
});
