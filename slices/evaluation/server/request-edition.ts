// evaluation.edit: an area's own bands of an indicator, or weights of a scheme, from a day on. By them others
// are judged, so it always takes a second person, who reads what it would have changed in the last full
// month. Checked when it is proposed, and again when somebody agrees.
import type { Id } from '../../../kernel/id.ts';
import type { Actor } from '../../../kernel/rights.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import { orRefuse, throwRefusal } from '../../../platform/server/http/refused.ts';
import { requireRight } from '../../../platform/server/http/require-right.ts';
import {
  type ChangeExecutor,
  pendingBodies,
  proposeChange,
  recordChanges,
} from '../../changes/server/public.ts';
import type { EditionBody, Trial, TrialBody, TriedBy } from '../core/contract-editions.ts';
import { checkEdition, type Edition, type Rules } from '../core/edition.ts';
import { evaluationPolicy } from '../core/policy.ts';
import { hasEdition, insertEdition } from './queries-editions.ts';
import { rulesOf } from './rules-of.ts';
import { tellEdition } from './tell-edition.ts';
import { todayOf, trialPage, tryEdition } from './try-edition.ts';

const OPERATION = 'evaluation.edit';
type Asked = Omit<EditionBody, 'why'>;

/** Throws Refused `evaluation.rule_incomplete`. */
function editionOf({ kind, name, limits, weights, source, validFrom, validTo }: Asked): Edition {
  const common = { name, source: source.trim(), validFrom, validTo: validTo ?? null };
  if (kind === 'indicator' && limits && !weights) return { ...common, kind, limits };
  if (kind === 'scheme' && weights && !limits) {
    return {
      ...common,
      kind,
      weights: Object.fromEntries(weights.map(({ indicator, weight }) => [indicator, weight])),
    };
  }
  return throwRefusal('evaluation.rule_incomplete');
}

interface Checked {
  readonly edition: Edition;
  readonly rules: Rules;
}

async function check(tx: Tx, actor: Actor, asked: Asked): Promise<Checked> {
  const { areaPath } = asked;
  requireRight(evaluationPolicy, actor, OPERATION, { areaPath });
  const today = await todayOf(tx, areaPath);
  const rules = await rulesOf(tx, areaPath, today);
  const edition = editionOf(asked);
  orRefuse(checkEdition(rules, edition, today));
  if (await hasEdition(tx, areaPath, edition))
    throwRefusal('evaluation.edition_exists', { day: edition.validFrom });
  return { edition, rules };
}

/** Whom the rule judges. */
function triedBy({ rules, edition }: Checked): readonly TriedBy[] {
  const { name } = edition;
  const grains =
    edition.kind === 'scheme'
      ? rules.schemes.filter(({ id }) => id === name).map(({ grain }) => grain)
      : rules.indicators.filter(({ id }) => id === name).flatMap((one) => one.grains);
  return (['area', 'unit'] as const).filter((grain) => grains.includes(grain));
}

export async function tryRule(tx: Tx, actor: Actor, asked: TrialBody): Promise<Trial> {
  const { edition, rules } = await check(tx, actor, asked);
  const tried = await tryEdition(tx, asked.areaPath, asked.by, rules, edition);
  return trialPage(tx, asked.areaPath, asked.by, tried, asked);
}

export async function requestEdition(
  tx: Tx,
  actor: Actor,
  { why, ...asked }: EditionBody,
): Promise<{ proposalId: Id }> {
  const checked = await check(tx, actor, asked);
  const { areaPath, kind, name } = asked;
  const subjectId = `${areaPath} ${kind} ${name}`;
  if ((await pendingBodies(tx, OPERATION, subjectId)).length > 0) throwRefusal('evaluation.edition_waits');
  const trials = [];
  for (const by of triedBy(checked)) {
    const tried = await tryEdition(tx, areaPath, by, checked.rules, checked.edition);
    trials.push({ by, ...tried });
  }
  const told = tellEdition(checked.rules, checked.edition, subjectId, trials);
  const proposalId = await proposeChange(tx, actor, {
    ...told,
    operation: OPERATION,
    why,
    reach: [areaPath],
    body: { ...asked },
  });
  return { proposalId };
}

export const evaluationExecutors: readonly ChangeExecutor[] = [
  {
    operation: OPERATION,
    refusals: [
      'evaluation.edition_past',
      'evaluation.edition_exists',
      'evaluation.rule_unknown',
      'evaluation.bands_unordered',
      'evaluation.weight_unjudged',
    ],
    apply: async (tx, actor, body, consent) => {
      const asked = body as unknown as Asked;
      const { edition, rules } = await check(tx, actor, asked);
      const { areaPath, kind, name } = asked;
      const by = actor.kind === 'person' ? actor : throwRefusal('auth.not_allowed', { operation: OPERATION });
      const isNew = await insertEdition(tx, {
        id: tx.ids.next(),
        areaPath,
        edition,
        by,
        second: consent.second,
      });
      if (!isNew) throwRefusal('evaluation.edition_exists', { day: edition.validFrom });
      const told = tellEdition(rules, edition, `${areaPath} ${kind} ${name}`, []);
      await recordChanges(tx, actor, [{ ...told, operation: OPERATION, areaPath }], consent);
    },
  },
];
