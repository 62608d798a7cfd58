// person.import: a list of staff is read and checked without writing anything; once confirmed it comes in
// by pieces, each line planned anew in the transaction that writes it. A line that was checked carries a mark
// that only this service can make, of who checked which line of which file and what it would do to whom:
// nothing else comes in, and it does nothing else to nobody else. Posts that take two people wait.
import type { Actor } from '../../../kernel/rights.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import { throwRefusal } from '../../../platform/server/http/refused.ts';
import { requireRight } from '../../../platform/server/http/require-right.ts';
import { IMPORT_FIELDS, type ImportRow } from '../core/import-columns.ts';
import { CHECKED_ANEW } from '../core/import-faults.ts';
import { normaliseLogin, normalisePhone } from '../core/person.ts';
import { peoplePolicy } from '../core/policy.ts';
import { changePerson } from './change-person.ts';
import { createPeople } from './create-people.ts';
import { openWorld } from './import-world.ts';
import { type PlannedLine, planRow } from './plan-import.ts';
import { requestPost } from './request-post.ts';
import type { PeopleServices } from './services.ts';

/** What the screen is told of a line: never what it holds of a person. */
const told = ({ line, outcome, faults, waits }: PlannedLine) => ({
  line,
  outcome,
  faults: [...faults],
  waits,
});

const mayImport = (actor: Actor, districtId: string, areaPath: string): void => {
  requireRight(peoplePolicy, actor, 'person.import', { areaPath: areaPath === '' ? districtId : areaPath });
};

export interface ImportAsked<Row extends ImportRow = ImportRow> {
  readonly areaPath: string;
  readonly fileHash: string;
  readonly rows: readonly Row[];
}

/** What a line was checked to do, to whom; a line that names somebody of an earlier line finds them there. */
interface Seen {
  readonly outcome: PlannedLine['outcome'];
  readonly personId: PlannedLine['personId'];
  readonly isMadeBefore: boolean;
}

/** Another person, area, file, line or cell makes another first half; another outcome another second. */
function marksOf(services: PeopleServices, actor: Actor, asked: ImportAsked, row: ImportRow) {
  const who = actor.kind === 'person' ? actor.personId : actor.kind;
  const cells = IMPORT_FIELDS.map((field) => row[field]);
  const said = [who, asked.areaPath, asked.fileHash, row.line, cells];
  const sealed = (kind: string, what: unknown): string =>
    Buffer.from(services.cipher.blindIndex(`${kind}:${JSON.stringify(what)}`)).toString('hex');
  const line = sealed('staff-line', said);
  return {
    line,
    of: ({ outcome, personId, isMadeBefore }: Seen): string =>
      line + sealed('staff-outcome', [said, outcome, personId, isMadeBefore]),
  };
}

type Who = Pick<ImportRow, 'name' | 'login' | 'phone'>;

export interface CheckAsked extends ImportAsked {
  /** Whom the file's earlier lines name, where it is checked by pieces. */
  readonly before?: readonly Who[];
}

/** By login, else by number: a name alone is no one person. */
const keysOf = ({ name, login, phone }: Who): string[] => [
  ...(login === '' ? [] : [`login ${normaliseLogin(login)} ${name}`]),
  ...(phone === '' ? [] : [`phone ${normalisePhone(phone)} ${name}`]),
];

/** Line by line what would happen; writes nothing. */
export async function checkImport(tx: Tx, services: PeopleServices, actor: Actor, asked: CheckAsked) {
  const districtId = asked.areaPath.slice(0, 6);
  mayImport(actor, districtId, asked.areaPath);
  const world = await openWorld(tx, services.cipher, actor, districtId);
  const { logins } = world.seen;
  const before = asked.before ?? [];
  for (const { login, name } of [...before].reverse()) {
    if (login !== '') logins.set(normaliseLogin(login), name);
  }
  const named = new Set(before.flatMap(keysOf));
  const lines = [];
  for (const row of asked.rows) {
    const [key = ''] = keysOf(row);
    const isMadeBefore = named.has(key);
    for (const one of keysOf(row)) named.add(one);
    const plan = await planRow(tx, world, row);
    const mark = marksOf(services, actor, asked, row).of({ ...plan, isMadeBefore });
    lines.push({ ...told(plan), mark });
  }
  return lines;
}

/** Whether a line does what was seen when it was checked: exactly that, or nothing, or it gives one more post
 *  to somebody whom an earlier line of the file has made meanwhile. */
function isAsSeen(marks: ReturnType<typeof marksOf>, mark: string, plan: PlannedLine): boolean {
  const { outcome, personId } = plan;
  const isSeen = (seen: Omit<Seen, 'isMadeBefore'>, befores = [true, false]): boolean =>
    befores.some((isMadeBefore) => marks.of({ ...seen, isMadeBefore }) === mark);
  if (outcome === 'refused' || outcome === 'same' || isSeen({ outcome, personId })) return true;
  return plan.isPostAlone && isSeen({ outcome: 'new', personId: null }, [true]);
}

const leftOut = (plan: PlannedLine): PlannedLine => ({
  ...plan,
  outcome: 'refused',
  faults: [{ field: null, words: CHECKED_ANEW }],
});

async function writeLine(tx: Tx, services: PeopleServices, actor: Actor, plan: PlannedLine, why: string) {
  const { person, post, personId: known } = plan;
  if (!person || plan.outcome === 'refused' || plan.outcome === 'same') return;
  const { login, phone, ...rest } = person;
  const fields = { ...rest, ...(login === null ? {} : { login }), ...(phone === null ? {} : { phone }) };
  if (known) await changePerson(tx, services.cipher, actor, known, { ...fields, why });
  const [made] = known ? [known] : await createPeople(tx, services.cipher, actor, [fields], why);
  if (post && made)
    await requestPost(tx, services.sessions, actor, { post: { ...post, personId: made }, why });
}

/** Writes these lines, all that may be; one that may not any more, or that would by now do something else
 *  than was seen, is told and left out. Throws Refused `people.import_unchecked` before any is written where
 *  the cells of one are not as they were checked. */
export async function importPeople(
  tx: Tx,
  services: PeopleServices,
  actor: Actor,
  asked: ImportAsked<ImportRow & { readonly mark: string }> & { readonly why: string },
) {
  const districtId = asked.areaPath.slice(0, 6);
  mayImport(actor, districtId, asked.areaPath);
  const isChecked = (row: ImportRow & { readonly mark: string }): boolean =>
    row.mark.startsWith(marksOf(services, actor, asked, row).line);
  const other = asked.rows.find((row) => !isChecked(row));
  if (other) throwRefusal('people.import_unchecked', { line: other.line });
  const world = await openWorld(tx, services.cipher, actor, districtId);
  const lines = [];
  for (const row of asked.rows) {
    const planned = await planRow(tx, world, row);
    const isIt = isAsSeen(marksOf(services, actor, asked, row), row.mark, planned);
    const plan = isIt ? planned : leftOut(planned);
    await writeLine(tx, services, actor, plan, asked.why);
    lines.push(told(plan));
  }
  return lines;
}
