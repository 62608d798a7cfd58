// A shift in a cellar on a phone whose app is killed again and again: reports are made through the screen
// without a network, the app is killed at moments nobody chose and opened again, then the network is back.
// Tells what was made, what the server has, and what differs; it judges nothing itself.
import { createHash } from 'node:crypto';
import type { Page } from 'playwright-core';
import { drawPhoto } from '../db/seed/history/draw-photos.ts';
import { placeIn, takePhoto } from './doings.ts';
import { badLine, dice } from './bad-line.ts';
import { type Line, openLine } from './phone-line.ts';
import { isInstalled, type Phone, phoneOf } from './phone.ts';
import { signInAs, type Town, WEB } from './town.ts';

const GRID = '990101.001.001.001';
const PHOTO_BYTES = 1_500_000;
const SHOTS = ['拍近景', '拍全景'] as const;

export interface KillPlan {
  readonly reports: number;
  /** While reports are made, without a network. */
  readonly killsOffline: number;
  /** While they are being sent. */
  readonly killsOnline: number;
  /** The answers that get lost once the network is back, and the pieces that arrive twice; 0 to 1. */
  readonly lossShare: number;
  readonly doubleShare: number;
  readonly seed: number;
}

export interface KillResult {
  readonly kills: number;
  readonly madeAgain: number;
  readonly lost: number;
  readonly doubled: number;
  readonly offlineMs: number;
  readonly sendingMs: number;
  /** Of all photos, in the order of the reports. */
  readonly sent: readonly string[];
}

/** A picture of its own for each report and shot: a drawn one with as many bytes of comment as it takes. */
async function photo(roll: () => number, number: number): Promise<Buffer> {
  const drawn = Buffer.from(await drawPhoto(7, 'rubble', number % 5, false));
  const parts: Buffer[] = [drawn.subarray(0, 2)];
  let left = PHOTO_BYTES - drawn.length;
  while (left > 4) {
    const length = Math.min(left - 4, 65_000);
    const comment = Buffer.alloc(length + 4);
    comment.writeUInt16BE(0xff_fe, 0);
    comment.writeUInt16BE(length + 2, 2);
    for (let at = 4; at + 4 <= comment.length; at += 4) comment.writeUInt32BE((roll() * 2 ** 32) >>> 0, at);
    parts.push(comment);
    left -= comment.length;
  }
  return Buffer.concat([...parts, drawn.subarray(2)]);
}

const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

/** The words by which a report is found again. */
export const wordsOf = (number: number): string => `地下室漏水 第${String(number).padStart(3, '0')}处`;

const listed = (page: Page, number: number) =>
  page
    .locator('.gl-entry')
    .filter({ hasText: wordsOf(number) })
    .first();

class Shift {
  readonly #city: Town;
  readonly #plan: KillPlan;
  readonly #roll: () => number;
  readonly #line: Line;
  readonly #phone: Phone;
  #page: Page | undefined;
  kills = 0;
  madeAgain = 0;

  constructor(city: Town, plan: KillPlan, line: Line, phone: Phone) {
    this.#city = city;
    this.#plan = plan;
    this.#roll = dice(plan.seed);
    this.#line = line;
    this.#phone = phone;
  }

  async begin(): Promise<void> {
    this.#page = await this.#phone.open(`${this.#line.url}/field/report`);
    await signInAs(this.#page, 'inspector.district');
    await isInstalled(this.#page);
    await this.#page.getByText('误差约 8 米').waitFor();
    // A browser writes cookies to the disk a while later, or when it is closed.
    await this.#phone.close();
    this.#page = undefined;
    await (await this.#opened()).getByText('误差约 8 米').waitFor();
  }

  async #opened(): Promise<Page> {
    this.#page ??= await this.#phone.open(`${this.#line.url}/field/report`);
    return this.#page;
  }

  async #kill(): Promise<void> {
    await this.#phone.kill();
    this.#page = undefined;
    this.kills += 1;
  }

  async #make(page: Page, number: number, photos: readonly Buffer[]): Promise<void> {
    // What was begun before a kill is on the form again; this one is made from the start.
    const again = page.getByRole('button', { name: '清空重来' });
    const camera = page.getByText(SHOTS[0], { exact: true });
    await again.or(camera).first().waitFor();
    if (await again.isVisible()) await again.click();
    for (const [index, buffer] of photos.entries()) {
      const file = { name: `${number}-${index}.jpg`, mimeType: 'image/jpeg', buffer };
      await takePhoto(page, SHOTS[index] ?? '', file);
    }
    await page.getByLabel('一句话说明').fill(wordsOf(number));
    await page.getByRole('button', { name: '发送', exact: true }).click();
    await listed(page, number).waitFor();
  }

