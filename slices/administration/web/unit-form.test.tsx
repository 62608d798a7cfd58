// @vitest-environment jsdom
// A unit that cannot be closed yet, and the way to what hangs on it.
import { QueryClientProvider } from '@tanstack/react-query';
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { makeQueryClient } from '../../../platform/web/api/query-client.ts';
import { FILTER_NAMES } from '../../cases/core/list-filters.ts';
import { CloseUnit, type UnitLine } from './unit-form.tsx';

const unit: UnitLine = {
  id: '019a0000-0000-7000-8000-000000000001', districtId: '500151', code: 'HW1', name: '桂花环卫',
  nameEn: 'Guihua Sanitation', kind: 'company', specialty: 'sanitation', areaPath: '500151',
  serves: ['500151'],
};

beforeEach(() => void vi.stubGlobal('CSS', { escape: (text: string) => text }));
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

test('whoever closes a unit with open cases is led to those cases, and to no ended one', async () => {
  const problem = {
    code: 'people.unit_needed', status: 409, detail: '还有 1 件未结案件。', data: {}, retryable: false,
  };
  const headers = { 'content-type': 'application/problem+json' };
  vi.stubGlobal('fetch', async () => new Response(JSON.stringify(problem), { status: 409, headers }));
  render(
    <QueryClientProvider client={makeQueryClient()}>
      <CloseUnit unit={unit} onClose={() => undefined} onDone={() => undefined} />
    </QueryClientProvider>,
  );
  fireEvent.change(screen.getByRole('textbox'), { target: { value: '合同到期' } });
  fireEvent.submit(screen.getByRole('textbox').closest('form') as HTMLFormElement);
  const link = (await screen.findByRole('link')) as HTMLAnchorElement;
  const asked = new URL(link.href).searchParams;
  for (const name of asked.keys()) expect(FILTER_NAMES).toContain(name);
  expect([asked.get('unitId'), asked.get('state')]).toEqual([unit.id, 'open']);
});
