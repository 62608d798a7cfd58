// @vitest-environment jsdom
// How far the parts of a case are: those that were taken back stand there, and nobody waits for them.
import { QueryClientProvider } from '@tanstack/react-query';
import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { makeQueryClient } from '../../../platform/web/api/query-client.ts';
import { SpeakIn } from '../../../ui/words/language.tsx';
import { factsView } from '../core/case-view.ts';
import { cityIn, PEOPLE } from '../core/test-city.ts';
import { CaseKin } from './case-kin.tsx';
import { deskTexts } from './desk-texts.ts';
import type { CaseView } from './use-cases.ts';

afterEach(cleanup);

const part = (number: string, state: string, result: string | null) => ({
  id: number,
  number,
  state,
  stateZh: state,
  stateEn: state,
  isOpen: state === 'handling',
  itemName: null,
  itemNameEn: null,
  words: '清运',
  unit: null,
  dueAt: null,
  result,
  photoIds: [],
  closingCode: null,
  endedAt: null,
});

test('of four parts, two taken back and one done, one result of two is there', () => {
  const city = cityIn('accepted');
  const parts = [
    part('1', 'withdrawn', null),
    part('2', 'withdrawn', null),
    part('3', 'closed', '清了'),
    part('4', 'handling', null),
  ];
  const view = factsView(city.open, 1, city.context(PEOPLE.leader), new Map());
  const of = { ...view, steps: [], abilities: [], parts, mainCase: null } as unknown as CaseView;
  render(
    <QueryClientProvider client={makeQueryClient()}>
      <SpeakIn language="zh">
        <CaseKin of={of} now={city.now} caseHref={(id) => `/cases/${id}`} />
      </SpeakIn>
    </QueryClientProvider>,
  );
  expect(screen.getByText(deskTexts.zh.gathered(1, 2))).toBeTruthy();
  expect(screen.getAllByText('withdrawn')).toHaveLength(2);
});
