// What can be read on a wall, measured in the window itself: which words are seen, which are cut off by the
// box they stand in, which lie over others. A word's box is one em high around its middle: letters are no
// higher.
import type { Page } from 'playwright-core';

export interface WallWords {
  readonly seen: readonly string[];
  readonly faults: readonly string[];
}

interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** A box that shows no more of what is in it than itself. */
interface Frame extends Box {
  readonly name: string;
  readonly mayEnd: boolean;
}

/** A line of words with its box, and the frames around it, inmost first. */
interface Line extends Box {
  readonly words: string;
  /** Words of one text are no fault of each other. */
  readonly text: number;
  readonly frames: readonly Frame[];
}

const NEAR = 1.5;
const common = (a: Box, b: Box): Box => ({
  left: Math.max(a.left, b.left),
  right: Math.min(a.right, b.right),
  top: Math.max(a.top, b.top),
  bottom: Math.min(a.bottom, b.bottom),
});
const isEmpty = ({ left, right, top, bottom }: Box) => right - left < NEAR || bottom - top < NEAR;

const linesOf = (page: Page): Promise<Line[]> =>
  page.evaluate(() => {
    const boxOf = ({ left, right, top, bottom }: DOMRect) => ({ left, right, top, bottom });
    const framesAround = (parent: Element) => {
      const frames: Frame[] = [];
      for (let around: Element | null = parent; around; around = around.parentElement) {
        const { overflowX, overflowY, textOverflow } = getComputedStyle(around);
        if (overflowX === 'visible' && overflowY === 'visible') continue;
        const mayEnd = textOverflow === 'ellipsis';
        frames.push({ ...boxOf(around.getBoundingClientRect()), name: around.className, mayEnd });
      }
      return frames;
    };
    const lines: Line[] = [];
    const walker = document.createTreeWalker(document.querySelector('.gl-wall') ?? document.body, 4);
    for (let text = 0; walker.nextNode(); text += 1) {
      const { currentNode: node } = walker;
      const [words, parent] = [node.nodeValue?.trim() ?? '', node.parentElement];
      if (words === '' || !parent || parent.closest('.gl-unseen, .gl-wall-map, .is-figures > h2')) continue;
      if (!parent.checkVisibility({ visibilityProperty: true })) continue;
      const half = Number.parseFloat(getComputedStyle(parent).fontSize) / 2;
      const range = document.createRange();
      range.selectNodeContents(node);
      const frames = framesAround(parent);
      for (const { left, right, top, bottom } of range.getClientRects()) {
        const middle = (top + bottom) / 2;
        lines.push({ words, text, frames, left, right, top: middle - half, bottom: middle + half });
      }
    }
    return lines;
  });

/** What of it is seen; null: none, as of a row that has no room; words: the fault. */
function seenOf(line: Line, mayShorten: boolean): Box | string | null {
  let seen: Box = line;
  for (const frame of line.frames) {
    if (isEmpty(frame) || isEmpty(common(seen, frame))) return null;
    const isTooHigh = seen.top < frame.top - NEAR || seen.bottom > frame.bottom + NEAR;
    const isTooWide = seen.left < frame.left - NEAR || seen.right > frame.right + NEAR;
    const mayEnd = frame.mayEnd && (mayShorten || frame.name.startsWith('gl-wall-case-'));
    if (isTooHigh || (isTooWide && !mayEnd)) return `“${line.words}” is cut off by .${frame.name}`;
    seen = common(seen, frame);
  }
  return seen;
}

/** `mayShorten`: names too long for any box may end in an ellipsis. Those of a running case's line always
 *  may: it opens the case that tells all of it. */
export async function wordsOfWall(page: Page, mayShorten: boolean): Promise<WallWords> {
  const measured = (await linesOf(page)).map((line) => ({ line, seen: seenOf(line, mayShorten) }));
  const faults = measured.flatMap(({ seen }) => (typeof seen === 'string' ? [seen] : []));
  const pieces = measured.flatMap(({ line, seen }) =>
    seen === null || typeof seen === 'string' ? [] : [{ words: line.words, text: line.text, seen }],
  );
  for (const [index, one] of pieces.entries()) {
    for (const other of pieces.slice(index + 1)) {
      const isOver = one.text !== other.text && !isEmpty(common(one.seen, other.seen));
      if (isOver) faults.push(`“${one.words}” lies over “${other.words}”`);
    }
  }
  return { seen: pieces.map(({ words }) => words), faults };
}
