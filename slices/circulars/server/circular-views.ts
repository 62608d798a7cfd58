// Circulars as they go out.
import { toIso } from '../../../kernel/instant.ts';
import type { Circular, CircularHead } from '../core/contract.ts';
import type { StoredCircular } from './queries.ts';

export const headView = (one: StoredCircular): CircularHead => ({
  id: one.id,
  areaPath: one.areaPath,
  title: one.title,
  byName: one.byName,
  changedAt: toIso(one.changedAt),
  issued: one.issuedAt === null ? null : { at: toIso(one.issuedAt), byName: one.issuedByName ?? '' },
});

export const circularView = (one: StoredCircular): Circular => ({
  ...headView(one),
  body: one.body,
  version: one.version,
  cases: [...one.cases],
});
