// What a woken phone shows: the right words in the right language, and a line even for what it can't read.
import { expect, test } from 'vitest';
import type { PushPayload } from '../../slices/notices/core/push-payload.ts';
import { NOTICE_RULES } from '../../slices/notices/core/rules.ts';
import { optionsOf, pushNotice, urlOfTap } from './push-notice.ts';

const caseId = '019a0000-0000-7000-8000-000000000002';
const noticeId = '019a0000-0000-7000-8000-000000000001';
const sent = (more: Partial<PushPayload> = {}): string =>
  JSON.stringify({
    v: 1,
    noticeId,
    caseId,
    seq: 7,
    kind: 'case.pushed',
    of: null,
    waitedMinutes: null,
    itemName: '暴露垃圾',
    itemNameEn: 'Rubbish',
    isUrgent: true,
    lang: 'zh',
    ...more,
  });

test('an urgent push says so, names the matter, and leads to where it is answered', () => {
  expect(pushNotice(sent(), 'en-US')).toEqual({
    title: '紧急：收到督办，请按时答复',
    body: '暴露垃圾',
    tag: noticeId,
    url: `/field/cases/${caseId}?act=answer_push&push=7`,
    lang: 'zh-CN',
    isUrgent: true,
    vibrate: [300, 150, 300, 150, 300],
  });
  expect(pushNotice(sent({ lang: 'en' }), 'zh-CN')).toMatchObject({
    title: 'Urgent: A push: answer by its time',
    body: 'Rubbish',
  });
});

test('a push that went up leads to the same answer; what is no push, to its case alone', () => {
  const up = { kind: 'notice.escalated', of: 'case.pushed', waitedMinutes: 15 };
  expect(pushNotice(sent(up), 'zh').url).toBe(`/field/cases/${caseId}?act=answer_push&push=7`);
  expect(pushNotice(sent({ kind: 'case.dispatched' }), 'zh').url).toBe(`/field/cases/${caseId}`);
});

test('a drawn sample leads to the list of what there is to look at', () => {
  const drawn = { kind: 'recheck.drawn', seq: 1, isUrgent: false, itemName: '2026年7月抽查' };
  expect(pushNotice(sent(drawn), 'zh')).toMatchObject({
    title: '有抽查任务，请到现场查看',
    body: '2026年7月抽查',
    url: '/field/rechecks',
  });
});

test('a server of before names no step: its push leads to the case', () => {
  const { seq: _, ...before } = JSON.parse(sent()) as PushPayload;
  expect(pushNotice(JSON.stringify(before), 'zh').url).toBe(`/field/cases/${caseId}`);
  expect(pushNotice(sent({ seq: '7&act=close' as unknown as number }), 'zh').url).toBe('/field/notices');
});

test('one that went up says what nobody acknowledged, and for how long', () => {
  const text = sent({ kind: 'notice.escalated', of: 'case.dispatched', waitedMinutes: 5 });
  expect(pushNotice(text, 'zh').title).toBe('紧急：5 分钟无人确认：有案件派到本单位，请认领');
});

test('every kind that is told has a line; a matter not known yet says to open it', () => {
  for (const { event } of NOTICE_RULES) {
    const notice = pushNotice(sent({ kind: event, isUrgent: false, itemName: null }), 'zh');
    expect(notice.title.length).toBeGreaterThan(3);
    expect(notice).toMatchObject({ body: '点开查看', isUrgent: false });
  }
});

test('what it can’t read still shows a line, in the language of the phone, and leads to the inbox', () => {
  for (const text of [undefined, '', 'no json', '{}', 'null', sent({ v: 2 as 1 })]) {
    expect(pushNotice(text, 'zh-CN')).toMatchObject({ title: '有新的通知', url: '/field/notices' });
    expect(pushNotice(text, 'de-DE')).toMatchObject({ title: 'A new notice' });
  }
  expect(pushNotice(sent({ kind: 'case.of_next_year' }), 'zh')).toMatchObject({ title: '紧急：有新的通知' });
});

test('no push leads away from here', () => {
  expect(pushNotice(sent({ caseId: '//evil.example' }), 'zh').url).toBe('/field/notices');
  expect(urlOfTap({ url: 'https://evil.example/field/' })).toBe('/field/notices');
  expect(urlOfTap({ url: `/field/cases/${caseId}` })).toBe(`/field/cases/${caseId}`);
  expect(urlOfTap(null)).toBe('/field/notices');
});

test('urgent ones stay until they are touched', () => {
  expect(optionsOf(pushNotice(sent(), 'zh'))).toMatchObject({ requireInteraction: true, tag: noticeId });
  expect(optionsOf(pushNotice(sent({ isUrgent: false }), 'zh'))).toMatchObject({ requireInteraction: false });
});
