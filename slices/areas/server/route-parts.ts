// What the doors of areas share: the version that is asked for, once the right is known; findings in words.
import { toIso } from '../../../kernel/instant.ts';
import { isRefusal, type Refusal, refuse } from '../../../kernel/refusal.ts';
import type { Actor } from '../../../kernel/rights.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import { orRefuse } from '../../../platform/server/http/refused.ts';
import { requireRight } from '../../../platform/server/http/require-right.ts';
import type { Language } from '../../../platform/server/http/route.ts';
import { type CodeFault, tellCodeFault } from '../core/codes-table.ts';
import { type ImportFault, tellImportFault } from '../core/import-fault.ts';
import { areasPolicy } from '../core/policy.ts';
import { tellFinding, type TilingFinding } from '../core/tiling.ts';
import { type AreaVersion, findVersion } from './queries.ts';
import type { Requested } from './request-publication.ts';

export const PUBLISH_REFUSALS = [
  'areas.version_not_found',
  'areas.not_draft',
  'areas.not_tiled',
  'areas.draft_overtaken',
  'areas.another_waits',
  'areas.day_not_ahead',
  'changes.reason_missing',
];

/** Faults and findings travel with their sentences, so that a script shows what a screen would. */
export function withWords<T>(result: T | Refusal, lang: Language): T | Refusal {
  if (!isRefusal(result)) return result;
  const told = { ...result.data };
  if (Array.isArray(told.faults) && result.code === 'areas.codes_invalid') {
    told.faults = (told.faults as CodeFault[]).map((f) => ({ ...f, words: tellCodeFault(f, lang) }));
  } else if (Array.isArray(told.faults)) {
    told.faults = (told.faults as ImportFault[]).map((f) => ({ ...f, words: tellImportFault(f, lang) }));
  }
  if (Array.isArray(told.findings)) {
    told.findings = (told.findings as TilingFinding[]).map((f) => ({ ...f, words: tellFinding(f, lang) }));
  }
  return refuse(result.code, told);
}

/** The version, once the actor is known to have the right in its district. */
export async function versionFor(
  tx: Tx,
  actor: Actor,
  operation: string,
  versionId: string,
): Promise<AreaVersion> {
  const version = orRefuse(
    (await findVersion(tx, versionId)) ?? refuse('areas.version_not_found', { versionId }),
  );
  requireRight(areasPolicy, actor, operation, { areaPath: version.districtId });
  return version;
}

export function publishedReply(requested: Requested | Refusal, lang: Language) {
  const done = orRefuse(withWords(requested, lang));
  return { ...done, startsAt: done.startsAt === null ? null : toIso(done.startsAt) };
}
