// Who answers for an area today: those posted in it and below, and those of the community and street around
// it. Phones leave masked; each line says whether its reader may ask for the number.
import { type Actor, rightTo } from '../../../kernel/rights.ts';
import type { Cipher } from '../../../platform/server/crypto/cipher.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import { requireRight } from '../../../platform/server/http/require-right.ts';
import { maskPhone } from '../core/person.ts';
import { peoplePolicy } from '../core/policy.ts';
import { pathUpwards } from '../core/unit.ts';
import { listOnDuty } from './queries-posts.ts';
import { unitDirectory } from './unit-snapshot.ts';

/** A community with its grids and street has some sixty; a whole district is no list to read. */
const MOST_LISTED = 300;
/** A district answers for everything; who sits there is not news in a grid. */
const isBelowDistrict = (path: string): boolean => path.includes('.');

export async function peopleOnDuty(tx: Tx, cipher: Cipher, actor: Actor, areaPath: string) {
  requireRight(peoplePolicy, actor, 'person.on_duty', { areaPath });
  const above = pathUpwards(areaPath).slice(1).filter(isBelowDistrict);
  const found = await listOnDuty(tx, areaPath, above, MOST_LISTED + 1);
  const directory = await unitDirectory(tx);
  const people = found.slice(0, MOST_LISTED).map(({ phoneSealed, ...row }) => {
    const unit = directory.unit(row.unitId);
    const { personId, unitId } = row;
    const by = rightTo(peoplePolicy, actor, 'person.unmask', { areaPath: row.areaPath, personId, unitId });
    return {
      ...row,
      unitName: unit?.name ?? '',
      unitNameEn: unit?.nameEn ?? '',
      unitKind: unit?.kind ?? ('team' as const),
      phoneMasked: phoneSealed === null ? null : maskPhone(cipher.open(phoneSealed)),
      canUnmask: by !== undefined && phoneSealed !== null,
    };
  });
  return { people, isMore: found.length > MOST_LISTED };
}
