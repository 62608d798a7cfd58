// @vitest-environment jsdom
// The phone's form of an action offers what the city has laid ready, as the desk does: by the same part.
import { QueryClientProvider } from '@tanstack/react-query';
import { cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { useState } from 'react';
import { makeQueryClient } from '../../../platform/web/api/query-client.ts';
import { SessionProvider } from '../../../platform/web/session/session.tsx';
import { SpeakIn } from '../../../ui/words/language.tsx';
import { OneField } from './field-act-fields.tsx';
import { newActDraft } from './field-act.ts';
import type { Ability, AbilityField } from './use-cases.ts';
import type { PhoneCase } from './use-shift.ts';

const of = { view: { areaPath: '990101.001.001.001' } } as unknown as PhoneCase;
const words: AbilityField = { name: 'words', type: 'text', zh: '说明', en: 'words', isRequired: true };
const reason: AbilityField = {
  name: 'reasonCode', type: 'code', zh: '理由', en: 'reason', isRequired: true,
  options: ['not_ours', 'wrong_item', 'not_found'],
};
const ability: Ability = { action: 'return', zh: '退单', en: 'return', until: null, fields: [reason, words] };
const own = { action: 'return', field: 'reasonCode', isOffered: true, zh: '', en: '' };
const wording = {
  reasons: [
    { ...own, code: 'not_ours', zh: '非我局职责' },
    { ...own, code: 'wrong_item', isOffered: false },
  ],
  texts: [
    { id: '1', action: 'return', field: 'words', language: 'zh', words: '请转交园林局' },
    { id: '2', action: 'return', field: 'words', language: 'en', words: 'To the parks office please' },
    { id: '3', action: 'feed_back', field: 'result', language: 'zh', words: '已冲洗路面' },
  ],
};

beforeEach(() =>
  vi.stubGlobal('fetch', async (input: string) =>
    String(input).includes('/api/wording/990101')
      ? Response.json(wording)
      : Response.json({ code: 'http.not_found' }, { status: 404 }),
  ),
);
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

function Form({ field }: { field: AbilityField }) {
  const [draft, setDraft] = useState(newActDraft);
  const set = (name: string, value: unknown) =>
    setDraft((before) => ({ ...before, values: { ...before.values, [name]: value } }));
  const nothing = () => undefined;
  const drafting = { draft, set, addPicture: nothing, removePicture: nothing, forget: nothing };
  return <OneField {...{ of, ability, field, drafting }} fault={undefined} />;
}

const open = (field: AbilityField) =>
  render(
    <QueryClientProvider client={makeQueryClient()}>
      <SpeakIn language="zh">
        <SessionProvider>
          <Form field={field} />
        </SessionProvider>
      </SpeakIn>
    </QueryClientProvider>,
  );

test('the city’s own phrases are one tap away on the phone, and what was typed stays', async () => {
  open(words);
  const phrase = await screen.findByRole('button', { name: '请转交园林局' });
  expect(screen.queryByText('To the parks office please')).toBeNull();
  expect(screen.queryByText('已冲洗路面')).toBeNull();
  await userEvent.type(screen.getByLabelText('说明'), '树在公园围墙内。');
  await userEvent.click(phrase);
  expect(screen.getByLabelText<HTMLTextAreaElement>('说明').value).toBe('树在公园围墙内。请转交园林局');
});

test('the phone offers the reasons that the city offers, under its own words', async () => {
  open(reason);
  expect(await screen.findByRole('button', { name: '非我局职责' })).toBeTruthy();
  expect(screen.queryByText('细类不对')).toBeNull();
  expect(screen.getByText('现场未发现')).toBeTruthy();
});
