// What a case says of its thing: nothing as long as it is only reported, what its item means from the
// acceptance on, and at its end what became of it.
import { describe, expect, test } from 'vitest';
import type { CaseFile } from './case-file.ts';
import { City, cityIn, PEOPLE, photo, PLANS, REPORT_BODY } from './test-city.ts';
import { thingTold, wordOnThing } from './thing-word.ts';

const THING = '01890000-0000-7000-8000-00000000c0de';
const OF_THING = { resolution: { thingCondition: 'lost' } } as const;
const about = (city: City): City => {
  city.file = { ...city.open, componentId: THING };
  return city;
};
const wordOf = (file: CaseFile) => wordOnThing(file).word;

describe('by the state of the case', () => {
  test.each([
    ['reported', 'silent'],
    ['accepted', 'says'],
    ['dispatched', 'says'],
    ['handling', 'says'],
    ['answered', 'says'],
    ['verified', 'says'],
    ['closed', 'mended'],
    ['rejected', 'silent'],
    ['withdrawn', 'silent'],
    ['merged', 'silent'],
  ] as const)('%s: %s', (state, word) => expect(wordOf(about(cityIn(state, OF_THING)).open)).toBe(word));

  test('a case without a thing, and an item that means nothing, say nothing', () => {
    expect(wordOf(cityIn('handling', OF_THING).open)).toBe('silent');
    expect(wordOf(about(cityIn('handling')).open)).toBe('silent');
  });
});

describe('by its end', () => {
  test.each([
    ['solved', 'mended'],
    ['planned', 'left'],
    ['explained', 'silent'],
    ['no_action_needed', 'silent'],
  ] as const)('%s: %s', (closingCode, word) => {
    const city = about(cityIn('verified', OF_THING));
    expect(city.do('streetDispatcher', 'close', { closingCode })).toBeUndefined();
    expect(wordOf(city.open)).toBe(word);
  });

  test('an end that is taken back, and a case that is reopened, say it again', () => {
    const undone = about(cityIn('closed', OF_THING));
    expect(undone.do('streetDispatcher', 'undo_close')).toBeUndefined();
    expect(wordOf(undone.open)).toBe('says');
    const reopened = about(cityIn('closed', OF_THING));
    expect(reopened.do('streetDispatcher', 'reopen', { reason: '又丢了' })).toBeUndefined();
    expect(wordOf(reopened.open)).toBe('says');
  });

  test('an acceptance and a merge that are taken back', () => {
    const city = about(cityIn('accepted', OF_THING));
    expect(city.do('streetDispatcher', 'undo_accept')).toBeUndefined();
    expect(wordOf(city.open)).toBe('silent');
    const rejected = about(cityIn('rejected', OF_THING));
    expect(rejected.do('streetDispatcher', 'undo_reject')).toBeUndefined();
    expect(wordOf(rejected.open)).toBe('silent');
  });
});

test('solved on the spot it is mended with its end; sent back it is broken until then', () => {
  const body = { channel: 'patrol', description: '井盖', photosBefore: [photo], photosAfter: [photo] };
  const city = new City(OF_THING);
  expect(city.do('inspector', 'report_solved', { ...body, componentId: THING })).toBeUndefined();
  expect([city.open.state, wordOf(city.open)]).toEqual(['answered', 'silent']);
  expect(city.do('streetDispatcher', 'rework', { missing: '没有盖上' })).toBeUndefined();
  expect(wordOf(city.open)).toBe('says');
  const closed = new City({ resolution: { ...OF_THING.resolution, solvedOnSpot: 'closed' } });
  expect(closed.do('inspector', 'report_solved', { ...body, componentId: THING })).toBeUndefined();
  expect(thingTold(undefined, closed.open)).toMatchObject([{ data: { word: 'mended', componentId: THING } }]);
});

test('a case in parts goes on saying it until the whole has ended', () => {
  const city = about(cityIn('accepted', OF_THING));
  const parts = PLANS.map(({ unitId, words }) => ({ unitId, words }));
  expect(city.do('streetDispatcher', 'split', { parts }, { parts: PLANS })).toBeUndefined();
  expect(wordOf(city.open)).toBe('says');
});

test('it is told when it becomes another word, once, and with the step that says so', () => {
  const city = new City(OF_THING);
  const told = () => {
    const before = city.file;
    return (...command: Parameters<City['do']>) => {
      expect(city.do(...command)).toBeUndefined();
      return thingTold(before, city.open).map(({ data }) => [data.word, data.seq]);
    };
  };
  expect(told()('inspector', 'report', { ...REPORT_BODY, componentId: THING })).toEqual([]);
  expect(told()('streetDispatcher', 'accept')).toEqual([['says', 2]]);
  expect(told()('streetDispatcher', 'dispatch')).toEqual([]);
  expect(told()('handler', 'claim', { personId: PEOPLE.handler.personId })).toEqual([]);
  const back = { reasonCode: 'not_ours', words: '不是我们的' };
  expect(told()('handler', 'return', back)).toEqual([]);
  const other = { ...city.resolution, thingCondition: 'damaged' as const };
  const moved = thingTold(city.open, { ...city.open, rule: { ...city.open.rule, ...other } as never });
  expect(moved).toMatchObject([{ kind: 'thing.told', data: { word: 'says', condition: 'damaged' } }]);
  const no = { reasonCode: 'not_true', reply: '未见' };
  expect(told()('streetDispatcher', 'reject', no)).toEqual([['silent', city.open.lastSeq]]);
});
