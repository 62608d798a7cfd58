// A map on paper: outlines as paths, filled by shade; where it goes and what stands under it.
import { inflateSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { drawPaper } from './draw-paper.ts';
import type { PaperMap } from './paper.ts';

const square = (x: number) => `M${x} 0L${x + 100} 0L${x + 100} 100L${x} 100Z`;
const map = (title: string, height: number): PaperMap => ({
  title,
  width: 300,
  height,
  fontSize: 26,
  shapes: [
    { path: square(0), shade: 0 },
    { path: square(100), shade: 1 },
    { path: square(200), shade: 5 },
  ],
  labels: [
    { text: '南城', x: 50, y: 50 },
    { text: '1', x: 250, y: 90, lineTo: { x: 220, y: 20 } },
  ],
  legend: [
    { shade: 0, text: '没有应结案' },
    { shade: 1, text: '0 件' },
    { shade: 5, text: '451–600 件' },
  ],
});

/** What is drawn, in the words of PDF, page by page as it stands in the file. */
async function drawnIn(maps: readonly PaperMap[]): Promise<string> {
  const paper = {
    title: '简报',
    subtitle: '',
    blocks: [{ kind: 'maps', maps }] as const,
    foot: '',
    pageWords: '{page}',
  };
  const file = Buffer.from(await drawPaper(paper, new Date(0))).toString('latin1');
  const streams = [...file.matchAll(/<<([^>]*)>>\s*stream\n([\s\S]*?)\nendstream/g)];
  return streams
    .filter(([, head = '']) => head.includes('FlateDecode') && !head.includes('Subtype'))
    .map(([, , bytes = '']) => inflateSync(Buffer.from(bytes, 'latin1')).toString('latin1'))
    .join('\n');
}
const times = (words: string, operator: RegExp): number => [...words.matchAll(operator)].length;

test('every shape is a path, filled by its shade or hatched; no picture is laid on the page', async () => {
  const words = await drawnIn([map('一', 100)]);
  // Two shapes and two squares of the legend are filled, one of each is a stencil for stripes.
  expect(times(words, /^f\*$/gm)).toBe(4);
  expect(times(words, /^W\* n$/gm)).toBe(2);
  expect(times(words, /^1 Tr$/gm)).toBe(2);
  expect(words).not.toMatch(/ Do$/m);
});

test('two that are higher than wide stand side by side, others one below the other', async () => {
  const MOVED_AND_SCALED = /^1 0 0 1 ([\d.]+) ([\d.]+) cm\n[\d.]+ 0 0 [\d.]+ 0 0 cm$/gm;
  const cornersOf = (words: string) => [...words.matchAll(MOVED_AND_SCALED)].map(([, x, y]) => [x, y]);
  const beside = cornersOf(await drawnIn([map('一', 400), map('二', 400)]));
  expect(beside.map(([x]) => x)).toEqual(['48', expect.stringMatching(/^30\d/)]);
  expect(beside[0]?.[1]).toBe(beside[1]?.[1]);
  const below = cornersOf(await drawnIn([map('一', 100), map('二', 100)]));
  expect(below.map(([x]) => x)).toEqual(['48', '48']);
});
