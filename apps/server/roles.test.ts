// What a server does not do by its roles, it does not seem to do either.
import { expect, test } from 'vitest';
import { fakeCipher } from '../../platform/server/crypto/fake.ts';
import { testDatabase } from '../../platform/server/db/test-database.ts';
import { FakeFiles } from '../../platform/server/files/fake.ts';
import { silentLog } from '../../platform/server/log/log.ts';
import { openPeople } from '../../slices/people/server/public.ts';
import { mount } from './mount.ts';
import { policy } from './parts.ts';
import { unitTies } from './unit-ties.ts';

const store = testDatabase();

const answerOf = async (hasLive: boolean) => {
  const { database, clock } = store;
  const { app } = await mount({
    database, clock, hasLive, log: silentLog(), files: new FakeFiles(), version: 'test',
    people: openPeople({ database, clock, cipher: fakeCipher, policy, ties: unitTies }),
    bodyLimitBytes: 1_000, isBehindProxy: false, hasRateLimits: false,
  });
  const reply = await app.inject('/api/live?topics=district:500151');
  await app.close();
  return reply.json<{ code: string }>().code;
};

test('a server that does not follow the events takes no streams', async () => {
  expect(await answerOf(true)).toBe('auth.sign_in_first');
  expect(await answerOf(false)).toBe('http.not_found');
});
