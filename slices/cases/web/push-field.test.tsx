// @vitest-environment jsdom
// Whoever answers a push on the phone has it before the eyes: who pushed, when, by when, in what words.
import { QueryClientProvider } from '@tanstack/react-query';
import { cleanup, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { HOUR } from '../../../kernel/duration.ts';
import { toIso } from '../../../kernel/instant.ts';
import { makeQueryClient } from '../../../platform/web/api/query-client.ts';
import { now } from '../../../platform/web/clock/clock.ts';
import { SessionProvider } from '../../../platform/web/session/session.tsx';
import { whenWords } from '../../../ui/words/format.ts';
import { SpeakIn } from '../../../ui/words/language.tsx';
import { newActDraft } from './field-act.ts';
import { OneField } from './field-act-fields.tsx';
import type { Ability, AbilityField } from './use-cases.ts';
import type { PhoneCase } from './use-shift.ts';

const field: AbilityField = {
  name: 'pushSeq', type: 'count', zh: '哪一次督办', en: 'which push', isRequired: true,
};
const ability: Ability = {
  action: 'answer_push', zh: '督办回复', en: 'answer a push', until: null, fields: [field],
};
const centre = { id: 'u1', name: '区指挥中心', nameEn: 'District centre' };

const pushed = (seq: number, kind: string, over = {}) => ({
  seq, kind, at: toIso(now() - HOUR), toUnitId: 'u2', answerBy: toIso(now() + 2.5 * HOUR),
  isAnswered: false, isLifted: false, isAutomatic: false, ...over,
});
const step = (seq: number, words: string) => ({
  seq, action: 'push', at: toIso(now() - HOUR), body: { kind: 'urge', words },
  actor: { kind: 'person', as: 'leader', personId: 'p1', name: '周敏', unit: centre },
});
const phoneCase = (pushes: readonly unknown[], steps: readonly unknown[]) =>
  ({ view: { id: 'c1', areaPath: '990101.001.001.001', pushes, steps } }) as unknown as PhoneCase;

function Form({ of, first }: { of: PhoneCase; first?: number }) {
  const [draft, setDraft] = useState({
    ...newActDraft(),
    values: first === undefined ? {} : { pushSeq: first as unknown },
  });
  const set = (name: string, value: unknown) =>
    setDraft((before) => ({ ...before, values: { ...before.values, [name]: value } }));
  const nothing = () => undefined;
  const drafting = { draft, set, addPicture: nothing, removePicture: nothing, forget: nothing };
  return <OneField {...{ of, ability, field, drafting }} fault={undefined} />;
}

const open = (of: PhoneCase, first?: number) =>
  render(
    <QueryClientProvider client={makeQueryClient()}>
      <SpeakIn language="zh">
        <SessionProvider>
          <Form of={of} {...(first === undefined ? {} : { first })} />
        </SessionProvider>
      </SpeakIn>
    </QueryClientProvider>,
  );

beforeEach(() => vi.stubGlobal('fetch', async () => Response.json({ code: 'x' }, { status: 404 })));
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

test('the only push stands above its answer: who, when, by when, and in what words', () => {
  open(phoneCase([pushed(7, 'supervise')], [step(7, '今日办结，书面说明超时原因')]), 7);
  const told = screen.getByRole('region', { name: '督办' }).textContent;
  expect(told).toContain(`周敏 · 区指挥中心 ${whenWords(now() - HOUR, now(), 'zh')}`);
  expect(told).toContain('今日办结，书面说明超时原因');
  expect(told).toMatch(/要求回复 .*还剩 2 小时/);
  expect(screen.queryByRole('group', { name: '哪一次督办' })).toBeNull();
});

test('of several pushes all can be read, and then the one that is answered', async () => {
  open(
    phoneCase([pushed(7, 'urge'), pushed(9, 'summon')], [step(7, '请抓紧'), step(9, '请负责人到中心说明')]),
  );
  expect(screen.getByText('请抓紧')).toBeTruthy();
  expect(screen.getByText('请负责人到中心说明')).toBeTruthy();
  const group = screen.getByRole('group', { name: '哪一次督办' });
  await userEvent.click(within(group).getByRole('button', { name: /约谈/ }));
  expect(screen.queryByText('请抓紧')).toBeNull();
  expect(screen.getByText('请负责人到中心说明')).toBeTruthy();
});

test('a push that the ladder sent is told as the system’s, late or not', () => {
  const late = pushed(7, 'urge', { isAutomatic: true, answerBy: toIso(now() - 35 * 60_000) });
  open(phoneCase([late], []), 7);
  const told = screen.getByRole('region', { name: '催办' }).textContent;
  expect(told).toContain('系统自动');
  expect(told).toContain('超时');
});
