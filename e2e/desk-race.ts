// Two dispatchers before the same case at the same moment. Each presses what they mean to do; whoever comes
// second must be shown what the first one did and choose, and nothing either was told is done may be missing
// from the history. The oracle is the history itself.
import type { Locator, Page } from 'playwright-core';

/** What somebody does, and the step that it leaves. */
export interface Press {
  readonly action: string;
  /** Everything up to the sending: a form is filled in, and waits for its key. */
  readonly prepare: (page: Page) => Promise<void>;
  readonly fire: (page: Page) => Promise<void>;
  /** What was typed, and the key that opens the form again. */
  readonly typed?: { readonly key: string; readonly words: string };
}

/** How the one who came second goes on. */
export type Choice = 'drop' | 'look' | 'anyway';
/** done: it is told as done · told: it can't be any more · else what was chosen in the dialog. */
export type Ending = 'done' | 'told' | Choice;

export interface Raced {
  readonly caseId: string;
  readonly endings: readonly [Ending, Ending];
  readonly actions: readonly [string, string];
  /** Words that were typed and are gone although they were to be kept. */
  readonly lostWords: readonly string[];
}

const CHOICE = '案件刚有变化';

const textOf = (page: Page): Promise<string> => page.evaluate(() => document.body.innerText);

/** The desk shows this case, whatever it showed before. */
async function showCase(page: Page, caseId: string, words: string): Promise<void> {
  await page.evaluate((id) => {
    history.pushState(null, '', `/command/triage?view=open&case=${id}`);
    dispatchEvent(new PopStateEvent('popstate'));
  }, caseId);
  await page.waitForFunction(
    (said) => document.querySelector('.gl-desk-case .gl-desk-words')?.textContent === said,
    words,
  );
  await page.locator('.gl-decision-acts button').first().waitFor();
}

/** Accept and dispatch as proposed, by one key. */
const acceptPress = (): Press => ({
  action: 'dispatch',
  prepare: async (page) => {
    await page.waitForFunction(() => {
      const main = document.querySelector<HTMLButtonElement>('.gl-decision-acts .gl-button.is-primary');
      return main !== null && !main.disabled && document.querySelector('.gl-proposed-unit') !== null;
    });
  },
  fire: (page) => page.keyboard.press('a'),
});

/** A form of one text, filled in before the other one is quicker. */
const wordsPress = (key: string, action: string, words: string): Press => ({
  action,
  prepare: async (page) => {
    await page.keyboard.press(key);
    const field = page.getByRole('dialog').locator('textarea').first();
    await field.waitFor();
    if (action === 'push' || action === 'reject')
      await page.getByRole('dialog').getByRole('radio').first().check();
    await field.fill(words);
  },
  fire: (page) => page.keyboard.press('Control+Enter'),
  typed: { key, words },
});

/** What this window says became of the press. */
async function saidOf(page: Page, number: string): Promise<'done' | 'told' | 'asked'> {
  const deadline = performance.now() + 20_000;
  while (performance.now() < deadline) {
    if (await page.getByRole('dialog', { name: CHOICE }).isVisible()) return 'asked';
    const toasts = await page.locator('.gl-toast').allInnerTexts();
    if (toasts.some((one) => one.startsWith(number))) return 'done';
    if (toasts.some((one) => one.includes('现在不能'))) return 'told';
    await page.waitForTimeout(20);
  }
  throw new Error(`nothing was said of ${number}: ${(await textOf(page)).slice(0, 300)}`);
}

const BUTTONS: Readonly<Record<Choice, string>> = {
  drop: '放弃我的操作',
  look: '重新看案件，保留我填写的',
  anyway: '仍然执行',
};

/** Presses what is wanted, or lets it be where it is not offered, or no longer: the other one may be in the
 *  middle of two acts, and what each leaves possible is shown as it comes. */
async function pressOf(dialog: Locator, wanted: Choice): Promise<Choice> {
  const button = dialog.getByRole('button', { name: BUTTONS[wanted] });
  while (await button.isVisible()) {
    const isPressed = await button.click({ timeout: 1_000 }).then(() => true, () => false);
    if (isPressed) return wanted;
  }
  // On a slow machine a press may be told too late to have been one: then the choice is gone, and made.
  const drop = dialog.getByRole('button', { name: BUTTONS.drop });
  while (await dialog.isVisible()) {
    if (await drop.click({ timeout: 1_000 }).then(() => true, () => false)) return 'drop';
  }
  return wanted;
}

