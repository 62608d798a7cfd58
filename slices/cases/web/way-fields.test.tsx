// @vitest-environment jsdom
// The form of a verification: the way that is meant stands chosen, and a call-back alone asks more.
import { QueryClientProvider } from '@tanstack/react-query';
import { cleanup, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { makeQueryClient } from '../../../platform/web/api/query-client.ts';
import { kept } from '../../../platform/web/outbox/kept.ts';
import { abilities } from '../core/abilities.ts';
import { standardFlow } from '../core/flows/standard.ts';
import { cityIn, PEOPLE } from '../core/test-city.ts';
import { ActionForm } from './action-form.tsx';
import { draftName } from './form-draft.ts';
import type { Ability, Act, Acted, CaseView } from './use-cases.ts';

const CASE = '019a0000-0000-7000-8000-000000000001';
const of = { id: CASE, version: 7, number: 'C1', areaPath: '990101.001.001.001', pushes: [], unit: null };

function verifyOf(): Ability {
  const city = cityIn('answered', { resolution: { verification: 'centre' } });
  const context = city.context(PEOPLE.streetDispatcher);
  const found = abilities(standardFlow, city.open, context).find(({ action }) => action === 'verify');
  if (!found) throw new Error('the centre may verify');
  return { ...found, until: null } as unknown as Ability;
}

function show() {
  const send = vi.fn<(act: Act) => Promise<Acted>>(async () => ({ id: CASE }) as Acted);
  render(
    <QueryClientProvider client={makeQueryClient()}>
      <ActionForm of={of as unknown as CaseView} ability={verifyOf()} send={send} onDone={() => undefined} />
    </QueryClientProvider>,
  );
  const press = () => userEvent.click(screen.getByRole('button', { name: '核查通过' }));
  const choose = (question: RegExp, answer: string) =>
    userEvent.click(
      screen
        .getAllByRole('radio', { name: answer })
        .find((one) => question.test(one.closest('fieldset')?.textContent ?? '')) as HTMLElement,
    );
  return { send, press, choose };
}

beforeEach(() => kept.forget(draftName(CASE, 'verify')));
afterEach(cleanup);

test('a desk that says nothing of the way has looked at its desk, and that is what is sent', async () => {
  const { send, press } = show();
  expect((screen.getByLabelText('中心案头核查') as HTMLInputElement).checked).toBe(true);
  expect(screen.queryByText('联系上上报人')).toBeNull();
  await userEvent.type(screen.getByLabelText('核查意见'), '照片清楚');
  await press();
  await waitFor(() => expect(send).toHaveBeenCalled());
  expect(send.mock.calls[0]?.[0].body).toEqual({ way: 'desk', finding: '照片清楚' });
});

test('a call-back is asked whether the reporter was reached, and then what they said', async () => {
  const { send, press, choose } = show();
  await userEvent.click(screen.getByLabelText('电话回访'));
  await userEvent.type(screen.getByLabelText('核查意见'), '已回访');
  await press();
  expect(send).not.toHaveBeenCalled();
  await choose(/联系上上报人/, '是');
  await choose(/已解决/, '是');
  await choose(/满意/, '否');
  await press();
  await waitFor(() => expect(send).toHaveBeenCalled());
  expect(send.mock.calls[0]?.[0].body).toEqual({
    way: 'call_back',
    isContacted: true,
    isSolved: true,
    isSatisfied: false,
    finding: '已回访',
  });
});

test('what was said of a call-back is not sent with another way', async () => {
  const { send, press, choose } = show();
  await userEvent.click(screen.getByLabelText('电话回访'));
  await choose(/联系上上报人/, '是');
  await choose(/已解决/, '是');
  await userEvent.click(screen.getByLabelText('中心案头核查'));
  expect(screen.queryByText('上报人满意')).toBeNull();
  await userEvent.type(screen.getByLabelText('核查意见'), '照片清楚');
  await press();
  await waitFor(() => expect(send).toHaveBeenCalled());
  expect(send.mock.calls[0]?.[0].body).toEqual({ way: 'desk', finding: '照片清楚' });
});
