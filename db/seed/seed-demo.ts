// Fills an empty store with the demo district, stage by stage. A stage and its mark are one transaction, so a
// seeding that was killed goes on where it stopped, and a second one finds everything done.
import { toIso } from '../../kernel/instant.ts';
import type { Database, Tx } from '../../platform/server/db/tx.ts';
import type { PhotoFiles } from '../../platform/server/files/photo-files.ts';
import { argonHasher } from '../../slices/people/server/public.ts';
import { DEMO_STAGES } from './demo-stages.ts';
import { DEMO_PASSWORD } from './demo/people.ts';

export interface SeedOptions {
  /** `done` of `total` stages, and what is being done in words. */
  readonly onProgress: (done: number, total: number, words: string) => void;
  /** Cases of history to play; 0 leaves the district without a past. */
  readonly historyCases?: number;
  /** Where the bytes of the demo's own pictures go. */
  readonly files: PhotoFiles;
}

const MARK = 'seed.demo';

async function doneStages(tx: Tx): Promise<readonly string[]> {
  const row = await tx.db.selectFrom('setting').select('value').where('key', '=', MARK).executeTakeFirst();
  return (row?.value as { stages: string[] } | undefined)?.stages ?? [];
}

async function markDone(tx: Tx, stages: readonly string[]): Promise<void> {
  const value = JSON.stringify({ stages });
  await tx.db
    .insertInto('setting')
    .values({ key: MARK, value, changed_at: toIso(tx.now) })
    .onConflict((conflict) => conflict.column('key').doUpdateSet({ value, changed_at: toIso(tx.now) }))
    .execute();
}

/** Whether this store holds the demo district, so that the banner may show its sign-ins. */
export const hasDemo = (database: Database): Promise<boolean> =>
  database.read(async (tx) => (await doneStages(tx)).length > 0);

export async function seedDemo(database: Database, options: SeedOptions): Promise<void> {
  const passwordHash = await argonHasher().hash(DEMO_PASSWORD);
  const { onProgress, historyCases, files } = options;
  const done = [...(await database.read(doneStages))];
  for (const [index, stage] of DEMO_STAGES.entries()) {
    if (done.includes(stage.name)) continue;
    onProgress(index, DEMO_STAGES.length, stage.words);
    await database.transaction(async (tx) => {
      await stage.run(tx, {
        passwordHash, files, ...(historyCases === undefined ? {} : { historyCases }),
        onProgress: (words) => onProgress(index, DEMO_STAGES.length, words),
      });
      await markDone(tx, [...done, stage.name]);
    });
    done.push(stage.name);
  }
}
