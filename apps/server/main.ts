// The program: reads the configuration, opens the store, fills an empty one with the demo district, serves.
// Modes: starting → serving → stopping (on SIGINT or SIGTERM: finish what runs, then close) → gone.
import { pagedRandom } from './random.ts';
import { printWelcome, sayProgress } from './console.ts';
import { openServices } from './services.ts';
import { serve } from './serve.ts';
import { isFirst, isWatcher, partOf, watchWorkers } from './workers.ts';
import { systemClock } from '../../platform/server/clock/clock.ts';
import { ConfigError, readConfig } from '../../platform/server/config/config.ts';
import { ForeignKeyError } from '../../platform/server/crypto/store-key.ts';
import { StoreLockedError } from '../../platform/server/db/store-lock.ts';
import { createLog } from '../../platform/server/log/log.ts';

async function main(): Promise<void> {
  const whole = readConfig(process.env, process.argv.slice(2));
  if (isWatcher(whole)) return watchWorkers(whole);
  const config = partOf(whole, process.env);
  const log = createLog(config.logLevel);
  const services = await openServices({
    config,
    log,
    clock: systemClock,
    random: pagedRandom(),
    onProgress: sayProgress,
  });
  const running = await serve(services, sayProgress);
  let isStopping = false;
  const stop = async (signal: string) => {
    // Ctrl-C reaches every process of a terminal, and those above hand it on: the second one changes nothing.
    if (isStopping) return;
    isStopping = true;
    log.info({ signal }, 'stopping');
    await running.stop();
    process.exit(0);
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  if (isFirst(process.env)) await printWelcome(services, running.address);
}

main().catch((error: Error) => {
  const isTold = [ConfigError, StoreLockedError, ForeignKeyError].some((told) => error instanceof told);
  console.error(isTold ? error.message : error);
  process.exit(1);
});
