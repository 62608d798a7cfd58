// Serves: routes, screens, live streams, timers and subscribers, as far as the roles say.
// `stop` ends streams first, lets running work finish, then closes the store.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT_FOLDER } from '../../platform/server/db/folders.ts';
import { addOperations } from '../../platform/server/http/operations.ts';
import { outdatedWords } from '../../slices/cases/server/reindex-words.ts';
import { makeBackground } from './background.ts';
import { portMustBeFree } from './free-port.ts';
import { mount } from './mount.ts';
import { seedIfEmpty } from './seed.ts';
import type { Services } from './services.ts';
import { addWebFiles } from './web-files.ts';

export interface Running {
  /** e.g. `http://127.0.0.1:8080` */
  readonly address: string;
  stop(): Promise<void>;
}

const readVersion = (): string =>
  (JSON.parse(readFileSync(join(ROOT_FOLDER, 'package.json'), 'utf8')) as { version: string }).version;

export async function serve(services: Services, onProgress: (words: string) => void): Promise<Running> {
  const { config, log, database, clock } = services;
  await portMustBeFree(config.host, config.port);
  const background = makeBackground(services);
  await background.events.register();
  await seedIfEmpty(services, onProgress);
  const hasLive = config.roles.includes('live');
  const version = readVersion();
  const { app, hub, presence } = await mount({
    ...services,
    version,
    bodyLimitBytes: config.photoLimitBytes,
    isBehindProxy: config.isBehindProxy,
    hasRateLimits: config.hasRateLimits,
    tileHosts: config.tileHosts,
    hasLive,
  });
  addOperations(app, { database, clock, version, watched: [outdatedWords] });
  await addWebFiles(app, config.webFolder);
  if (hasLive) {
    hub.start();
    presence.start();
  }
  if (config.roles.includes('jobs')) {
    await background.timers.start();
    await background.events.start();
    background.imports.start();
    background.pushes?.start();
  }
  const address = await app.listen({ host: config.host, port: config.port });
  log.info({ address, now: clock.now() }, 'serving');
  return {
    address,
    async stop() {
      await presence.stop();
      await hub.stop();
      await app.close();
      await background.timers.stop();
      await background.events.stop();
      await background.imports.stop();
      await background.pushes?.stop();
      await services.close();
    },
  };
}
