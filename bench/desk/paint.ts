// From a key to the paint that answers it, measured where the person sits: in the page. A key is answered in
// the frame after it; the case that a key led to may follow a moment later and is measured apart.
import type { Page } from 'playwright-core';
import { percentile } from '../stats.ts';

interface Marked {
  keys: number[];
  cases: number[];
}
declare global {
  interface Window {
    __marked: Marked;
  }
}

/** Runs in the page before anything else does. */
function mark(): void {
  const marked: Marked = { keys: [], cases: [] };
  window.__marked = marked;
  const PLAIN = new Set(['Control', 'Shift', 'Alt', 'Meta', 'Tab']);
  const afterPaint = (work: () => void) =>
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = work;
      port2.postMessage(0);
    });
  const row = () => document.querySelector('[role="option"][aria-selected="true"] .gl-queue-words');
  const shown = () => document.querySelector('.gl-desk-case .gl-desk-words');
  const untilShown = (at: number, left: number): void => {
    if (left === 0) return;
    if (row()?.textContent === shown()?.textContent) marked.cases.push(performance.now() - at);
    else requestAnimationFrame(() => untilShown(at, left - 1));
  };
  addEventListener(
    'keydown',
    (event) => {
      if (PLAIN.has(event.key)) return;
      const at = event.timeStamp;
      afterPaint(() => marked.keys.push(performance.now() - at));
      const isMove = event.key === 'j' || event.key === 'k';
      if (isMove && !(event.target as Element).matches('input, textarea'))
        requestAnimationFrame(() => requestAnimationFrame(() => untilShown(at, 600)));
    },
    true,
  );
}

/** The runner wraps named functions in a helper of its own, which the page does not know. */
const SCRIPT = `{ const __name = (one) => one; (${String(mark)})(); }`;

export const markPaints = (page: Page): Promise<unknown> => page.addInitScript({ content: SCRIPT });

export interface Paints {
  readonly total: number;
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
}

const sumUp = (samples: readonly number[]): Paints => {
  const sorted = [...samples].sort((a, b) => a - b);
  const at = (share: number) => (sorted.length === 0 ? Number.NaN : percentile(sorted, share));
  return { total: sorted.length, p50: at(0.5), p95: at(0.95), p99: at(0.99) };
};

/** What has been measured since it was last asked. */
export async function takePaints(page: Page): Promise<{ readonly keys: Paints; readonly cases: Paints }> {
  const marked = await page.evaluate(() => {
    const told = { keys: [...window.__marked.keys], cases: [...window.__marked.cases] };
    window.__marked.keys.length = 0;
    window.__marked.cases.length = 0;
    return told;
  });
  return { keys: sumUp(marked.keys), cases: sumUp(marked.cases) };
}
