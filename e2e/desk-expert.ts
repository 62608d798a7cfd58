// An expert at the triage desk, without a mouse: reads the current case as a person does (the row, the
// proposal, the likely duplicates) and presses what the verdict wants. Whoever calls compares with the store
// what came of it.
import type { Page } from 'playwright-core';
import type { DeskMatter, Verdict } from './desk-matters.ts';
import { tabTo } from './doings.ts';

const CURRENT = '[role="option"][aria-selected="true"]';

/** The words of the current row. */
const currentWords = (page: Page): Promise<string> =>
  page.locator(`${CURRENT} .gl-queue-words`).first().innerText();

/** The row, the case and the decision are all about these words. */
async function settledOn(page: Page, words: string): Promise<void> {
  await page.waitForFunction(
    ([row, said]) =>
      document.querySelector(`${row} .gl-queue-words`)?.textContent === said &&
      document.querySelector('.gl-desk-case .gl-desk-words')?.textContent === said &&
      document.querySelector('.gl-decision-acts') !== null,
    [CURRENT, words] as const,
  );
}

const canAccept = (page: Page): Promise<unknown> =>
  page.waitForFunction(() => {
    const main = document.querySelector<HTMLButtonElement>('.gl-decision-acts .gl-button.is-primary');
    return main !== null && !main.disabled && document.querySelector('.gl-proposed-unit') !== null;
  });

const dialogIn = (page: Page) => page.getByRole('dialog').first();
const send = (page: Page) => page.keyboard.press('Control+Enter');

/** Types into the picker that has the focus and takes the first that is listed for it. */
async function pick(page: Page, words: string): Promise<void> {
  await page.keyboard.type(words);
  await page.getByRole('option', { name: words }).first().waitFor();
  await page.keyboard.press('Enter');
  await page.locator('.gl-picker-list').waitFor({ state: 'detached' });
}

/** A suggestion by its digit, else the search over the whole list. */
async function chooseItem(page: Page, words: string): Promise<void> {
  const buttons = await page.locator('.gl-item-suggested button').allInnerTexts();
  const at = buttons.findIndex((one) => one.startsWith(words));
  if (at >= 0) return page.keyboard.press(String(at + 1));
  await page.keyboard.press('f');
  await page.locator('.gl-item-choice input').waitFor();
  await pick(page, words);
  await page.locator('.gl-item-choice input').waitFor({ state: 'detached' });
}

type Doings = {
  readonly [Is in Verdict['is']]: (page: Page, verdict: Extract<Verdict, { is: Is }>) => Promise<void>;
};

type Accepting = Pick<Doings, 'proposed' | 'item' | 'duplicate' | 'place'>;

const ACCEPTING: Accepting = {
  proposed: async (page) => {
    await canAccept(page);
    await page.keyboard.press('a');
  },
  item: async (page, { words }) => {
    await chooseItem(page, words);
    await canAccept(page);
    await page.keyboard.press('a');
  },
  duplicate: async (page, { of }) => {
    await page.locator('.gl-same').first().getByText(of).first().waitFor();
    await page.keyboard.press('m');
    await dialogIn(page).getByRole('combobox').waitFor();
    await send(page);
  },
  place: async (page, { grid }) => {
    await page.keyboard.press('l');
    await dialogIn(page).getByRole('combobox').waitFor();
    await pick(page, grid);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await dialogIn(page).waitFor({ state: 'detached' });
    await canAccept(page);
    await page.keyboard.press('a');
  },
};

/** `unit`: another unit that serves everywhere in the street, for what goes to somebody else. */
const doingsWith = (unit: string): Doings => ({
  ...ACCEPTING,
  escalate: async (page, { reason }) => {
    await page.keyboard.press('e');
    await tabTo(page, '理由');
    await page.keyboard.type(reason);
    await send(page);
  },
  reject: async (page, { reply }) => {
    await page.keyboard.press('r');
    await dialogIn(page).waitFor();
    await tabTo(page, '不属于受理范围');
    await page.keyboard.press('Space');
    await tabTo(page, '给上报人的答复');
    await page.keyboard.type(reply);
    await send(page);
  },
  dispatch: async (page, { reason }) => {
    await page.keyboard.press('d');
    await tabTo(page, '责任单位');
    await pick(page, unit);
    // Nobody is asked why they take the unit that the list proposes.
    if ((await dialogIn(page).getByLabel('改派理由').count()) > 0) {
      await tabTo(page, '改派理由');
      await page.keyboard.type(reason);
    }
    await send(page);
  },
  split: async (page, { parts: [first, second] }) => {
    await page.keyboard.press('x');
    await tabTo(page, '这一部分要做什么');
    await page.keyboard.type(first);
    await page.keyboard.press('Tab');
    await tabTo(page, '这一部分要做什么');
    await page.keyboard.type(second);
    await tabTo(page, '责任单位');
    await pick(page, unit);
    await send(page);
  },
});

export interface Worked {
  readonly description: string;
  readonly is: Verdict['is'];
  readonly ms: number;
}

export interface Shift {
  readonly matters: readonly DeskMatter[];
  readonly unit: string;
  readonly onWorked?: (worked: Worked, left: number) => void;
}

/** Works the queue from its top until it is empty; the desk itself leads on to the next case. */
export async function workQueue(page: Page, { matters, unit, onWorked }: Shift): Promise<readonly Worked[]> {
  const doings = doingsWith(unit);
  const plans = new Map(matters.map((one) => [one.description, one.verdict]));
  const worked: Worked[] = [];
  // What is a duplicate waits for the case that it repeats, as everything else does for its turn.
  while (worked.length < matters.length) {
    const startedAt = performance.now();
    const words = await currentWords(page);
    const verdict = plans.get(words);
    if (!verdict) throw new Error(`the expert knows nothing of 「${words}」`);
    await settledOn(page, words);
    await (doings[verdict.is] as (page: Page, verdict: Verdict) => Promise<void>)(page, verdict);
    await page.waitForFunction(
      ([row, said]) => document.querySelector(`${row} .gl-queue-words`)?.textContent !== said,
      [CURRENT, words] as const,
    );
    worked.push({ description: words, is: verdict.is, ms: performance.now() - startedAt });
    onWorked?.(worked.at(-1) as Worked, matters.length - worked.length);
  }
  return worked;
}
