// @vitest-environment jsdom
// A unit answers for hundreds of things at once: all that fit are gathered, sent in portions, stopped and
// gone on with, and what somebody else was quicker with is told by name.
import { cleanup, fireEvent, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type Answer, type Asked, showScreen } from '../../../platform/web/session/fake-screen.tsx';
import { MyUnit } from './rights-work.tsx';

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const ALL = 450;
const idOf = (n: number): string => `c${String(n).padStart(3, '0')}`;
const lamp = (n: number) => ({
  id: idOf(n), code: `5001510102000${String(n).padStart(3, '0')}`, classCode: '0102', name: `灯 ${n}`,
  areaPath: null, condition: 'intact', competentUnitId: null, ownerUnitId: null, maintenanceUnitId: 'u9',
  rightState: 'asked', rightUnitId: 'u9', rightWords: null, lon: 106, lat: 29.8,
});
let waiting: number[] = [];
beforeEach(() => {
  waiting = Array.from({ length: ALL }, (_, n) => n);
});

function page({ query }: Asked): Answer {
  const from = waiting.findIndex((n) => lamp(n).code > (query.get('after') ?? ''));
  const limit = Number(query.get('limit'));
  const found = from < 0 ? [] : waiting.slice(from, from + limit).map(lamp);
  const last = found.at(-1)?.code;
  return { components: found, next: from >= 0 && from + limit < waiting.length ? last : null };
}

const idsIn = (body: unknown): readonly string[] => (body as { ids: readonly string[] }).ids;

function show(onAnswer: (ids: readonly string[], nth: number) => Answer) {
  let answers = 0;
  return showScreen(
    <MyUnit areaPath="500151" unitId="u9" name="路灯所" classNameOf={(code) => code} />,
    {
      abilities: ['component.list', 'component.right_answer'],
      answer: (asked) => {
        if (asked.path === '/api/components') return page(asked);
        if (asked.path === '/api/components/rates') return { rates: [], sum: {} };
        if (asked.method !== 'POST') return {};
        answers += 1;
        return onAnswer(idsIn(asked.body), answers);
      },
    },
  );
}

const done = (ids: readonly string[], passed: readonly object[] = []): Answer => {
  waiting = waiting.filter((n) => !ids.includes(idOf(n)));
  return { moved: ids.length - passed.length, passed };
};

test('all that fit are chosen, not the page alone, and confirmed in portions', async () => {
  const quicker = { id: idOf(3), code: lamp(3).code, name: '灯 3', state: 'confirmed' };
  const sent = show((ids, nth) => done(ids, nth === 1 ? [quicker] : []));
  fireEvent.click(await screen.findByLabelText('全选已列出的 50 件'));
  screen.getByRole('button', { name: '确认归本单位（50）' });
  fireEvent.click(screen.getByRole('button', { name: '选中全部符合条件的' }));
  await screen.findByText('已选 450 件');
  fireEvent.click(screen.getByRole('button', { name: '确认归本单位（450）' }));
  await screen.findByText('已处理 449 件；1 件已由他人处理，未改动');
  expect(sent.map(({ body }) => idsIn(body).length)).toEqual([200, 200, 50]);
  expect(new Set(sent.flatMap(({ body }) => idsIn(body))).size).toBe(ALL);
  fireEvent.click(screen.getByText('逐件查看未改动的'));
  expect(screen.getByRole('link', { name: /灯 3/ }).textContent).toContain(quicker.code);
  screen.getByText('已确权');
  await screen.findByText('没有待本单位确认的部件');
});

test('whoever loses the network goes on where it broke off, and nothing is sent twice', async () => {
  let isOut = true;
  const sent = show((ids, nth) => (nth > 1 && isOut ? 'no network' : done(ids)));
  fireEvent.click(await screen.findByRole('button', { name: '选中全部符合条件的' }));
  await screen.findByText('已选 450 件');
  fireEvent.click(screen.getByRole('button', { name: '确认归本单位（450）' }));
  await screen.findByText('已处理 200 件；还有 250 件未处理，仍已选中');
  isOut = false;
  fireEvent.click(await screen.findByRole('button', { name: '确认归本单位（250）' }));
  await screen.findByText('没有待本单位确认的部件');
  const reached = sent.map(({ body }) => idsIn(body)[0]);
  expect([...new Set(reached)]).toEqual([idOf(0), idOf(200), idOf(400)]);
});

test('whoever stops keeps what is left chosen', async () => {
  const sent = show((ids, nth) => {
    if (nth === 2) fireEvent.click(screen.getByRole('button', { name: '停止' }));
    return done(ids);
  });
  fireEvent.click(await screen.findByRole('button', { name: '选中全部符合条件的' }));
  await screen.findByText('已选 450 件');
  fireEvent.click(screen.getByRole('button', { name: '确认归本单位（450）' }));
  await screen.findByText('已处理 400 件；还有 50 件未处理，仍已选中');
  expect(sent).toHaveLength(2);
  screen.getByText('已选 50 件');
});
