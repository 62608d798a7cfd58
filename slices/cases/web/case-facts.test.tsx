// @vitest-environment jsdom
// What waits in a case is told with its times: who was pushed when, by when an answer is wanted.
import { QueryClientProvider } from '@tanstack/react-query';
import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { HOUR } from '../../../kernel/duration.ts';
import { makeQueryClient } from '../../../platform/web/api/query-client.ts';
import { toIso } from '../../../kernel/instant.ts';
import { SpeakIn } from '../../../ui/words/language.tsx';
import { factsView } from '../core/case-view.ts';
import { cityIn, PEOPLE } from '../core/test-city.ts';
import { CaseFacts } from './case-facts.tsx';
import type { CaseView } from './use-cases.ts';

afterEach(cleanup);

test('a push and a question are told with when, and by when', () => {
  const city = cityIn('handling');
  const answerBy = toIso(city.now + 2 * HOUR);
  city.do('streetDispatcher', 'push', { kind: 'supervise', words: '请抓紧', answerBy });
  const first = city.open.pushes[0]?.seq;
  city.now += HOUR;
  city.do('streetDispatcher', 'push', { kind: 'summon', words: '到场', answerBy: toIso(city.now + HOUR / 2) });
  city.do('handler', 'answer_push', { pushSeq: first, words: '已安排' });
  city.do('handler', 'hand_over', { personId: PEOPLE.unitHead.personId, words: '换班' });
  const view = factsView(city.open, 1, city.context(PEOPLE.leader), new Map());
  render(
    <QueryClientProvider client={makeQueryClient()}>
      <SpeakIn language="zh">
        <CaseFacts of={{ ...view, steps: [], abilities: [] } as unknown as CaseView} now={city.now} />
      </SpeakIn>
    </QueryClientProvider>,
  );
  expect(screen.getByText('督办 09:30，11:30 前回复，已回复')).toBeTruthy();
  expect(screen.getByText('约谈 10:30，11:00 前回复')).toBeTruthy();
  expect(screen.getByText('移交 10:30 “换班”')).toBeTruthy();
});
