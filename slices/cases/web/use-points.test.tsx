// @vitest-environment jsdom
// A map is told everything once and then what has changed; every answer lands, in the order of the questions.
import { QueryClient, QueryClientProvider, useQueryClient } from '@tanstack/react-query';
import { act, cleanup, render, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type CaseDot, packDots, packGone } from '../core/points.ts';
import { showOwnAct } from './points-pace.ts';
import { actOn, CASES_KEY } from './use-cases.ts';
import { usePoints } from './use-points.ts';

const idOf = (n: number): string => `0190b1c2-0000-7000-8abc-${String(n).padStart(12, '0')}`;
const dot = (n: number, lamp: CaseDot['lamp'] = 'green'): CaseDot =>
  ({ id: idOf(n), lon: 106 + n, lat: 29, lamp });

interface Question {
  readonly since: string | null;
  readonly answer: (version: string, dots: readonly CaseDot[], gone?: readonly string[]) => void;
}
const questions: Question[] = [];
/** `ownAct`: of what the reader did, so that no question waits for its turn. */
const hear: { event: () => void; ownAct: () => void } = {
  event: () => undefined,
  ownAct: () => undefined,
};

function Places() {
  const queries = useQueryClient();
  hear.event = () => void queries.invalidateQueries({ queryKey: CASES_KEY });
  hear.ownAct = () => {
    showOwnAct();
    hear.event();
  };
  const { points, total } = usePoints({ state: ['open'] });
  return <p>{`${total}: ${points.map(({ lon, lamp }) => `${lon} ${lamp}`).join(', ')}`}</p>;
}

beforeEach(() => {
  questions.length = 0;
  vi.stubGlobal('fetch', (url: string, { method }: RequestInit) => {
    if (method === 'POST') return Promise.resolve(Response.json({ id: idOf(1) }));
    const since = new URL(url, 'http://desk').searchParams.get('since');
    return new Promise<Response>((resolve) => {
      questions.push({
        since,
        answer: (version, dots, gone = []) =>
          resolve(
            Response.json({
              asOf: '2026-08-05T08:00:00Z',
              version,
              isWhole: since === null,
              total: 2,
              isMore: false,
              ...packDots(dots),
              gone: packGone(gone),
            }),
          ),
      });
    });
  });
  render(
    <QueryClientProvider client={new QueryClient()}>
      <Places />
    </QueryClientProvider>,
  );
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const asked = (times: number) => waitFor(() => expect(questions).toHaveLength(times));
const shows = (words: string) => screen.findByText(words);

test('a map that heard of something asks for what has changed since, and draws it', async () => {
  await asked(1);
  questions[0]?.answer('v1', [dot(1), dot(2)]);
  await shows('2: 107 green, 108 green');
  act(hear.ownAct);
  await asked(2);
  expect(questions.map(({ since }) => since)).toEqual([null, 'v1']);
  questions[1]?.answer('v2', [dot(3, 'red')], [idOf(1)]);
  await shows('2: 108 green, 109 red');
});

test('on a slow line, where something happens before each answer, the map still goes on', async () => {
  await asked(1);
  questions[0]?.answer('v1', [dot(1), dot(2)]);
  await shows('2: 107 green, 108 green');
  for (let n = 1; n < 4; n += 1) {
    act(hear.ownAct);
    await asked(n + 1);
  }
  questions[1]?.answer('v2', [dot(2, 'yellow')]);
  await shows('2: 107 green, 108 yellow');
  questions[3]?.answer('v4', [dot(2, 'red')]);
  await shows('2: 107 green, 108 red');
  // What was asked before comes after: it is older.
  questions[2]?.answer('v3', [dot(2, 'orange')]);
  await new Promise((resolve) => setTimeout(resolve, 50));
  await shows('2: 107 green, 108 red');
  act(hear.ownAct);
  await asked(5);
  expect(questions[4]?.since).toBe('v4');
});

test('in a storm a map waits for its turn, unless the reader has just acted on a case', async () => {
  await asked(1);
  questions[0]?.answer('v1', [dot(1), dot(2)]);
  await shows('2: 107 green, 108 green');
  act(hear.event);
  await new Promise((resolve) => setTimeout(resolve, 200));
  expect(questions).toHaveLength(1);
  await act(() => actOn({ caseId: idOf(1), action: 'note', body: {} }, 'once'));
  await asked(2);
});
