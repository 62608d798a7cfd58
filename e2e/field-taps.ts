// An officer's taps, counted: at most three for a report, four for what was found and fixed. That is counted
// here tap by tap on the real screen, and timed. The tests hold the counts; the bench prints both.
// A photo counts as one tap: the one that opens the camera. Shutter and "use photo" are the system's.
import type { Page } from 'playwright-core';
import type { Picture } from './doings.ts';

export interface Tapped {
  readonly what: string;
  readonly taps: readonly string[];
  /** From the app's start to the word that it is in the outbox or received; the machine's part alone. */
  readonly ms: number;
}

export class Taps {
  readonly #page: Page;
  readonly taps: string[] = [];

  constructor(page: Page) {
    this.#page = page;
  }

  async button(name: string): Promise<void> {
    this.taps.push(name);
    await this.#page.getByRole('button', { name, exact: true }).click();
  }

  /** One tap opens the camera; what it gives is given here. */
  async photo(name: string, picture: Picture): Promise<void> {
    this.taps.push(`${name} 📷`);
    const chooser = this.#page.waitForEvent('filechooser');
    await this.#page.getByText(name, { exact: true }).click();
    await (await chooser).setFiles(picture);
  }
}

async function timed(what: string, page: Page, work: (taps: Taps) => Promise<void>): Promise<Tapped> {
  const taps = new Taps(page);
  const from = performance.now();
  await work(taps);
  return { what, taps: taps.taps, ms: Math.round(performance.now() - from) };
}

export interface Asked {
  readonly url: string;
  readonly before: Picture;
  readonly after: Picture;
  /** A chip that is offered before any word. */
  readonly item: string;
  /** What counts as done: received with its number, or in the outbox where there is no network. */
  readonly until: 'received' | 'waiting';
}

/** The line of what was just sent, and of nothing earlier. */
async function done(page: Page, label: string, { until }: Asked): Promise<void> {
  await page.locator(`.gl-entry.is-${until}`).filter({ hasText: label }).first().waitFor();
}

/** Open the app; photo, what it is, send. The place comes by itself. */
export const fieldReport = (page: Page, asked: Asked): Promise<Tapped> =>
  timed('report', page, async (taps) => {
    await page.goto(asked.url);
    await taps.photo('拍近景', asked.before);
    await taps.button(asked.item);
    await taps.button('发送');
    await done(page, `上报问题 ${asked.item}`, asked);
  });

/** Open the app; before, after, what it is, send. */
export const foundAndFixed = (page: Page, asked: Asked): Promise<Tapped> =>
  timed('found and fixed', page, async (taps) => {
    await page.goto(asked.url);
    await taps.photo('随手处置', asked.before);
    await taps.photo('拍处置后', asked.after);
    await taps.button(asked.item);
    await taps.button('处置完毕，发送');
    await done(page, `随手处置 ${asked.item}`, asked);
  });

export const toldTaps = ({ what, taps, ms }: Tapped): string =>
  `${what}: ${taps.length} taps (${taps.join(' · ')}), ${(ms / 1_000).toFixed(1)} s of machine time`;
