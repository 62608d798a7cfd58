// The product over a fresh demo town, at a time of day that is told and moves on at its real pace: a wall
// at half past two is another sight than one at night. Prints its address once it answers; ends on
// SIGTERM.
import { subscribe } from 'node:diagnostics_channel';
import type { ServerResponse } from 'node:http';
import { readConfig } from '../../platform/server/config/config.ts';
import { type Clock, systemClock } from '../../platform/server/clock/clock.ts';
import { createLog } from '../../platform/server/log/log.ts';
import { pagedRandom } from '../../apps/server/random.ts';
import { serve } from '../../apps/server/serve.ts';
import { openServices } from '../../apps/server/services.ts';

const startAt = Date.parse(process.env['WALL_STARTS_AT'] ?? '2026-08-05T14:30:00+08:00');
const shiftMs = startAt - Date.now();

/** The machine's own clock, moved: seconds are seconds. */
const clock: Clock = {
  now: () => Date.now() + shiftMs,
  wakeAt: (at, work) => systemClock.wakeAt(at - shiftMs, work),
};

// Screens set their clock by the Date of replies: it must be the town's time too.
subscribe('http.server.request.start', (message) => {
  const { response } = message as { response: ServerResponse };
  response.setHeader('date', new Date(clock.now()).toUTCString());
});

const config = readConfig(process.env, process.argv.slice(2));
const log = createLog(config.logLevel);
const say = (words: string): void => void process.stderr.write(`${words}\n`);
const services = await openServices({ config, log, clock, random: pagedRandom(), onProgress: say });
const running = await serve(services, say);
console.log(JSON.stringify({ address: running.address, shiftMs }));
process.on('SIGTERM', () => void running.stop().then(() => process.exit(0)));
