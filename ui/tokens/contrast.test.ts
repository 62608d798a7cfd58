// Every mode keeps WCAG AA: text 4.5:1 on each ground it is used on, shapes and borders of controls 3:1.
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { colourOf, contrast, readBlock, type Colours } from './contrast.ts';

const css = `\n${readFileSync(new URL('./tokens.css', import.meta.url), 'utf8')}`;
const light = readBlock(css, ':root');
const dark = { ...light, ...readBlock(css, ":root[data-theme='dark']") };
const elder = readBlock(css, ':root[data-elder]');
const modes: Readonly<Record<string, Colours>> = {
  light,
  dark,
  'elder, light': { ...light, ...elder },
  'elder, dark': { ...dark, ...elder },
};

/** Names and lamps lie on all of these. */
const MAP_GROUNDS = ['map-land', 'map-water', 'map-green', 'map-building', 'map-road'];
const GROUNDS = ['canvas', 'surface', 'surface-2', 'surface-3'];
const textPairs: readonly (readonly [string, string])[] = [
  ...GROUNDS.flatMap(
    (ground) =>
      [
        ['text', ground],
        ['text-2', ground],
        ['accent-text', ground],
      ] as const,
  ),
  ...GROUNDS.slice(0, 3).map((ground) => ['text-3', ground] as const),
  ...['green', 'yellow', 'orange', 'red', 'paused'].flatMap((lamp) =>
    ['canvas', 'surface', 'surface-2', 'accent-soft'].map((ground) => [`lamp-${lamp}`, ground] as const),
  ),
  ['on-accent', 'accent'],
  ['on-accent', 'accent-hover'],
  ['on-danger', 'danger'],
  ['on-danger', 'danger-hover'],
  ['accent-text', 'accent-soft'],
  ['danger-text', 'danger-soft'],
  ['ok-text', 'ok-soft'],
  ['warn-text', 'warn-soft'],
  ['text', 'accent-soft'],
  ['text', 'danger-soft'],
  ['text', 'warn-soft'],
  ['text', 'ok-soft'],
  ['danger-text', 'surface'],
  ['danger-text', 'canvas'],
  ...MAP_GROUNDS.map((ground) => ['text', ground] as const),
];
const shapePairs: readonly (readonly [string, string])[] = [
  ...GROUNDS.slice(0, 3).flatMap(
    (ground) =>
      [
        ['line-strong', ground],
        ['focus', ground],
      ] as const,
  ),
  ...['green', 'yellow', 'orange', 'red', 'paused'].flatMap((lamp) =>
    [...GROUNDS, 'accent-soft', ...MAP_GROUNDS].map((ground) => [`lamp-${lamp}`, ground] as const),
  ),
];

describe.each(Object.entries(modes))('in %s mode', (_, colours) => {
  test.each(textPairs)('words in %s can be read on %s', (front, ground) => {
    expect(contrast(colourOf(colours, front), colourOf(colours, ground))).toBeGreaterThanOrEqual(4.5);
  });
  test.each(shapePairs)('the shape in %s stands out from %s', (front, ground) => {
    expect(contrast(colourOf(colours, front), colourOf(colours, ground))).toBeGreaterThanOrEqual(3);
  });
});

test('the elder mode writes nothing smaller than 18 px and nothing larger than 30', () => {
  const sizes = Object.entries(elder).filter(([name]) => /^size-\d$/.test(name));
  expect(sizes.length).toBe(7);
  for (const [, size] of sizes) {
    const px = Number.parseFloat(size) * 16;
    expect(px).toBeGreaterThanOrEqual(18);
    expect(px).toBeLessThanOrEqual(30);
  }
  expect(Number.parseFloat(elder['leading'] ?? '')).toBeGreaterThanOrEqual(1.3);
  expect(Number.parseFloat(elder['control'] ?? '')).toBeGreaterThanOrEqual(60);
});

test('the contrast formula agrees with the known extremes', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 5);
  expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2);
});
