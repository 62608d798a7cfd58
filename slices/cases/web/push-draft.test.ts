// A push as it leaves the phone: harder than the last, by a moment and not by its name, never without words.
import { expect, test } from 'vitest';
import { bodyOfPush, choiceWords, kindAfter } from './push-draft.ts';
import type { CaseView } from './use-cases.ts';

const pushes = (...kinds: string[]) =>
  ({
    pushes: kinds.map((kind, seq) => ({
      seq,
      kind,
      at: '',
      toUnitId: null,
      answerBy: null,
      isAnswered: false,
      isLifted: false,
      isAutomatic: true,
    })),
  }) as unknown as Pick<CaseView, 'pushes'>;

test('each push offered is one harder than what is open', () => {
  expect(kindAfter(pushes())).toBe('urge');
  expect(kindAfter(pushes('urge'))).toBe('supervise');
  expect(kindAfter(pushes('supervise', 'urge'))).toBe('summon');
  expect(kindAfter(pushes('summon'))).toBe('summon');
  expect(kindAfter(undefined)).toBe('urge');
});

const noon = { name: 'next_noon', at: Date.parse('2026-08-10T12:00:00+08:00'), daysAhead: 3 } as const;

test('what is sent is the moment; without words the default of its kind goes, by the rule no moment', () => {
  expect(bodyOfPush({ kind: 'supervise', answerBy: 'next_noon', words: ' ' }, [noon], 'zh')).toEqual({
    kind: 'supervise',
    words: '请限时办结，并回复超时原因和处置结果。',
    answerBy: '2026-08-10T04:00:00.000Z',
  });
  expect(bodyOfPush({ kind: 'urge', answerBy: 'rule', words: '快' }, [noon], 'zh')).toEqual({
    kind: 'urge',
    words: '快',
  });
});

test('days are told as people say them', () => {
  expect(choiceWords(noon, 'zh')).toBe('周一中午 12:00');
  expect(choiceWords({ ...noon, daysAhead: 1 }, 'zh')).toBe('明天中午 12:00');
  expect(choiceWords(noon, 'en')).toBe('Mon noon 12:00');
});
