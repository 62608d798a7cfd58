// basemap.import: an administrator brings in one source of the ground; what it was and what it is goes on
// record. The same features again change nothing, and there is nothing to tell of them.
import { isRefusal } from '../../../kernel/refusal.ts';
import type { Actor } from '../../../kernel/rights.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import { throwRefusal } from '../../../platform/server/http/refused.ts';
import { requireRight } from '../../../platform/server/http/require-right.ts';
import { type Fact, factsOf, textFact } from '../../changes/core/change.ts';
import { recordChanges } from '../../changes/server/public.ts';
import { basemapPolicy } from '../core/policy.ts';
import { type BaseImport, type BaseImported, importBaseFeatures } from './import-base-features.ts';

const IMPORT = 'basemap.import';

const factsFor = ({ crs }: BaseImport, { accepted, replaced, refused }: BaseImported): Fact[] =>
  factsOf(
    // A file of as many features as before is another file all the same: both numbers stand there.
    {
      name: { zh: '要素', en: 'features' },
      before: replaced === 0 ? null : { zh: `${replaced} 个`, en: String(replaced) },
      after: { zh: `${accepted} 个`, en: String(accepted) },
    },
    textFact({ zh: '坐标系', en: 'coordinates' }, null, crs),
    textFact({ zh: '未采用的要素', en: 'features left out' }, null, refused.length ? String(refused.length) : null),
  );

/** Throws Refused `auth.not_allowed`; returns the refusals of the import. */
export async function importSource(tx: Tx, actor: Actor, load: Omit<BaseImport, 'by'>) {
  const { districtId, source } = load;
  requireRight(basemapPolicy, actor, IMPORT, { areaPath: districtId });
  if (actor.kind !== 'person') throwRefusal('auth.not_allowed', { operation: IMPORT });
  const order = { ...load, by: actor.personId };
  const imported = await importBaseFeatures(tx, order);
  if (!isRefusal(imported) && imported.hasChanged) {
    await recordChanges(tx, actor, [
      {
        operation: IMPORT,
        title: { zh: '导入底图数据', en: 'Base map data brought in' },
        areaPath: districtId,
        subject: { kind: 'basemap', id: source, name: source },
        facts: factsFor(order, imported),
      },
    ]);
  }
  return imported;
}
