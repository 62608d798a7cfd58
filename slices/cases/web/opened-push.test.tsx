// @vitest-environment jsdom
// A notice of a push opens its case: that push is shown, and chosen where it is answered.
import { QueryClientProvider } from '@tanstack/react-query';
import { cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { DAY, HOUR } from '../../../kernel/duration.ts';
import { fromIso, toIso } from '../../../kernel/instant.ts';
import { makeQueryClient } from '../../../platform/web/api/query-client.ts';
import { now } from '../../../platform/web/clock/clock.ts';
import { Router } from '../../../platform/web/router/router.tsx';
import { dueWords } from '../../../ui/words/format.ts';
import { SpeakIn } from '../../../ui/words/language.tsx';
import { standardFlow } from '../core/flows/standard.ts';
import { ActionDialog } from './action-dialog.tsx';
import { OpenedPush } from './opened-push.tsx';
import { pushesToName, pushLine } from './push-line.ts';
import type { Ability, CaseView } from './use-cases.ts';

const CASE = '019a0000-0000-7000-8000-000000000001';
const answerPush: Ability = {
  action: 'answer_push',
  zh: '督办回复',
  en: 'answer a push',
  until: null,
  fields: [
    { name: 'pushSeq', type: 'count', zh: '哪一次督办', en: 'which push', isRequired: true },
    { name: 'words', type: 'text', zh: '回复', en: 'answer', isRequired: true },
  ],
};
const HOUR_AGO = now() - HOUR;
const dueAt = fromIso(toIso(now() + DAY)) ?? 0;
const pushed = (seq: number, kind: string, over = {}) => ({
  seq,
  kind,
  at: toIso(HOUR_AGO),
  toUnitId: 'u2',
  answerBy: toIso(dueAt),
  isAnswered: false,
  isLifted: false,
  isAutomatic: false,
  ...over,
});
const unit = { id: 'u1', name: '区指挥中心', nameEn: 'District centre' };
const step = (seq: number, name: string, words: string) => ({
  seq,
  action: 'push',
  body: { words },
  actor: { kind: 'person', as: 'leader', personId: seq, name, unit },
});
const of = {
  id: CASE,
  version: 9,
  number: 'C1',
  areaPath: '990101.001.001.001',
  address: null,
  itemName: '垃圾',
  abilities: [answerPush],
  pushes: [
    pushed(5, 'urge'),
    pushed(7, 'supervise'),
    pushed(8, 'summon', { isAnswered: true }),
    pushed(9, 'urge', { isLifted: true }),
  ],
  steps: [step(5, '周敏', '请抓紧'), step(7, '李洋', '今日办结')],
} as unknown as CaseView;

let shown = of;

function Screen() {
  const [open, setOpen] = useState<Ability>();
  const close = () => setOpen(undefined);
  return (
    <>
      <h1>案件</h1>
      <OpenedPush of={shown} now={now()} onOpen={setOpen} />
      {open ? <ActionDialog of={shown} ability={open} onClose={close} onDone={close} /> : null}
    </>
  );
}

function show(address: string) {
  history.replaceState(null, '', address);
  render(
    <QueryClientProvider client={makeQueryClient()}>
      <SpeakIn language="zh">
        <Router
          base="/command"
          routes={[{ path: '/cases/:id', screen: Screen, title: '案件' }]}
          name="Gridloop"
          loading="…"
          notFound={<h1>没有这一页</h1>}
          frame={(inner) => <main>{inner}</main>}
        />
      </SpeakIn>
    </QueryClientProvider>,
  );
}

beforeEach(() => {
  shown = of;
  vi.stubGlobal('CSS', { escape: (text: string) => text });
  vi.stubGlobal('scrollTo', vi.fn());
  vi.stubGlobal('fetch', async () => Response.json({ code: 'x' }, { status: 404 }));
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const radio = (name: RegExp) => screen.getByRole<HTMLInputElement>('radio', { name });

test('the push that a notice names stands above the case, and is chosen where it is answered', async () => {
  show(`/command/cases/${CASE}?push=7`);
  expect(screen.getByText(/^督办 · 李洋 区指挥中心 · /)).toBeTruthy();
  expect(screen.getByText('今日办结')).toBeTruthy();
  await userEvent.click(screen.getByRole('button', { name: '督办回复' }));
  expect(radio(/^督办/).checked).toBe(true);
  expect(radio(/^催办/).checked).toBe(false);
});

test('a case opened by itself shows no push above it', () => {
  show(`/command/cases/${CASE}`);
  expect(screen.getByRole('heading', { name: '案件' })).toBeTruthy();
  expect(screen.queryByText('今日办结')).toBeNull();
});

test('an address with the number of no push of the case says so', () => {
  show(`/command/cases/${CASE}?push=99`);
  expect(screen.getByText(/^网址里的督办编号“99”在本案中找不到/)).toBeTruthy();
});

test('a choice between pushes says of each what, by whom, when, and when its answer is due', async () => {
  show(`/command/cases/${CASE}?push=5`);
  await userEvent.click(screen.getByRole('button', { name: '督办回复' }));
  expect(screen.getAllByRole('radio')).toHaveLength(2);
  const label = radio(/^督办/).closest('label')?.textContent ?? '';
  expect(label).toContain('李洋 区指挥中心');
  expect(label).toContain(dueWords(HOUR_AGO, now(), 'zh'));
  expect(label).toContain(`${dueWords(dueAt, now(), 'zh')} 前回复`);
});

/** A leader whom the notice reached, and whose post answers for no unit. */
const asLeader = (over: object): CaseView => ({
  ...of,
  abilities: ['force_close', 'push', 'lift_push'].map((action) => {
    const edge = standardFlow.edges.find((one) => one.action === action);
    return { action, zh: edge?.zh, en: edge?.en, until: null, fields: [] };
  }),
  pushes: of.pushes.map((push) => ({ ...push, toUnit: { id: 'u2', name: '环卫所', nameEn: 'Sanitation' } })),
  ...over,
}) as unknown as CaseView;

test('whoever is told of a push that others must answer learns who, by when, and what to do', () => {
  const holder = { id: 'u2', name: '环卫所', nameEn: 'Sanitation' };
  shown = asLeader({ holder, holderPersonName: '王强' });
  show(`/command/cases/${CASE}?push=7`);
  const by = dueWords(dueAt, now(), 'zh');
  expect(screen.getByText(`须由环卫所（承办人王强）在 ${by} 前回复，您的岗位不能代为回复。`)).toBeTruthy();
  const offered = screen.getAllByRole('button').map(({ textContent }) => textContent);
  expect(offered).toEqual(['督办', '解除督办']);
});

test('a push on a case that has gone on to others names the unit that was pushed, and no person', () => {
  shown = asLeader({ holder: { id: 'u3', name: '城管队', nameEn: 'Wardens' }, holderPersonName: '赵阳' });
  show(`/command/cases/${CASE}?push=7`);
  expect(screen.getByText(/^须由环卫所在 /)).toBeTruthy();
});

test('what has its answer may be named while none waits for one, and can be lifted', () => {
  const seqs = (action: string, pushes = of.pushes) => pushesToName(pushes, action).map(({ seq }) => seq);
  expect(seqs('answer_push')).toEqual([7, 5]);
  expect(seqs('lift_push')).toEqual([8, 7, 5]);
  expect(seqs('answer_push', of.pushes.filter(({ isAnswered }) => isAnswered))).toEqual([8]);
});

test('a push of the ladder is told as automatic', () => {
  const [first] = of.pushes;
  expect(first && pushLine({ ...first, isAutomatic: true }, of, now(), 'en')).toMatch(/^Urge · automatic · /);
});
