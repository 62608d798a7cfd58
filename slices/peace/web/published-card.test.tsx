// @vitest-environment jsdom Published indexes on the screen: published by whoever may, once it is over; what
// was corrected since stands beside it; a revision says why and what differs.
import { cleanup, fireEvent, screen, within } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import { type Answer, type Asked, refused, showScreen } from '../../../platform/web/session/fake-screen.tsx';
import { SCHEME_TEMPLATES } from '../core/default-schemes.ts';
import type { IndexTable } from '../core/contract-index.ts';
import { FileWays, PublishedCard, Standing } from './published-card.tsx';

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const JULY = { kind: 'month', from: '2026-07-01', to: '2026-07-31', zh: '2026年7月', en: '2026-07' } as const;
const first = {
  span: JULY,
  revision: 1,
  why: null,
  publishedAt: '2026-08-05T01:00:00Z',
  byName: '毛成',
  differing: 0,
};
const second = { ...first, revision: 2, why: '漏报补登', differing: 1 };
const ROW = {
  areaPath: '500151.001',
  name: '火星街道',
  nameEn: 'Mars Street',
  index: '90.00',
  colour: 'green',
  judged: '100.00',
  before: null,
  yearAgo: null,
  contributions: [],
  today: null,
} as const;
const TABLE = {
  areaPath: '500151',
  span: JULY,
  isOver: true,
  scheme: { edition: null, validFrom: null, body: SCHEME_TEMPLATES.month },
  names: [],
  published: null,
  rows: [ROW],
} as unknown as IndexTable;
const DIFFERENCES = {
  items: [
    {
      areaPath: '500151.001',
      name: '火星街道',
      nameEn: 'Mars Street',
      was: { index: '90.00', colour: 'green' },
      is: { index: '80.00', colour: 'yellow' },
      parts: [
        {
          indicator: 'security_calls',
          zh: '治安刑事警情',
          en: 'calls about offences',
          wasValue: '125.00',
          isValue: '150.00',
          wasPoints: '30.00',
          isPoints: '20.00',
        },
      ],
    },
  ],
  nextAfter: null,
};

function show(table: Partial<IndexTable> = {}, mayPublish = true, answer?: (asked: Asked) => Answer) {
  const whole = { ...TABLE, ...table };
  const body = (
    <>
      <Standing table={whole} />
      <FileWays table={whole} />
      <PublishedCard table={whole} />
    </>
  );
  return showScreen(body, {
    abilities: mayPublish ? ['peace.publish'] : [],
    answer: (asked) =>
      answer?.(asked) ??
      (asked.path.endsWith('/differences')
        ? DIFFERENCES
        : asked.method === 'POST'
          ? second
          : { publications: [second, first] }),
  });
}

test('what is not published says so; whoever may publishes it with one press', async () => {
  const sent = show();
  expect(await screen.findByText('未公布：按现有数值评定，随更正变动。')).toBeTruthy();
  fireEvent.click(await screen.findByRole('button', { name: '公布2026年7月' }));
  await vi.waitFor(() => expect(sent).toHaveLength(1));
  expect(sent[0]).toMatchObject({
    path: '/api/peace/publications',
    body: { districtId: '500151', day: '2026-07-01' },
  });
  expect(await screen.findByText('2026年7月已公布，第 2 版。')).toBeTruthy();
});

test('a period that runs, a street’s table, or another’s right: there is no button', async () => {
  for (const [table, may] of [
    [{ isOver: false }, true],
    [{ areaPath: '500151.001' }, true],
    [{}, false],
  ] as const) {
    show(table, may);
    await screen.findByText('2026年7月 第 2 版');
    expect(screen.queryByRole('button', { name: /^公布2026/ })).toBeNull();
    cleanup();
  }
});

test('corrected since: how many say otherwise; a revision wants a reason; a refusal is told', async () => {
  const today = { index: "80.00", colour: "yellow" };
  const rows = [{ ...ROW, today }] as unknown as IndexTable["rows"];
  const sent = show({ published: first as never, rows }, true, ({ method }) =>
    method === 'POST' ? refused('peace.nothing_moved', '没有变化。') : undefined,
  );
  expect((await screen.findByText(/^公布之后数值有更正：1 个区域/)).textContent).toContain('现值');
  expect(screen.getByText(/^已公布，第 1 版（毛成/)).toBeTruthy();
  fireEvent.change(await screen.findByLabelText('修订原因'), { target: { value: '漏报补登' } });
  fireEvent.click(screen.getByRole('button', { name: '修订2026年7月' }));
  await vi.waitFor(() => expect(sent[0]?.body).toMatchObject({ why: '漏报补登' }));
  expect(await screen.findByText('没有变化。')).toBeTruthy();
});

test('a revision opens to what differs, area by area and series by series', async () => {
  show({}, false);
  const line = (await screen.findByText('2026年7月 第 2 版')).closest('li') as HTMLElement;
  expect(line.textContent).toContain('原因：漏报补登');
  expect(line.textContent).toContain('1 个区域有差异');
  fireEvent.click(within(line).getByRole('button', { name: '看2026年7月 第 2 版的差异' }));
  const table = await screen.findByRole('region', { name: '2026年7月 第 2 版的差异' });
  expect(table.textContent).toContain('火星街道90.00 绿80.00 黄');
  expect(table.textContent).toContain('治安刑事警情：125.00 → 150.00（得分 30.00 → 20.00）');
  const whole = (await screen.findByText('2026年7月 第 1 版')).closest('li') as HTMLElement;
  expect(within(whole).queryByRole('button')).toBeNull();
});

test('the table leaves as a file, in the language of the screen', async () => {
  show();
  const link = await screen.findByRole('link', { name: '导出 Excel' });
  const url = new URL(link.getAttribute('href') ?? '', 'http://city');
  expect([url.pathname, Object.fromEntries(url.searchParams)]).toEqual([
    '/api/peace/export/xlsx',
    { areaPath: '500151', day: '2026-07-01', language: 'zh' },
  ]);
});

test('without a network the list says so, and what stands above it stays', async () => {
  show({}, false, () => 'no network');
  expect((await screen.findByRole('alert')).textContent).toMatch(/网络|连接/);
  expect(screen.getByText('未公布：按现有数值评定，随更正变动。')).toBeTruthy();
});
