// New events wait: the readers of this process look at once, those of others within a second.
import { makeWake } from '../clock/wake.ts';

export const { announce: announceEvents, onAnnounced: onEventsAnnounced } = makeWake();
