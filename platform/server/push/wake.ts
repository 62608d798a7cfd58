// Something waits to be sent to phones: the sender of this process looks at once, others at their next poll.
import { makeWake } from '../clock/wake.ts';

export const { announce: announcePushes, onAnnounced: onPushesAnnounced } = makeWake();
