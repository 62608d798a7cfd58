// Several processes on one store: one of them does what must be done once, all of them answer.
import { expect, it } from 'vitest';
import { ConfigError, readConfig } from '../../platform/server/config/config.ts';
import { isFirst, isWatcher, partOf } from './workers.ts';

const POSTGRES = { DATABASE_URL: 'postgres://127.0.0.1/gridloop' };

it('lets the first fill the store and run timers, and the others only answer', () => {
  const whole = readConfig({ ...POSTGRES, WORKERS: '3' }, []);
  expect(isWatcher(whole)).toBe(true);
  const parts = [{}, { GRIDLOOP_WORKER: '1' }, { GRIDLOOP_WORKER: '2' }, { GRIDLOOP_WORKER: '3' }];
  expect(parts.map((env) => isFirst(env))).toEqual([true, true, false, false]);
  expect(parts.map((env) => partOf(whole, env).roles.includes('jobs'))).toEqual([true, true, false, false]);
  expect(parts.map((env) => partOf(whole, env).hasDemo)).toEqual([true, true, false, false]);
  expect(parts.every((env) => partOf(whole, env).roles.includes('http'))).toBe(true);
});

it('is one process where nobody asks for more, and refuses more on the embedded store', () => {
  expect(isWatcher(readConfig(POSTGRES, []))).toBe(false);
  expect(() => readConfig({ WORKERS: '2' }, [])).toThrow(ConfigError);
  expect(() => readConfig({ ...POSTGRES, WORKERS: 'many' }, [])).toThrow('WORKERS is many');
});
