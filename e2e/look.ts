// What can be seen to be wrong with a screen that stands still: what the console complained of, barriers that
// axe finds, sideways scrolling, and things too small for a thumb in a glove.
import { AxeBuilder } from '@axe-core/playwright';
import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';

/** Everything the page complains of, until asked. */
export function complaintsOf(page: Page): () => string[] {
  let heard: string[] = [];
  page.on('pageerror', (error) => heard.push(`error: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error') heard.push(`console: ${message.text()} ${message.location().url}`);
  });
  return () => {
    const told = heard;
    heard = [];
    return told;
  };
}

/** Settled: a heading is there, nothing loads any more, and nothing is still moving into place. */
export async function settled(page: Page): Promise<void> {
  await page.locator('h1').first().waitFor({ state: 'attached' });
  await expect.poll(() => page.locator('[aria-busy="true"], .gl-loading').count()).toBe(0);
  await page.evaluate(() =>
    Promise.allSettled(
      document
        .getAnimations()
        .filter((one) => one.effect?.getComputedTiming().iterations !== Number.POSITIVE_INFINITY)
        .map((one) => one.finished),
    ),
  );
}

/** Too wide for its window; or, where the screen scrolls inside its frame, with nothing below the frame. */
export const overflowOf = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const { scrollWidth, clientWidth, scrollHeight, clientHeight } = document.documentElement;
    const main = document.querySelector('main');
    const isFramed = main !== null && getComputedStyle(main).overflowY === 'auto';
    return [
      ...(scrollWidth > clientWidth ? [`${scrollWidth - clientWidth} px too wide`] : []),
      ...(isFramed && scrollHeight > clientHeight
        ? [`${scrollHeight - clientHeight} px of nothing below`]
        : []),
    ];
  });

/** Words of the bar at the thumb that are broken in two, or that have no room in it. */
export const brokenTabsOf = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const bar = document.querySelector('.gl-tab-bar ul');
    const linesOf = (text: Node, from: number, to: number): number => {
      const range = document.createRange();
      range.setStart(text, from);
      range.setEnd(text, to);
      return new Set([...range.getClientRects()].map(({ top }) => Math.round(top))).size;
    };
    const broken = [...(bar?.querySelectorAll('a > span') ?? [])].flatMap(({ firstChild: text }) =>
      [...(text?.nodeValue ?? '').matchAll(/[a-z]+/gi)]
        .filter(({ 0: word, index }) => text && linesOf(text, index, index + word.length) > 1)
        .map(({ 0: word }) => `the tab “${word}” is broken`),
    );
    return bar && bar.scrollWidth > bar.clientWidth ? [...broken, 'the tabs have no room'] : broken;
  });

export async function barriersOf(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
  return violations.map(
    ({ id, nodes }) =>
      `axe ${id}: ${nodes
        .slice(0, 3)
        .map((node) => node.target.join(' '))
        .join(' | ')}`,
  );
}

/**
 * Controls whose area is below `least` px in height or width. A box that belongs to a label is as large as
 * its label; a link within a sentence is text (WCAG 2.5.8 excepts both).
 */
export const smallTargetsOf = (page: Page, least: number): Promise<string[]> =>
  page.evaluate((px) => {
    const CONTROLS =
      'a[href], button, input:not([type="hidden"]), select, textarea, summary, [role="button"], ' +
      '[role="tab"], [role="radio"], [role="switch"], [role="option"]';
    const isSeen = (one: Element): boolean =>
      one.checkVisibility({ opacityProperty: true, visibilityProperty: true });
    const areaOf = (one: Element): DOMRect => {
      const label = one.closest('label') ?? (one as HTMLInputElement).labels?.[0];
      const isBox = one instanceof HTMLInputElement && /^(?:checkbox|radio|file|range)$/.test(one.type);
      return (isBox && label ? label : one).getBoundingClientRect();
    };
    const isInSentence = (one: Element): boolean =>
      one instanceof HTMLAnchorElement &&
      getComputedStyle(one).display === 'inline' &&
      (one.parentElement?.textContent ?? '').trim() !== (one.textContent ?? '').trim();
    return [...document.querySelectorAll(CONTROLS)]
      .filter((one) => isSeen(one) && !one.matches('.gl-skip, [tabindex="-1"]') && !isInSentence(one))
      .map((one) => ({ one, area: areaOf(one) }))
      .filter(({ area }) => area.width > 1 && (area.height < px - 0.5 || area.width < px - 0.5))
      .map(({ one, area }) => {
        const size = `${Math.round(area.width)}×${Math.round(area.height)}`;
        const words = (one.getAttribute('aria-label') ?? one.textContent ?? '').trim().slice(0, 20);
        return `small ${size}: ${one.tagName.toLowerCase()}.${one.className} ${words}`;
      });
  }, least);

/** Words that the width of their control cuts off: what an empty field asks for, what a list stands on. */
export const cutWordsOf = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const pen = document.createElement('canvas').getContext('2d');
    const ARROW = 18;
    const isCut = (one: Element, words: string, taken: number): boolean => {
      const style = getComputedStyle(one);
      if (!pen || words === '') return false;
      pen.font = style.font;
      const beside = Number.parseFloat(style.paddingLeft) + Number.parseFloat(style.paddingRight) + taken;
      return pen.measureText(words).width > one.clientWidth - beside + 1;
    };
    const fields = [...document.querySelectorAll<HTMLInputElement>('input[placeholder]')]
      .filter((one) => one.value === '' && one.checkVisibility() && isCut(one, one.placeholder, 0))
      .map((one) => `cut off: ${one.placeholder}`);
    const lists = [...document.querySelectorAll('select')].flatMap((one) => {
      const words = one.selectedOptions[0]?.textContent ?? '';
      return one.checkVisibility() && isCut(one, words, ARROW) ? [`cut off: ${words}`] : [];
    });
    return [...fields, ...lists];
  });

/** Ticks a box, or takes the tick away, and waits until it shows: what a box stands for may be kept outside
 *  of it (the address, the desk's own settings) and comes back to it a moment after the press. */
export async function tick(box: Locator, isOn: boolean): Promise<void> {
  await box.click();
  await expect.poll(() => box.isChecked()).toBe(isOn);
}
