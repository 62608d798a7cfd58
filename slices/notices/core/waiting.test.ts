// When a notice stops calling: the case has moved on, the push is answered, the question is gone. And what
// travels to a phone, which is read with suspicion there.
import { expect, test } from 'vitest';
import type { Ask, CaseFile, Push } from '../../cases/core/case-file.ts';
import { type PushPayload, readPayload, tellKind } from './push-payload.ts';
import { ESCALATED, NOTICE_RULES, PAPER_WORDS } from './rules.ts';
import { isStillAwaited, type WaitingNotice } from './waiting.ts';

const push = (seq: number, more: Partial<Push> = {}): Push => ({
  seq,
  kind: 'supervise',
  at: 0,
  byAreaPath: '500151',
  toUnitId: 'unit',
  answerBy: null,
  answeredSeq: null,
  liftedSeq: null,
  isAutomatic: false,
  ...more,
});
const ask = (seq: number): Ask => ({
  kind: 'hand_over',
  seq,
  at: 0,
  byPersonId: 'one',
  byUnitId: 'unit',
  toPersonId: 'mate',
  toUnitId: null,
  answerBy: null,
  reviewAt: null,
  extra: null,
  words: '',
});
type Seen = Pick<CaseFile, 'state' | 'holder' | 'asks' | 'pushes'>;
const seen = (more: Partial<Seen> = {}): Seen => ({
  state: 'handling',
  holder: { unitId: 'unit', personId: 'one' },
  asks: [],
  pushes: [],
  ...more,
});
const notice = (kind: string, more: Partial<WaitingNotice> = {}): WaitingNotice => ({
  kind,
  seq: 7,
  state: 'handling',
  holderUnitId: 'unit',
  personId: 'one',
  isHeld: false,
  ...more,
});

test('a rework calls until the case leaves the state or passes to somebody else', () => {
  const rework = notice('case.sent_back');
  expect(isStillAwaited(rework, seen())).toBe(true);
  expect(isStillAwaited(rework, seen({ state: 'answered' }))).toBe(false);
  expect(isStillAwaited(rework, seen({ holder: { unitId: 'other', personId: 'one' } }))).toBe(false);
  expect(isStillAwaited(rework, seen({ holder: { unitId: 'unit', personId: 'mate' } }))).toBe(false);
  expect(isStillAwaited(rework, seen({ holder: null }))).toBe(false);
});

test('what a unit was told is any colleague’s', () => {
  const told = notice('case.sent_back', { personId: null });
  expect(isStillAwaited(told, seen({ holder: { unitId: 'unit', personId: 'mate' } }))).toBe(true);
});

test('a push calls until it is answered or lifted, each push for itself', () => {
  const pushed = notice('case.pushed');
  expect(isStillAwaited(pushed, seen({ pushes: [push(7)] }))).toBe(true);
  expect(isStillAwaited(pushed, seen({ pushes: [push(7, { answeredSeq: 8 })] }))).toBe(false);
  expect(isStillAwaited(pushed, seen({ pushes: [push(7, { liftedSeq: 8 })] }))).toBe(false);
  expect(isStillAwaited(pushed, seen({ pushes: [push(9)] }))).toBe(false);
  expect(isStillAwaited(pushed, seen({ state: 'answered', pushes: [push(7)] }))).toBe(false);
});

test('what quiet hours hold back waits for its telling, whatever the unit does meanwhile but answer', () => {
  const held = notice('case.pushed', { isHeld: true });
  expect(isStillAwaited(held, seen({ state: 'answered', pushes: [push(7)] }))).toBe(true);
  expect(isStillAwaited(held, seen({ pushes: [push(7, { answeredSeq: 8 })] }))).toBe(false);
  expect(isStillAwaited(held, seen({ pushes: [push(7, { liftedSeq: 8 })] }))).toBe(false);
  expect(isStillAwaited(held, seen({ holder: null, pushes: [push(7)] }))).toBe(false);
});

test('a handing over calls the colleague while the question stands', () => {
  const asked = notice('case.hand_over_asked', { personId: 'mate' });
  expect(isStillAwaited(asked, seen({ asks: [ask(7)] }))).toBe(true);
  expect(isStillAwaited(asked, seen({ asks: [] }))).toBe(false);
});

test('a notice from before states were kept waits for nothing', () => {
  expect(isStillAwaited(notice('case.sent_back', { state: null }), seen())).toBe(false);
});

const payload: PushPayload = {
  v: 1,
  noticeId: 'n',
  caseId: 'c',
  seq: 7,
  kind: 'case.pushed',
  of: null,
  waitedMinutes: null,
  itemName: '暴露垃圾',
  itemNameEn: null,
  isUrgent: true,
  lang: 'zh',
};

test('a phone reads what was sent to it, and nothing that is shaped otherwise', () => {
  expect(readPayload(JSON.parse(JSON.stringify(payload)))).toEqual(payload);
  for (const wrong of [
    null,
    'text',
    [],
    {},
    { ...payload, v: 2 },
    { ...payload, lang: 'de' },
    { ...payload, caseId: 7 },
    { ...payload, seq: '7' },
    { ...payload, seq: 1.5 },
    { ...payload, waitedMinutes: '5' },
    { ...payload, isUrgent: 'yes' },
  ]) {
    expect(readPayload(wrong)).toBeUndefined();
  }
});

test('each kind has words in both languages; one that went up says what and for how long', () => {
  for (const event of [...NOTICE_RULES.map((rule) => rule.event), ...Object.keys(PAPER_WORDS)]) {
    expect(tellKind('zh', event)).toMatch(/[一-鿿]/);
    expect(tellKind('en', event)).toMatch(/^[A-Z]/);
  }
  expect(tellKind('zh', ESCALATED, 'case.pushed', 15)).toBe('15 分钟无人确认：收到督办，请按时答复');
  expect(tellKind('en', ESCALATED, 'case.pushed', 15)).toContain('for 15 min: A push');
  expect(tellKind('zh', 'case.of_next_year')).toBe('');
});
