// A person's own figures, those of units that the person heads, and another person's: which takes a right and
// a reason, and stands on record where the person sees it.
import { DAY } from '../../../kernel/duration.ts';
import type { Id } from '../../../kernel/id.ts';
import { type Actor, type Post, rightTo } from '../../../kernel/rights.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import { throwRefusal } from '../../../platform/server/http/refused.ts';
import { findActor, unitDirectory } from '../../people/server/public.ts';
import { CONTESTABLE_DAYS } from '../core/contestable.ts';
import type { CountedCases, OwnFigures, PersonFigures } from '../core/contract.ts';
import type { CountName } from '../core/counts.ts';
import type { Period, PeriodKind } from '../core/period.ts';
import { evaluationPolicy } from '../core/policy.ts';
import { pageOfFacts } from './list-counted-cases.ts';
import { listLastRevisions } from './queries-publications.ts';
import { insertLook, listLooks } from './queries-read.ts';
import { indicatorsFor, periodAsked, readTimes } from './read-table.ts';
import { cellsOf, countsOf, indicatorView, lookView, periodView } from './table-rows.ts';

type Person = Extract<Actor, { kind: 'person' }>;
const LOOKS_SHOWN = 50;

const personOf = (actor: Actor): Person =>
  actor.kind === 'person' ? actor : throwRefusal('auth.not_allowed', { operation: 'evaluation.own' });

const headed = ({ posts }: Person): readonly Post[] => posts.filter(({ role }) => role === 'unit_head');
/** The districts in which the person has a post: figures of work lie there. */
const districtsOf = ({ posts }: Person): readonly string[] => [
  ...new Set(posts.map(({ areaPath }) => areaPath.slice(0, 6))),
];

async function figuresOf(tx: Tx, kind: 'unit' | 'person', subject: Id, district: string, period: Period) {
  const asked = {
    districtId: district,
    dimension: kind,
    areaPath: district,
    letters: null,
    subject,
  } as const;
  const times = await readTimes(tx, asked, period);
  return { cells: cellsOf(indicatorsFor(kind, period), subject, times), counts: countsOf(subject, times) };
}

export async function readOwn(tx: Tx, actor: Actor, kind: PeriodKind, day: string): Promise<OwnFigures> {
  const person = personOf(actor);
  const period = periodAsked(kind, day);
  const directory = await unitDirectory(tx);
  const subjects: OwnFigures['subjects'] = [];
  for (const district of districtsOf(person).slice(0, 1)) {
    subjects.push({
      kind: 'person',
      subject: person.personId,
      name: person.name,
      nameEn: person.name,
      ...(await figuresOf(tx, 'person', person.personId, district, period)),
    });
  }
  for (const { unitId, areaPath } of headed(person)) {
    const unit = directory.unit(unitId);
    subjects.push({
      kind: 'unit',
      subject: unitId,
      name: unit?.name ?? '',
      nameEn: unit?.nameEn ?? '',
      ...(await figuresOf(tx, 'unit', unitId, areaPath.slice(0, 6), period)),
    });
  }
  const indicators = [...new Set([...indicatorsFor('person', period), ...indicatorsFor('unit', period)])];
  const [district] = districtsOf(person);
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

export interface LookAsked {
  readonly personId: Id;
  readonly why: string;
  readonly period: PeriodKind;
  readonly day: string;
}

/** Written before it is read: who may not be written down may not look. Throws Refused
 *  `evaluation.no_person`. */
export async function lookAtPerson(tx: Tx, actor: Actor, asked: LookAsked): Promise<PersonFigures> {
  const looker = personOf(actor);
  const period = periodAsked(asked.period, asked.day);
  const found = await findActor(tx, asked.personId);
  const posts = found?.kind === 'person' ? found.posts : [];
  const post = posts.find(
    ({ areaPath, unitId }) =>
      rightTo(evaluationPolicy, actor, 'evaluation.look', { areaPath, unitId }) !== undefined,
  );
  if (found?.kind !== 'person' || !post) return throwRefusal('evaluation.no_person');
  await insertLook(tx, {
    personId: found.personId,
    byPersonId: looker.personId,
    byName: looker.name,
    why: asked.why,
  });
  const district = post.areaPath.slice(0, 6);
  return {
    period: periodView(period),
    indicators: indicatorsFor('person', period).map(indicatorView),
    name: found.name,
    ...(await figuresOf(tx, 'person', found.personId, district, period)),
  };
}
