// What people do before a screen, said once: taking a photo, tabbing to a button, reading a case's number;
// and what a journey looks up in the store to compare a screen with. It never does for a person what a
// screen is for.
import { sql } from 'kysely';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { drawPhoto } from '../db/seed/history/draw-photos.ts';
import type { PhotoKind } from '../db/seed/demo/matters.ts';
import { verifyCaseHistory } from '../slices/cases/server/public.ts';
import { findActor } from '../slices/people/server/public.ts';
import type { Town } from './town.ts';

export const PHONE = { width: 390, height: 844 } as const;
const SEED = 7;
const MOST_TABS = 60;

export interface Picture {
  readonly name: string;
  readonly mimeType: string;
  readonly buffer: Buffer;
}

export async function pictureOf(kind: PhotoKind, when: 'before' | 'after', number = 0): Promise<Picture> {
  const bytes = await drawPhoto(SEED, kind, number, when === 'after');
  return { name: `${kind}-${when}-${number}.jpg`, mimeType: 'image/jpeg', buffer: Buffer.from(bytes) };
}

/** Presses what opens the camera or the album, and gives it the picture. */
export async function takePhoto(page: Page, button: string, pictures: Picture | Picture[]): Promise<void> {
  const chooser = page.waitForEvent('filechooser');
  await page.getByText(button, { exact: true }).click();
  await (await chooser).setFiles(pictures);
}

/** What the focused control is called; '' where the focus is on nothing that can be used. */
const focused = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const at = document.activeElement;
    if (!at?.matches('input, textarea, select, button, a, summary')) return '';
    const labels = [...((at as HTMLInputElement).labels ?? [])].map((label) => label.textContent ?? '');
    return [
      at.getAttribute('aria-label') ?? '',
      ...labels,
      at.matches('input, textarea') ? '' : at.textContent,
    ]
      .join(' ')
      .trim();
  });

/** Tab, Tab, Tab … until the focus is on what is called so: for journeys by keys alone. */
export async function tabTo(page: Page, word: string): Promise<void> {
  for (let tabs = 0; tabs < MOST_TABS; tabs += 1) {
    if ((await focused(page)).startsWith(word)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`no way by Tab to 「${word}」`);
}

/** A point well inside of an area. */
export async function placeIn(city: Town, areaPath: string): Promise<{ lon: number; lat: number }> {
  return city.store.database.read(async ({ db }) => {
    const found = await sql<{ lon: number; lat: number }>`
      select ST_X(p) as lon, ST_Y(p) as lat
      from (
        select ST_PointOnSurface(boundary) as p from area where path = ${areaPath} and layer = 'base'
      ) a`.execute(db);
    const [row] = found.rows;
    if (!row) throw new Error(`no area ${areaPath}`);
    return { lon: row.lon, lat: row.lat };
  });
}

export const areaNameOf = (city: Town, areaPath: string): Promise<string> =>
  city.store.database.read(
    async ({ db }) =>
      (await db.selectFrom('area').select('name').where('path', '=', areaPath).executeTakeFirstOrThrow())
        .name,
  );

export const centreNameOf = (city: Town, areaPath: string): Promise<string> =>
  city.store.database.read(
    async ({ db }) =>
      (
        await db
          .selectFrom('unit')
          .select('name')
          .where('kind', '=', 'centre')
          .where('area_path', '=', areaPath)
          .executeTakeFirstOrThrow()
      ).name,
  );

export interface StoredCase {
  readonly id: string;
  readonly state: string;
  readonly holder: string | null;
  readonly actions: readonly string[];
}

/** The case as the store has it, with its steps in order. */
export async function storedCase(city: Town, number: string): Promise<StoredCase> {
  return city.store.database.read(async ({ db }) => {
    const row = await db
      .selectFrom('case_file')
      .leftJoin('unit', 'unit.id', 'case_file.holder_unit_id')
      .select(['case_file.id', 'case_file.state', 'unit.name as holder'])
      .where('case_file.number', '=', number)
      .executeTakeFirstOrThrow();
    const steps = await db
      .selectFrom('step')
      .select('action')
      .where('case_id', '=', row.id)
      .orderBy('seq')
      .execute();
    return { ...row, actions: steps.map((step) => step.action) };
  });
}

/** Every step carries the hash of the one before; asked with the eyes of a dispatcher. */
export async function expectIntact(city: Town, caseId: string, steps: number): Promise<void> {
  await city.store.database.read(async (tx) => {
    const rows = await tx.db
      .selectFrom('step')
      .select(['seq', 'hash', 'prev_hash'])
      .where('case_id', '=', caseId)
      .orderBy('seq')
      .execute();
    expect(rows.map((row) => row.seq)).toEqual(Array.from({ length: steps }, (_, index) => index + 1));
    for (const [index, row] of rows.slice(1).entries()) expect(row.prev_hash).toEqual(rows[index]?.hash);
    const person = await tx.db
      .selectFrom('person')
      .select('id')
      .where('login', '=', 'dispatcher.district')
      .executeTakeFirstOrThrow();
    const actor = await findActor(tx, person.id);
    if (!actor) throw new Error('the dispatcher has a post');
    expect(await verifyCaseHistory(tx, actor, caseId)).toMatchObject({ isIntact: true, steps });
  });
}

/** How long the machine keeps people waiting; printed at the end, never judged here: that is the bench's. */
export class Stopwatch {
  readonly #laps: { what: string; ms: number }[] = [];

  async lap<T>(what: string, work: () => Promise<T>): Promise<T> {
    const from = performance.now();
    const result = await work();
    this.#laps.push({ what, ms: Math.round(performance.now() - from) });
    return result;
  }

  told(): string {
    const sum = this.#laps.reduce((all, { ms }) => all + ms, 0);
    return `machine time ${sum} ms: ${this.#laps.map(({ what, ms }) => `${what} ${ms}`).join(' · ')}`;
  }
}
