// evaluation.look: another person's figures, and the cases behind them. It takes a right and a reason, which
// is written before anything is read; the person sees who looked, when and why.
import { DAY } from '../../../kernel/duration.ts';
import type { Id } from '../../../kernel/id.ts';
import { type Actor, type Post, rightTo } from '../../../kernel/rights.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import { throwRefusal } from '../../../platform/server/http/refused.ts';
import { findActor } from '../../people/server/public.ts';
import type { CountedCases, PersonFigures } from '../core/contract.ts';
import type { CountName } from '../core/counts.ts';
import { indicatorsOf } from '../core/edition.ts';
import type { PeriodKind } from '../core/period.ts';
import { evaluationPolicy } from '../core/policy.ts';
import { type PageAsked, pageOfFacts } from './list-counted-cases.ts';
import { findLook, insertLook } from './queries-read.ts';
import { figuresOf, personOf } from './read-own.ts';
import { periodAsked } from './read-table.ts';
import { rulesOf } from './rules-of.ts';
import { indicatorView, periodView } from './table-rows.ts';

/** So long the reason that was given opens the cases behind what was seen. */
const LOOK_MS = DAY;

interface Seen {
  readonly personId: Id;
  readonly name: string;
  /** The post by which the reader may look at this person. */
  readonly post: Post;
}

/** Throws Refused `evaluation.no_person`. */
async function personFor(tx: Tx, actor: Actor, personId: Id): Promise<Seen> {
  const found = await findActor(tx, personId);
  const posts = found?.kind === 'person' ? found.posts : [];
  const post = posts.find(
    ({ areaPath, unitId }) =>
      rightTo(evaluationPolicy, actor, 'evaluation.look', { areaPath, unitId }) !== undefined,
  );
  if (found?.kind !== 'person' || !post) return throwRefusal('evaluation.no_person');
  return { personId, name: found.name, post };
}

export interface LookAsked {
  readonly personId: Id;
  readonly why: string;
  readonly period: PeriodKind;
  readonly day: string;
}

/** Who may not be written down may not look. */
export async function lookAtPerson(tx: Tx, actor: Actor, asked: LookAsked): Promise<PersonFigures> {
  const looker = personOf(actor);
  const period = periodAsked(asked.period, asked.day);
  const { personId, name, post } = await personFor(tx, actor, asked.personId);
  const district = post.areaPath.slice(0, 6);
  const rules = await rulesOf(tx, district, period.to);
  const id = tx.ids.next();
  await insertLook(tx, {
    id,
    personId,
    byPersonId: looker.personId,
    byName: looker.name,
    why: asked.why,
  });
  return {
    id,
    period: periodView(period),
    indicators: indicatorsOf(rules, 'person').map(indicatorView),
    name,
    ...(await figuresOf(tx, rules, { kind: 'person', subject: personId, district }, period)),
  };
}

export interface LookCasesAsked extends PageAsked {
  readonly count: CountName;
  readonly period: PeriodKind;
  readonly day: string;
}

/** Opened by the look that stands on record, and by nobody else's. Throws Refused `evaluation.no_look`. */
export async function listLookCases(
  tx: Tx,
  actor: Actor,
  lookId: Id,
  { count, period, day, ...page }: LookCasesAsked,
): Promise<CountedCases> {
  const looker = personOf(actor);
  const look =
    (await findLook(tx, lookId, looker.personId, tx.now - LOOK_MS)) ?? throwRefusal('evaluation.no_look');
  const { personId, post } = await personFor(tx, actor, look.personId);
  const district = post.areaPath.slice(0, 6);
  return pageOfFacts(
    tx,
    {
      districtId: district,
      kind: 'person',
      subject: personId,
      name: count,
      areaPath: district,
      itemCode: null,
      period: periodAsked(period, day),
    },
    page,
  );
}
