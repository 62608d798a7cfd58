// The seal of the history, the number that people read aloud, the code that lets a reporter in.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { HOUR, MINUTE } from '../../../kernel/duration.ts';
import { caseNumber, checkDigit, parseCaseNumber } from './case-number.ts';
import { canonicalJson, chainSteps, genesis, verifyHistory } from './history.ts';
import { parsePublicCode, publicCode } from './public-code.ts';
import { at, cityIn, PEOPLE, photo } from './test-city.ts';

/** FNV-1a in 64 bits: enough to show a change in a test; the server uses SHA-256. */
function hash(text: string): string {
  let value = 0xcbf29ce484222325n;
  for (const letter of text) value =
    ((value ^ BigInt(letter.codePointAt(0) ?? 0)) * 0x100000001b3n) & 0xffffffffffffffffn;
  return value.toString(16);
}

function backwards(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(backwards);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).reverse().map(([key, item]) => [key, backwards(item)]));
}

const city = cityIn('closed');
const steps = chainSteps(city.steps, genesis('c1'), hash);
const last = steps.at(-1)?.hash ?? '';
const verify = (list = steps, lastHash = last, id = 'c1') => verifyHistory(id, list, lastHash, hash);

describe('the chain', () => {
  test('an untouched history is intact', () => {
    expect(verify()).toEqual({ isIntact: true, steps: 7, lastHash: last });
  });

  test.each([
    ['a word altered', steps.map((step) => (step.seq === 3 ? { ...step, body: { words: 'x' } } : step)), 3,
      'altered'],
    ['a time altered', steps.map((step) => (step.seq === 2 ? { ...step, at: step.at + 1 } : step)), 2,
      'altered'],
    ['a step removed', steps.filter((step) => step.seq !== 4), 4, 'missing'],
    ['two exchanged', [...steps.slice(0, 2), ...steps.slice(2, 4).reverse(), ...steps.slice(4)], 3,
      'missing'],
    ['the end cut off', steps.slice(0, 5), 6, 'cut'],
    ['one forged with its own hash', [...steps.slice(0, 1), ...chainSteps(
      [{ ...steps[1], action: 'forged' } as (typeof steps)[number]], 'elsewhere', hash), ...steps.slice(2)],
        2, 'unlinked'],
  ])('%s is found at its place', (_, list, brokenAtSeq, fault) => {
    expect(verify(list)).toEqual({ isIntact: false, brokenAtSeq, fault });
  });

  test('one case’s history does not pass for another’s', () => {
    expect(verify(steps, last, 'c2')).toMatchObject({ brokenAtSeq: 1, fault: 'unlinked' });
  });

  test('canonical JSON does not hang on the order of keys and survives a round through JSON', () => {
    fc.assert(fc.property(fc.jsonValue(), (value) => {
      expect(canonicalJson(JSON.parse(JSON.stringify(value)))).toBe(canonicalJson(value));
      expect(canonicalJson(backwards(value))).toBe(canonicalJson(value));
    }));
    expect(canonicalJson({ b: 1, a: [{ d: undefined, c: null }] })).toBe('{"a":[{"c":null}],"b":1}');
  });
});

describe('the number', () => {
  test('reads back, also as people type it', () => {
    const number = caseNumber('500151', at('2026-08-05 00:10'), 12_345);
    expect(number).toMatch(/^500151202608050012345\d$/);
    expect(parseCaseNumber(`${number.slice(0, 6)} ${number.slice(6, 14)}-${number.slice(14)}`)).toEqual(
      { districtId: '500151', date: '2026-08-05', sequence: 12_345 });
  });

  test('one wrong digit is always caught', () => {
    fc.assert(fc.property(fc.nat(9_999_999), fc.nat(21), fc.integer({ min: 1, max: 9 }),
      (sequence, place, by) => {
      const number = caseNumber('500151', at('2026-08-05 12:00'), sequence);
      const digit = (Number(number[place]) + by) % 10;
      expect(parseCaseNumber(number.slice(0, place) + digit + number.slice(place + 1))).toBeUndefined();
    }));
  });

  test('the check digit is that of ISO 7064 MOD 11,10', () => {
    expect(checkDigit('0794')).toBe(5);
  });
});

describe('the public code', () => {
  test('carries 75 bits in letters that can’t be mistaken, and reads back as typed', () => {
    fc.assert(fc.property(fc.uint8Array({ minLength: 10, maxLength: 10 }), (bytes) => {
      const code = publicCode(bytes);
      expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{5}(-[0-9A-HJKMNP-TV-Z]{5}){2}$/);
      const typed = code.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o').replaceAll('1', 'l');
      expect(parsePublicCode(typed)).toBe(code);
    }));
    expect(publicCode(new Uint8Array(10).fill(255))).toBe('ZZZZZ-ZZZZZ-ZZZZZ');
    expect(parsePublicCode('ZZZZZ-ZZZZZ')).toBeUndefined();
    expect(parsePublicCode('UUUUU-UUUUU-UUUUU')).toBeUndefined();
  });
});

test('the time a person claims is sealed with the step; a history without such times stays as it was', () => {
  const claimed = cityIn('handling');
  const madeAt = claimed.now - 40 * MINUTE;
  const body = { result: '已清运', photoIds: [photo] };
  expect(claimed.do('handler', 'feed_back', body, { madeAt })).toBeUndefined();
  expect(claimed.steps.map((step) => step.madeAt).filter((at) => at !== null)).toEqual([madeAt]);
  const { id } = claimed.open;
  const chained = chainSteps(claimed.steps, genesis(id), hash);
  const last = chained.at(-1)?.hash ?? '';
  expect(verifyHistory(id, chained, last, hash).isIntact).toBe(true);
  const moved = chained.map((step) => (step.madeAt === null ? step : { ...step, madeAt: madeAt - MINUTE }));
  expect(verifyHistory(id, moved, last, hash)).toMatchObject({ isIntact: false, fault: 'altered' });
  const sealed: string[] = [];
  chainSteps(cityIn('answered').steps, genesis(id), (text) => {
    sealed.push(text);
    return hash(text);
  });
  expect(sealed.join()).not.toContain('madeAt');
});

test('a claimed time within a minute of the arrival, or after it, says nothing and is not kept', () => {
  for (const away of [0, MINUTE / 2, -HOUR]) {
    const city = cityIn('dispatched');
    city.do('handler', 'claim', { personId: PEOPLE.handler.personId }, { madeAt: city.now - away });
    expect(city.steps.at(-1)?.madeAt).toBeNull();
  }
});
