// @vitest-environment jsdom
// The scenes as a director's buttons: a press keeps what other directors have chosen, and one that did not
// arrive is told in the director's language, not in the browser's.
import { QueryClientProvider } from '@tanstack/react-query';
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import { tellError, WeatherError } from '../../../platform/web/api/errors.ts';
import { makeQueryClient } from '../../../platform/web/api/query-client.ts';
import { SpeakIn } from '../../../ui/words/language.tsx';
import type { StageView } from '../core/contract.ts';
import { DEFAULT_PLAN } from '../core/default-plan.ts';
import { DirectorScenes } from './director-scenes.tsx';

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const view = (stage: StageView['stage']): StageView => ({
  areaPath: '990101', name: '汐桥区', nameEn: 'Xiqiao', plan: DEFAULT_PLAN as StageView['plan'], version: 1,
  stage, now: 0,
});
const queries = makeQueryClient();
const desk = (stage: StageView['stage']) => (
  <QueryClientProvider client={queries}>
    <SpeakIn language="zh">
      <DirectorScenes view={view(stage)} streets={[]} />
    </SpeakIn>
  </QueryClientProvider>
);

test('a press on a scene keeps the street that another director has put in focus meanwhile', async () => {
  const sent: unknown[] = [];
  vi.stubGlobal('fetch', async (_: string, init: { body?: string }) => {
    sent.push(JSON.parse(init.body ?? 'null'));
    return Response.json(view(null));
  });
  const { rerender } = render(desk(null));
  const [first, second] = DEFAULT_PLAN.scenes;
  rerender(desk({ scene: first?.code ?? '', isHeld: true, focusPath: '990101.002', since: 0 }));
  fireEvent.click(screen.getAllByRole('button')[1] as HTMLElement);
  await waitFor(() => expect(sent).toHaveLength(1));
  expect(sent[0]).toEqual({ scene: second?.code, isHeld: true, focusPath: '990101.002' });
});

test('a scene that could not be called, as the line is gone, is told in the director’s words', async () => {
  vi.stubGlobal('fetch', async () => Promise.reject(new TypeError('Failed to fetch')));
  render(desk(null));
  fireEvent.click(screen.getAllByRole('button')[0] as HTMLElement);
  await screen.findByText(tellError(new WeatherError(''), 'zh'));
});
