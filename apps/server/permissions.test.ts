// The joined permission table and the doors agree; the matrix test runs beside this, in matrix.test.ts.
import { expect, test } from 'vitest';
import { httpRefusals } from '../../platform/server/http/refusals.ts';
import { testDatabase } from '../../platform/server/db/test-database.ts';
import { allRoutes } from './mount.ts';
import { policy, refusals } from './parts.ts';
import { testApp } from './test-app.ts';
import { FakeFiles } from '../../platform/server/files/fake.ts';

const store = testDatabase();
const app = testApp(store);

test('every door has a row in the permission table, and every row of a public kind says why', () => {
  const operations = new Set(policy.map((row) => row.operation));
  const routes = allRoutes({ files: new FakeFiles(), people: app.people });
  expect(routes.filter((route) => !operations.has(route.operation)).map((route) => route.url)).toEqual([]);
  expect(policy.filter((row) => row.why.trim().length < 8)).toEqual([]);
});

test('every refusal that a door names has words in both languages', () => {
  const routes = allRoutes({ files: new FakeFiles(), people: app.people });
  const named = new Set(routes.flatMap((route) => route.refusals ?? []));
  expect([...named].filter((code) => !refusals[code])).toEqual([]);
  for (const [code, words] of Object.entries(refusals)) {
    expect(`${code} ${words.zh}`).toMatch(/[一-鿿]/);
    expect(words.en.length).toBeGreaterThan(10);
  }
  expect(Object.keys(httpRefusals).every((code) => code in refusals)).toBe(true);
});

test('nobody signed in gets past a door that is not open to the public', async () => {
  const routes = allRoutes({ files: new FakeFiles(), people: app.people });
  const open = new Set(
    policy
      .filter((row) => row.who.includes('public') || row.who.includes('reporter'))
      .map((row) => row.operation),
  );
  const nil = '00000000-0000-7000-8000-000000000000';
  for (const door of routes.filter((candidate) => !open.has(candidate.operation))) {
    const url = door.url.replace(/:(\w*[iI]d)\b/g, nil).replace(/:\w+/g, 'x');
    const reply = await app.send(door.method as 'GET', url, { body: door.method === 'GET' ? undefined : {} });
    expect([400, 401, 415], `${door.method} ${door.url} said ${reply.status}`).toContain(reply.status);
  }
});
