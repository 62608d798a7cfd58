// A taken port is told with its number before anything is made; a free one stays free.
import { createServer, type AddressInfo } from 'node:net';
import { expect, it } from 'vitest';
import { ConfigError } from '../../platform/server/config/config.ts';
import { portMustBeFree } from './free-port.ts';

it('tells a taken port, and leaves a free one free', async () => {
  const holder = createServer();
  await new Promise<void>((opened) => holder.listen({ host: '127.0.0.1', port: 0 }, opened));
  const { port } = holder.address() as AddressInfo;
  const taken = portMustBeFree('127.0.0.1', port);
  await expect(taken).rejects.toThrow(ConfigError);
  await expect(taken).rejects.toThrow(`Port ${port} on 127.0.0.1 is in use. Set PORT (and HOST) to another.`);
  await new Promise((closed) => holder.close(closed));
  await portMustBeFree('127.0.0.1', port);
  await portMustBeFree('127.0.0.1', port);
});
