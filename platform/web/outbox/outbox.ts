// The one outbox of this page, and how screens see it. What it does: person-outbox.ts.
import { useSyncExternalStore } from 'react';
import { Outbox, type OutboxState } from './person-outbox.ts';
import { browserWays } from './ways.ts';

export const outbox = new Outbox(browserWays());

export const useOutbox = (): OutboxState => useSyncExternalStore(outbox.subscribe, outbox.get);
