// @vitest-environment jsdom The lists workshop in every state, and a row edited by its form: what a case
// means for its thing is one of the cells, and a save goes with the revision that was read.
import { cleanup, fireEvent, screen } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import { type Answer, type Asked, refused, showScreen } from '../../../platform/web/session/fake-screen.tsx';
import { itemOf } from '../core/test-catalogue.ts';
import { ListsWorkshop } from './lists-workshop.tsx';
import { RowForm } from './row-form.tsx';

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const AROUND = { districtId: '500151', units: [], areas: [{ value: '500151', label: '铜梁区' }] };
const show = (answer: (asked: Asked) => Answer, language: 'zh' | 'en' = 'zh') =>
  showScreen(<ListsWorkshop around={AROUND} />, { answer, language });

test('without lists it says so, in both languages', async () => {
  show(() => ({ versions: [] }));
  expect(await screen.findByText('还没有清单')).toBeTruthy();
  cleanup();
  show(() => ({ versions: [] }), 'en');
  expect(await screen.findByText('No lists yet')).toBeTruthy();
});

test('on its way, refused and asked again, without a network', async () => {
  show(() => 'never');
  expect(await screen.findByRole('status')).toBeTruthy();
  cleanup();
  let isOut = true;
  show(() => (isOut ? refused('auth.not_allowed', '您没有这项权限。') : { versions: [] }));
  expect((await screen.findByRole('alert')).textContent).toContain('您没有这项权限。');
  isOut = false;
  fireEvent.click(screen.getByText('再试一次'));
  expect(await screen.findByText('还没有清单')).toBeTruthy();
  cleanup();
  show(() => 'no network');
  expect((await screen.findByRole('alert')).textContent).toMatch(/网络|连接/);
});

test('an item says by its form what a case of it means for its thing', async () => {
  const { problems: _, ...item } = { ...itemOf('C0101'), list: 'component' as const, componentClass: '0101' };
  const sent = showScreen(
    <RowForm
      title="修改细类"
      sheet="细类"
      before={{ table: 'item', item }}
      catalogueId="v1"
      revision={7}
      around={AROUND}
      onClose={() => undefined}
      onSaved={() => undefined}
    />,
    { answer: () => ({ revision: 8 }) },
  );
  const choice = await screen.findByLabelText<HTMLSelectElement>('部件状况');
  expect([...choice.options].map(({ label }) => label)).toEqual([
    '不说', '破损', '丢失', '占用', '废弃', '不变',
  ]);
  fireEvent.change(choice, { target: { value: '丢失' } });
  fireEvent.submit(choice.closest('form') as HTMLFormElement);
  await vi.waitFor(() => expect(sent).toHaveLength(1));
  const put = [{ table: 'item', item: { ...item, terms: { thingCondition: 'lost' } } }];
  expect(sent[0]?.body).toMatchObject({ revision: 7, put });
});
