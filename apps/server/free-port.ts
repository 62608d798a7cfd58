// Finds out that the port is taken before minutes are spent on a store and a demo that could not be served.
// It only asks: the real listening comes later, and may still lose a race for the port.
import { createServer } from 'node:net';
import { ConfigError } from '../../platform/server/config/config.ts';

/** Refuses with a `ConfigError` that names the port and the way out. */
export function portMustBeFree(host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', (error: NodeJS.ErrnoException) => {
      const isTaken = error.code === 'EADDRINUSE';
      const why = isTaken ? 'is in use' : `can't be opened (${error.code ?? error.message})`;
      reject(new ConfigError(`Port ${port} on ${host} ${why}. Set PORT (and HOST) to another.`));
    });
    probe.listen({ host, port }, () => probe.close(() => resolve()));
  });
}