  /** Killed in the middle where `afterMs` is given; true once the phone has it. */
  async #attempt(number: number, photos: readonly Buffer[], afterMs: number | undefined): Promise<boolean> {
    const page = await this.#opened();
    await page.getByText('误差约 8 米').waitFor();
    if (await listed(page, number).isVisible()) return true;
    const making = this.#make(page, number, photos).then(
      () => true,
      (error: unknown) => error,
    );
    if (afterMs === undefined) {
      const made = await making;
      if (made !== true) throw made;
      return true;
    }
    const first = await Promise.race([making, new Promise((resolve) => setTimeout(resolve, afterMs))]);
    await this.#kill();
    await making;
    return first === true;
  }

  /** All reports, in order; kills are spread over them at random. */
  async makeAll(photos: readonly (readonly Buffer[])[]): Promise<void> {
    const unlucky = new Map<number, number>();
    for (let n = 0; n < this.#plan.killsOffline; n += 1) {
      const number = Math.floor(this.#roll() * this.#plan.reports);
      unlucky.set(number, (unlucky.get(number) ?? 0) + 1);
    }
    for (const [number, pictures] of photos.entries()) {
      for (let isThere = false; !isThere; ) {
        const left = unlucky.get(number) ?? 0;
        unlucky.set(number, left - 1);
        isThere = await this.#attempt(number, pictures, left > 0 ? 200 + this.#roll() * 2_500 : undefined);
        if (!isThere) this.madeAgain += 1;
      }
    }
  }

  async sendAll(): Promise<void> {
    for (let n = 0; n < this.#plan.killsOnline; n += 1) {
      await this.#opened();
      await new Promise((resolve) => setTimeout(resolve, 1_000 + this.#roll() * 4_000));
      await this.#kill();
    }
    const page = await this.#opened();
    await page
      .getByText('误差约 8 米')
      .waitFor()
      .catch(async (error: unknown) => {
        await this.#city.shot(page, 'outbox-kill-opened');
        throw error;
      });
    await page
      .locator('.gl-entry:not(.is-received)')
      .first()
      .waitFor({ timeout: 5_000 })
      .catch(() => undefined);
    await page.waitForFunction(
      () => document.querySelector('.gl-entry:not(.is-received)') === null,
      undefined,
      { timeout: 60_000 + this.#plan.reports * 20_000 },
    );
  }
}

export async function killedShift(city: Town, plan: KillPlan): Promise<KillResult> {
  const line = await openLine(city.url, WEB);
  const phone = phoneOf({ now: city.store.clock.now(), at: await placeIn(city, GRID) });
  const shift = new Shift(city, plan, line, phone);
  const bad = badLine(city.url, dice(plan.seed + 1), plan.lossShare, plan.doubleShare);
  const roll = dice(plan.seed + 2);
  const photos: Buffer[][] = [];
  for (let number = 0; number < plan.reports; number += 1) {
    photos.push(await Promise.all(SHOTS.map(() => photo(roll, number))));
  }
  try {
    await shift.begin();
    await line.cut();
    const start = performance.now();
    await shift.makeAll(photos);
    const middle = performance.now();
    if (plan.lossShare + plan.doubleShare > 0) line.answer(bad.answer);
    await line.mend();
    await shift.sendAll();
    return {
      ...{ kills: shift.kills, madeAgain: shift.madeAgain, lost: bad.seen.lost, doubled: bad.seen.doubled },
      offlineMs: Math.round(middle - start),
      sendingMs: Math.round(performance.now() - middle),
      sent: photos.flat().map(sha256),
    };
  } finally {
    await phone.drop();
    await line.close();
  }
}
