// What a phone claims about the time of its work, and what the server makes of it.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DAY, HOUR, MINUTE } from '../../../kernel/duration.ts';
import { fromIso, toIso } from '../../../kernel/instant.ts';
import { CLAIMS_KEPT_MS, claimedOf } from './claimed.ts';

const NOW = fromIso('2026-08-05T18:00:00+08:00') ?? 0;
const claim = (madeAt: number, sentAt: number) =>
  claimedOf({ 'x-gridloop-made-at': toIso(madeAt), 'x-gridloop-sent-at': toIso(sentAt) }, NOW);

test('a report from a lift at noon, sent at six, was made at noon', () => {
  const noon = NOW - 6 * HOUR;
  expect(claim(noon, NOW)).toEqual({ madeAt: noon, deviceMadeAt: noon });
});

test('a phone whose clock is three days fast says when by how long ago it was', () => {
  const error = 3 * DAY;
  const made = NOW - 40 * MINUTE;
  expect(claim(made + error, NOW + error)).toEqual({ madeAt: made, deviceMadeAt: made + error });
});

test('a clock set back between making and sending claims nothing after now', () => {
  expect(claim(NOW + DAY, NOW)?.madeAt).toBe(NOW);
});

test('what is claimed to be older than sixty days is no claim', () => {
  expect(claim(NOW - CLAIMS_KEPT_MS, NOW)?.madeAt).toBe(NOW - CLAIMS_KEPT_MS);
  expect(claim(NOW - CLAIMS_KEPT_MS - 1, NOW)).toBeUndefined();
});

test.each([
  ['nothing', {}],
  ['a time without its sending', { 'x-gridloop-made-at': toIso(NOW) }],
  [
    'a time without a zone',
    { 'x-gridloop-made-at': '2026-08-05T12:00:00', 'x-gridloop-sent-at': toIso(NOW) },
  ],
  ['no time', { 'x-gridloop-made-at': 'yesterday', 'x-gridloop-sent-at': 'now' }],
])('%s is no claim, and no fault', (_what, headers) => {
  expect(claimedOf(headers, NOW)).toBeUndefined();
});

test('whatever a phone’s clock shows, the claim lies between sixty days ago and now', () => {
  const day = fc.integer({ min: -400 * DAY, max: 400 * DAY });
  fc.assert(
    fc.property(day, day, (made, sent) => {
      const claimed = claim(NOW + made, NOW + sent);
      return !claimed || (claimed.madeAt <= NOW && claimed.madeAt >= NOW - CLAIMS_KEPT_MS);
    }),
  );
});
