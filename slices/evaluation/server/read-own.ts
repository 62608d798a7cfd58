// A person's own figures, and those of units that the person heads.
import { DAY } from '../../../kernel/duration.ts';
import type { Id } from '../../../kernel/id.ts';
import type { Actor, Post } from '../../../kernel/rights.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import { throwRefusal } from '../../../platform/server/http/refused.ts';
import { unitDirectory } from '../../people/server/public.ts';
import { CONTESTABLE_DAYS } from '../core/contestable.ts';
import type { CountedCases, OwnFigures } from '../core/contract.ts';
import type { CountName } from '../core/counts.ts';
import { indicatorsOf, type Rules } from '../core/edition.ts';
import type { Period, PeriodKind } from '../core/period.ts';
import { pageOfFacts } from './list-counted-cases.ts';
import { listLastRevisions } from './queries-publications.ts';
import { listLooks } from './queries-read.ts';
import { readCounting } from './read-counting.ts';
import { periodAsked, readTimes } from './read-table.ts';
import { rulesOf } from './rules-of.ts';
import { cellsOf, countsOf, indicatorView, lookView, periodView } from './table-rows.ts';

type Person = Extract<Actor, { kind: 'person' }>;
const LOOKS_SHOWN = 50;

export const personOf = (actor: Actor): Person =>
  actor.kind === 'person' ? actor : throwRefusal('auth.not_allowed', { operation: 'evaluation.own' });

const headed = ({ posts }: Person): readonly Post[] => posts.filter(({ role }) => role === 'unit_head');
/** The districts in which the person has a post: figures of work lie there. */
const districtsOf = ({ posts }: Person): readonly string[] => [
  ...new Set(posts.map(({ areaPath }) => areaPath.slice(0, 6))),
];

/** By the district's rules. */
export async function figuresOf(
  tx: Tx,
  rules: Rules,
  { kind, subject, district }: { kind: 'unit' | 'person'; subject: Id; district: string },
  period: Period,
) {
  const asked = {
    districtId: district,
    dimension: kind,
    areaPath: district,
    letters: null,
    subject,
  } as const;
  const times = await readTimes(tx, asked, period);
  return { cells: cellsOf(indicatorsOf(rules, kind), subject, times), counts: countsOf(subject, times) };
}

export async function readOwn(tx: Tx, actor: Actor, kind: PeriodKind, day: string): Promise<OwnFigures> {
  const person = personOf(actor);
  const period = periodAsked(kind, day);
  const directory = await unitDirectory(tx);
  const subjects: OwnFigures['subjects'] = [];
  const [district] = districtsOf(person);
  const rules = await rulesOf(tx, district ?? '', period.to);
  if (district !== undefined) {
    subjects.push({
      kind: 'person',
      subject: person.personId,
      name: person.name,
      nameEn: person.name,
      ...(await figuresOf(tx, rules, { kind: 'person', subject: person.personId, district }, period)),
    });
  }
  for (const { unitId, areaPath } of headed(person)) {
    const unit = directory.unit(unitId);
    const own = areaPath.slice(0, 6);
    const theirs = own === district ? rules : await rulesOf(tx, own, period.to);
    subjects.push({
      kind: 'unit',
      subject: unitId,
      name: unit?.name ?? '',
      nameEn: unit?.nameEn ?? '',
      ...(await figuresOf(tx, theirs, { kind: 'unit', subject: unitId, district: own }, period)),
    });
  }
  const indicators = [...new Set([...indicatorsOf(rules, 'person'), ...indicatorsOf(rules, 'unit')])];
  const since = tx.now - CONTESTABLE_DAYS * DAY;
  const publications =
    district === undefined ? [] : await listLastRevisions(tx, district, period.kind, period.from, since);
  const looks = await listLooks(tx, person.personId, LOOKS_SHOWN);
  return {
    period: periodView(period),
    indicators: indicators.map(indicatorView),
    subjects,
    publications,
    looks: looks.map(lookView),
    counting: await readCounting(tx),
  };
}

export interface OwnCasesAsked {
  readonly kind: 'unit' | 'person';
  readonly subject: Id;
  readonly count: CountName;
  readonly period: PeriodKind;
  readonly day: string;
  readonly cursor?: string | undefined;
  readonly limit?: number | undefined;
}

/** Of oneself, or of a unit that one heads. */
export async function listOwnCases(tx: Tx, actor: Actor, asked: OwnCasesAsked): Promise<CountedCases> {
  const person = personOf(actor);
  const { kind, subject, count, cursor, limit } = asked;
  const post = headed(person).find(({ unitId }) => unitId === subject);
  const isOwn = kind === 'person' ? subject === person.personId : post !== undefined;
  const district = post?.areaPath.slice(0, 6) ?? districtsOf(person)[0];
  if (!isOwn || district === undefined) throwRefusal('auth.not_allowed', { operation: 'evaluation.own' });
  return pageOfFacts(
    tx,
    {
      districtId: district,
      kind,
      subject,
      name: count,
      areaPath: district,
      itemCode: null,
      period: periodAsked(asked.period, asked.day),
    },
    { cursor, limit },
  );
}
