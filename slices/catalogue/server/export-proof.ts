// A proof to take away: as JSON what was proved of what, as CSV every single answer, read off the same walk
// again and only while lists, grids and units are those of the proof.
import { Readable } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import { toIso } from '../../../kernel/instant.ts';
import { refuse, type Refusal } from '../../../kernel/refusal.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import { csvOf } from '../../../platform/server/sheets/csv.ts';
import type { Page } from '../../../platform/server/sheets/rows.ts';
import { Prover } from '../core/prove.ts';
import { changedSince, type World, worldOf } from './prove-lists.ts';
import type { Proof } from './queries-proof.ts';
import type { VersionRow } from './queries.ts';

const HASHED =
  'Starting from sha256(""), for each item in order: sha256 over the hash before, then for each line a ' +
  'line feed and the first six columns of the CSV joined by commas (item, day, area, rule, unit, centre).';

export function certificateOf(proof: Proof, version: VersionRow): string {
  const { items, grids, questions, brokenQuestions, broken, walkedMs } = proof;
  const facts = {
    what: 'Every item in every grid, under every problem and season told apart, comes to one unit',
    district: proof.districtId,
    lists: {
      id: version.id,
      title: version.title,
      effectiveFrom: version.effectiveFrom,
      revision: version.revision,
      sha256: proof.listsHash,
    },
    areas: { versionId: proof.areaVersionId, grids, sha256: proof.areasHash },
    units: { sha256: proof.unitsHash },
    isProved: proof.state === 'done' && brokenQuestions === 0,
    state: proof.state,
    items,
    grids,
    pairs: items * grids,
    questions,
    brokenQuestions,
    broken,
    walkedMs,
    answers: { sha256: proof.answersHash, how: HASHED },
    startedAt: toIso(proof.startedAt),
    endedAt: proof.endedAt === null ? null : toIso(proof.endedAt),
    by: proof.startedByName,
  };
  return `${JSON.stringify(facts, null, 2)}\n`;
}

const HEADINGS = [
  'item',
  'from day',
  'area',
  'rule',
  'unit',
  'centre',
  'item name',
  'unit code',
  'unit name',
  'centre code',
];

async function* pagesOf({ compiled, units, grids }: World): AsyncGenerator<Page> {
  const prover = new Prover(compiled, units, grids);
  yield [HEADINGS];
  for (const item of compiled.items()) {
    yield [...prover.item(item)].map(({ problem, monthDay, areaPath, answer }) => {
      const asked = [`${item.code}.${problem}`, monthDay, areaPath];
      if (typeof answer === 'string') return [...asked, answer, '', '', item.name, '', '', ''];
      const { rule, unit, centre } = answer;
      return [...asked, rule.id, unit.id, centre.id, item.name, unit.code, unit.name, centre.code];
    });
    await setImmediate();
  }
}

const CHANGED_WORDS = {
  lists: { whatZh: '清单', whatEn: 'the lists' },
  areas: { whatZh: '网格', whatEn: 'the grids' },
  units: { whatZh: '单位', whatEn: 'the units' },
} as const;

/** Line by line, held no more than an item at a time. Throws Refused `areas.district_not_found`. */
export async function answersOf(
  tx: Tx,
  proof: Proof,
  version: VersionRow,
): Promise<Readable | Refusal<'catalogue.proof_not_done' | 'catalogue.proof_outdated'>> {
  if (proof.state !== 'done') return refuse('catalogue.proof_not_done');
  const world = await worldOf(tx, version);
  const changed = changedSince(proof, world);
  if (changed) return refuse('catalogue.proof_outdated', CHANGED_WORDS[changed]);
  return Readable.from(csvOf(pagesOf(world)));
}
