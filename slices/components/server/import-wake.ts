// A file waits to be worked on: the runner of this process need not sleep any longer. Others see it at their
// next poll.
import { makeWake } from '../../../platform/server/clock/wake.ts';

export const { announce: announceImports, onAnnounced: onImportsAnnounced } = makeWake<[]>();