/** Once the dialog has read how the case stands now; what is no longer possible is not offered. */
async function choose(page: Page, wanted: Choice): Promise<Choice> {
  const dialog = page.getByRole('dialog', { name: CHOICE });
  await dialog.locator('.gl-timeline, ol').first().waitFor();
  const choice = await pressOf(dialog, wanted);
  // Others go on meanwhile: what was still possible a moment ago may be refused now, and is told here.
  const refused = dialog.getByRole('alert');
  while ((await dialog.isVisible()) && !(await refused.isVisible())) await page.waitForTimeout(20);
  if (!(await dialog.isVisible())) return choice;
  await dialog.getByRole('button', { name: BUTTONS.drop }).click();
  await dialog.waitFor({ state: 'detached' });
  return 'drop';
}

/** Whether what was typed stands in the form when it is opened again; where it can be opened at all. */
async function keptWords(page: Page, { typed }: Press): Promise<boolean> {
  if (!typed) return true;
  await page.keyboard.press(typed.key);
  const field = page.getByRole('dialog').locator('textarea').first();
  const notNow = page.locator('.gl-toast', { hasText: '现在不能' });
  await field.or(notNow).first().waitFor();
  if (await notNow.isVisible()) return true;
  const deadline = performance.now() + 5_000;
  while ((await field.inputValue()) !== typed.words && performance.now() < deadline) {
    await page.waitForTimeout(20);
  }
  const isKept = (await field.inputValue()) === typed.words;
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  return isKept;
}

async function clearToasts(page: Page): Promise<void> {
  const closers = page.locator('.gl-toast > .gl-button');
  while ((await closers.count()) > 0) await closers.first().click();
}

export interface RacedCase {
  readonly id: string;
  readonly number: string;
  readonly words: string;
}

export interface Race {
  readonly of: RacedCase;
  readonly presses: readonly [Press, Press];
  readonly choice: Choice;
}

export async function race(pages: readonly [Page, Page], { of, presses, choice }: Race): Promise<Raced> {
  await Promise.all(pages.map((page) => showCase(page, of.id, of.words)));
  await Promise.all(pages.map((page, at) => (presses[at] as Press).prepare(page)));
  await Promise.all(pages.map((page, at) => (presses[at] as Press).fire(page)));
  const lostWords: string[] = [];
  const end = async (at: 0 | 1): Promise<Ending> => {
    const [page, press] = [pages[at], presses[at]];
    const said = await saidOf(page, of.number);
    if (said !== 'asked') return said;
    const chosen = await choose(page, choice);
    if (chosen === 'anyway') await page.locator('.gl-toast', { hasText: of.number }).first().waitFor();
    await clearToasts(page);
    if (chosen === 'look' && !(await keptWords(page, press))) lostWords.push(press.typed?.words ?? '');
    return chosen;
  };
  const endings = (await Promise.all([end(0), end(1)])) as [Ending, Ending];
  await Promise.all(pages.map(clearToasts));
  return { caseId: of.id, endings, actions: [presses[0].action, presses[1].action], lostWords };
}

export interface RacedStep {
  readonly action: string;
  readonly person: string | null;
}

/** What the store has, and what both were told, that can't be true together; empty where all is well. */
export function faultsOf(
  { endings, actions, lostWords }: Raced,
  steps: readonly RacedStep[],
  people: readonly [string, string],
): string[] {
  const faults = lostWords.map((words) => `lost words: ${words}`);
  for (const at of [0, 1] as const) {
    const isThere = steps.some((step) => step.action === actions[at] && step.person === people[at]);
    const isTold = endings[at] === 'done' || endings[at] === 'anyway';
    if (isTold && !isThere) faults.push(`lost update: ${actions[at]}`);
    if (!isTold && isThere) faults.push(`done behind a choice: ${actions[at]}`);
  }
  const done = endings.filter((ending) => ending === 'done').length;
  // Somebody may come between two acts of one key: then both are asked, and who goes on has done it.
  if (done === 0 && !endings.includes('anyway')) faults.push('nobody did anything');
  if (done === 2) faults.push('silent overwrite: both were told that it is done');
  if (endings.includes('told')) faults.push('told that it is too late, and given no choice');
  return faults;
}

const CHOICES: readonly Choice[] = ['drop', 'look', 'anyway'];

/** The n-th race: who does what against whom, and how the second one goes on. */
export function nthRace(n: number): Pick<Race, 'presses' | 'choice'> {
  const others: readonly Press[] = [
    acceptPress(),
    wordsPress('n', 'note', `第 ${n + 1} 次说明：已电话核实`),
    wordsPress('r', 'reject', `第 ${n + 1} 次答复：已由他人办理`),
    wordsPress('p', 'push', `第 ${n + 1} 次督办：今天办结`),
  ];
  const other = others[n % others.length] ?? acceptPress();
  const choice = CHOICES[Math.floor(n / others.length) % CHOICES.length] ?? 'drop';
  return { presses: n % 2 === 0 ? [acceptPress(), other] : [other, acceptPress()], choice };
}
