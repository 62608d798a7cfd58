// For the outbox's list: the card of both versions for an action on a case that was refused, nothing for
// anything else. It is hardly ever needed, so it loads when it is; the app's own files are on the phone.
import { type ReactNode, Suspense } from 'react';
import type { Entry } from '../../../platform/web/outbox/entry.ts';
import { lazyPart } from '../../../platform/web/start/lazy-screen.ts';

const ConflictCard = lazyPart(() => import('./conflict-card.tsx'));
const CASE_ACTION = /^\/api\/cases\/[0-9a-f-]{36}\//;

export const conflictCard = (entry: Entry): ReactNode =>
  entry.about !== undefined && CASE_ACTION.test(entry.url) ? (
    <Suspense fallback={<p role="status">{entry.trouble?.detail}</p>}>
      <ConflictCard entry={entry} />
    </Suspense>
  ) : null;
