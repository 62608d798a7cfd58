// person.import: a list of staff is read and checked without writing anything; once confirmed it comes in
// by pieces, each line planned anew in the transaction that writes it. Posts that take two people wait for
// the second.
import type { Actor } from '../../../kernel/rights.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import { requireRight } from '../../../platform/server/http/require-right.ts';
import type { ImportRow } from '../core/import-columns.ts';
import { peoplePolicy } from '../core/policy.ts';
import { changePerson } from './change-person.ts';
import { createPeople } from './create-people.ts';
import { openWorld, type PlannedLine, planRow } from './plan-import.ts';
import { requestPost } from './request-post.ts';
import type { PeopleServices } from './services.ts';

/** What the screen is told of a line: never what it holds of a person. */
const told = ({ line, outcome, words, waits }: PlannedLine) => ({ line, outcome, words, waits });

const mayImport = (actor: Actor, districtId: string, areaPath: string): void => {
  requireRight(peoplePolicy, actor, 'person.import', { areaPath: areaPath === '' ? districtId : areaPath });
};

export interface ImportAsked {
  readonly areaPath: string;
  readonly rows: readonly ImportRow[];
}

/** Line by line what would happen; writes nothing. */
export async function checkImport(tx: Tx, services: PeopleServices, actor: Actor, asked: ImportAsked) {
  const districtId = asked.areaPath.slice(0, 6);
  mayImport(actor, districtId, asked.areaPath);
  const world = await openWorld(tx, services.cipher, actor, districtId);
  const lines = [];
  for (const row of asked.rows) lines.push(told(await planRow(tx, world, row)));
  return lines;
}

async function writeLine(tx: Tx, services: PeopleServices, actor: Actor, plan: PlannedLine, why: string) {
  const { person, post, personId: known } = plan;
  if (!person || plan.outcome === 'refused' || plan.outcome === 'same') return;
  const { login, phone, ...rest } = person;
  const fields = { ...rest, ...(login === null ? {} : { login }), ...(phone === null ? {} : { phone }) };
  if (known) await changePerson(tx, services.cipher, actor, known, { ...fields, why });
  const [made] = known ? [known] : await createPeople(tx, services.cipher, actor, [fields]);
  if (post && made)
    await requestPost(tx, services.sessions, actor, { post: { ...post, personId: made }, why });
}

/** Writes these lines, all that may be; a refused one is told and left out. */
export async function importPeople(
  tx: Tx,
  services: PeopleServices,
  actor: Actor,
  asked: ImportAsked & { readonly why: string },
) {
  const districtId = asked.areaPath.slice(0, 6);
  mayImport(actor, districtId, asked.areaPath);
  const world = await openWorld(tx, services.cipher, actor, districtId);
  const lines = [];
  for (const row of asked.rows) {
    const plan = await planRow(tx, world, row);
    await writeLine(tx, services, actor, plan, asked.why);
    lines.push(told(plan));
  }
  return lines;
}
