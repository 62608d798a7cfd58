// The register as a list and as figures: each figure is the count of the list that it opens.
import type { Actor } from '../../../kernel/rights.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import { requireRight } from '../../../platform/server/http/require-right.ts';
import type { ComponentFilter, Rate } from '../core/contract-register.ts';
import { componentsPolicy } from '../core/policy.ts';
import { readSearch } from '../core/search.ts';
import { listRates, listRegister } from './queries-register.ts';

function mustList(actor: Actor, { areaPath, unitId }: Pick<ComponentFilter, 'areaPath' | 'unitId'>): void {
  const unit = unitId === undefined || unitId === 'none' ? {} : { unitId };
  requireRight(componentsPolicy, actor, 'component.list', { areaPath, ...unit });
}

type ListAsked = ComponentFilter & {
  after?: string | undefined;
  limit: number;
  isGone?: boolean;
  text?: string | undefined;
};

/** Throws Refused `auth.not_allowed`. */
export async function readRegister(
  tx: Tx,
  actor: Actor,
  { after, limit, isGone = false, text, ...filter }: ListAsked,
) {
  mustList(actor, filter);
  const search = text === undefined ? undefined : readSearch(text, filter.areaPath);
  const found = await listRegister(tx, filter, { after, limit: limit + 1, isGone, search });
  const components = found.slice(0, limit);
  return { components, next: found.length > limit ? (components.at(-1)?.code ?? null) : null };
}

const NONE: Rate = { key: '', total: 0, open: 0, asked: 0, disputed: 0, confirmed: 0, notIntact: 0 };

const sumOf = (rates: readonly Rate[]): Rate =>
  rates.reduce((sum, rate) => ({
    key: '',
    total: sum.total + rate.total,
    open: sum.open + rate.open,
    asked: sum.asked + rate.asked,
    disputed: sum.disputed + rate.disputed,
    confirmed: sum.confirmed + rate.confirmed,
    notIntact: sum.notIntact + rate.notIntact,
  }), NONE);

/** Throws Refused `auth.not_allowed`. */
export async function readRates(
  tx: Tx,
  actor: Actor,
  { areaPath, axis, limit }: { areaPath: string; axis: 'class' | 'unit' | 'area'; limit: number },
) {
  mustList(actor, { areaPath });
  const rates = await listRates(tx, areaPath, axis, limit);
  return { rates, sum: sumOf(rates) };
}
