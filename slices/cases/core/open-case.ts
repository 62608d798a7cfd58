// A case from nothing: what a report makes before its clocks and holder are set. It never decides who is
// responsible; that is the resolution's word, taken over here as it stood on the day.
import { isRefusal, refuse, type Refusal } from '../../../kernel/refusal.ts';
import type { Resolution } from '../../catalogue/core/resolve.ts';
import { type CaseFile, noCounts, type Place, type Rule } from './case-file.ts';
import type { Flow } from './flow.ts';
import { canBeReached } from './response.ts';
import { SEVERITIES, type Severity } from './severity.ts';
import type { Command, Context, Directory } from './moment.ts';

export const ruleOf = (resolution: Resolution): Rule => ({
  catalogueId: resolution.catalogueId,
  itemName: resolution.itemName,
  itemNameEn: resolution.itemNameEn,
  unitId: resolution.unitId,
  coUnitIds: resolution.coUnitIds,
  verification: resolution.verification,
  photoRule: resolution.photoRule,
  solvedOnSpot: resolution.solvedOnSpot,
  legalBasis: resolution.legalBasis,
  limits: resolution.limits,
  ...(resolution.extensions === undefined ? {} : { extensions: resolution.extensions }),
  isCertain: resolution.isCertain,
  ...(resolution.thingCondition === null ? {} : { thingCondition: resolution.thingCondition }),
  why: resolution.why,
});

const LEVELS = ['district', 'street', 'community'] as const;

/** The rule's centre; without a rule the flow's intake level, else the highest centre there is. */
export function centreFor(
  flow: Flow, place: Place, resolution: Resolution | undefined, directory: Directory,
): string | Refusal {
  if (resolution) return resolution.centreUnitId;
  for (const level of [flow.intakeLevel, ...LEVELS]) {
    const centre = directory.centreOf(place.areaPath, level);
    if (centre) return centre.id;
  }
  return refuse('cases.no_centre', { areaPath: place.areaPath });
}

/** Who has no post can't make others run: an urgent word of the public stays words. */
function severityOf(flow: Flow, channel: string, value: unknown): Severity {
  const isTrusted = flow.channels[channel]?.isPublic === false;
  return (isTrusted && SEVERITIES.find((one) => one === value)) || 'normal';
}

const textOf = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);

/** What a part takes over from its main case. */
function ofWhole(whole: CaseFile | undefined, rule: Rule | null): Partial<CaseFile> {
  if (whole === undefined) return {};
  // A part has no reporter of its own who could look.
  const verified = rule?.verification === 'reporter' ? { ...rule, verification: 'centre' as const } : rule;
  return {
    mainCaseId: whole.id, channel: whole.channel, severity: whole.severity, reporterPersonId: null,
    rule: verified,
  };
}

function blankFile(flow: Flow, command: Command, context: Context, place: Place,
  centreUnitId: string): CaseFile {
  const { actor, now, resolution, fresh } = context;
  const { body } = command;
  const rule = resolution ? ruleOf(resolution) : null;
  return {
    id: fresh?.id ?? '', number: fresh?.number ?? '', publicCode: fresh?.publicCode ?? '',
    districtId: place.areaPath.slice(0, 6), flow: flow.id, state: 'new',
    channel: textOf(body.channel) ?? '', description: textOf(body.description) ?? '',
    itemCode: resolution?.itemCode ?? textOf(body.itemCode), componentId: textOf(body.componentId),
    severity: severityOf(flow, textOf(body.channel) ?? '', body.severity),
    place, rule,
    centreUnitId, unitId: null, coUnitIds: [], holder: null, handlerPersonIds: [], handlerUnitId: null,
    reporterPersonId: actor.kind === 'person' ? actor.personId : null,
    ...(canBeReached(body) ? { isReporterReachable: true } : {}),
    clock: null, total: null, kept: {}, pause: null, nextRung: 0, isOnLeadersList: false,
    asks: [], pushes: [], ratings: [], counts: noCounts(), mergedIntoId: null,
    dispatchedAt: null, handledAt: null, endedAt: null, deadlineAt: null, closingCode: null,
    isSolvedOnSpot: false, isForceClosed: false, isSettled: false,
    createdAt: now, updatedAt: now, lastSeq: 0, ...ofWhole(context.whole, rule),
  };
}

/** Refuses `cases.place_missing`, `cases.item_unknown` (a code that the catalogue has not),
 *  `cases.no_centre`. */
export function openCase(flow: Flow, command: Command, context: Context): CaseFile | Refusal {
  const { place, resolution, directory } = context;
  if (!place) return refuse('cases.place_missing');
  if (context.unresolved?.code === 'catalogue.item_unknown') return context.unresolved;
  const centreUnitId = context.whole?.centreUnitId ?? centreFor(flow, place, resolution, directory);
  if (isRefusal(centreUnitId)) return centreUnitId;
  return blankFile(flow, command, context, place, centreUnitId);
}
