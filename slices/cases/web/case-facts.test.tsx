// @vitest-environment jsdom
// What waits in a case is told with its times: who was pushed when, by when an answer is wanted.
import { QueryClientProvider } from '@tanstack/react-query';
import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { DAY, HOUR } from '../../../kernel/duration.ts';
import { makeQueryClient } from '../../../platform/web/api/query-client.ts';
import { toIso } from '../../../kernel/instant.ts';
import { SpeakIn } from '../../../ui/words/language.tsx';
import { factsView } from '../core/case-view.ts';
import { City, cityIn, PEOPLE, photo, REPORT_BODY } from '../core/test-city.ts';
import { CaseFacts } from './case-facts.tsx';
import type { CaseView } from './use-cases.ts';

afterEach(cleanup);

function show(city: City): void {
  const view = factsView(city.open, 1, city.context(PEOPLE.leader), new Map());
  render(
    <QueryClientProvider client={makeQueryClient()}>
      <SpeakIn language="zh">
        <CaseFacts of={{ ...view, steps: [], abilities: [] } as unknown as CaseView} now={city.now} />
      </SpeakIn>
    </QueryClientProvider>,
  );
}

test('more time that is asked for is told with how much, and when it would be due', () => {
  const city = cityIn('handling');
  city.do('handler', 'extend', { reason: '下雨', extra: { kind: 'working_hours', amount: 1 } });
  show(city);
  expect(screen.getByText('申请延期 09:30 “下雨”，申请延长 1 工作时，同意后 15:30 到期')).toBeTruthy();
});

test('by when the unit speaks with whoever reported is told, and then that it has', () => {
  const city = new City();
  city.do('inspector', 'report', { ...REPORT_BODY, severity: 'urgent', reporter: { phone: '13800138000' } });
  city.do('streetDispatcher', 'accept');
  city.do('streetDispatcher', 'dispatch');
  show(city);
  expect(screen.getByText(/明天 09:30，还剩 1 天/)).toBeTruthy();
  cleanup();
  city.now += HOUR;
  city.do('handler', 'respond', { way: 'call', isContacted: true });
  show(city);
  expect(screen.getByText('已于 10:30 联系上')).toBeTruthy();
});

test('a case that ended late says so, and what two reviewers made of it', () => {
  const city = cityIn('handling');
  city.now += 3 * DAY;
  city.do('handler', 'feed_back', { result: '已清运', photoIds: [photo] });
  city.do('otherInspector', 'verify', { finding: '已清洁' });
  city.do('streetDispatcher', 'close', { closingCode: 'solved' });
  city.do('unitHead', 'appeal', { reason: '暴雨封路' });
  city.do('streetDispatcher', 'review_appeal', { isGranted: true });
  city.do('streetLeader', 'confirm_appeal', { isGranted: true });
  show(city);
  const words = '超期结案；超时申诉经两人审核同意：不计分，超期事实保留';
  expect(screen.getByText(words)).toBeTruthy();
  cleanup();
  city.do('streetDispatcher', 'reopen', { reason: '又出现' });
  show(city);
  expect(screen.getByText(/针对重开前的结案/)).toBeTruthy();
});

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
