// @vitest-environment jsdom
// A director's press that did not arrive is told in the director's language, not in the browser's.
import { QueryClientProvider } from '@tanstack/react-query';
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, test, vi } from 'vitest';
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

test('a scene that could not be called, as the line is gone, is told in the director’s words', async () => {
  vi.stubGlobal('fetch', async () => Promise.reject(new TypeError('Failed to fetch')));
  const view: StageView = {
    areaPath: '990101', name: '汐桥区', nameEn: 'Xiqiao', plan: DEFAULT_PLAN as StageView['plan'], version: 1,
    stage: null, now: 0,
  };
  render(
    <QueryClientProvider client={makeQueryClient()}>
      <SpeakIn language="zh">
        <DirectorScenes view={view} streets={[]} />
      </SpeakIn>
    </QueryClientProvider>,
  );
  fireEvent.click(screen.getAllByRole('button')[0] as HTMLElement);
  await screen.findByText(tellError(new WeatherError(''), 'zh'));
});
