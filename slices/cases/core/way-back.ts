// What an acceptance and a dispatch leave behind, so that they can be taken back as if they had not been: the
// clock of the stage before goes on, and what the acceptance corrected is as it was. Kept until a unit claims
// the case; small, since every case in between carries it. Pure.
import type { Instant } from '../../../kernel/instant.ts';
import type { CaseFile } from './case-file.ts';
import type { Moment } from './moment.ts';

/** What the case was before somebody accepted it; of what the acceptance left alone, nothing. */
export interface AcceptedFrom
  extends Pick<CaseFile, 'clock' | 'nextRung' | 'deadlineAt' | 'itemCode'>,
    Partial<Pick<CaseFile, 'rule' | 'place' | 'centreUnitId' | 'total'>> {
  readonly at: Instant;
}

type WayBack = Pick<CaseFile, 'sentFrom' | 'acceptedFrom'>;

function acceptedFromOf(before: CaseFile, after: CaseFile, at: Instant): AcceptedFrom {
  const { clock, nextRung, deadlineAt, itemCode, rule, place, centreUnitId, total } = before;
  return {
    at, clock, nextRung, deadlineAt, itemCode,
    ...(rule === after.rule ? {} : { rule }), ...(place === after.place ? {} : { place }),
    ...(total === after.total ? {} : { total }),
    ...(centreUnitId === after.centreUnitId ? {} : { centreUnitId }),
  };
}

const kept = ({ acceptedFrom }: CaseFile): WayBack => (acceptedFrom ? { acceptedFrom } : {});

/** What stays to be known as the case leaves its stage. `file`: after the effects, its clock still that of
 *  the stage which it leaves. What went straight through is taken back to where a person begins. */
export function wayBackOf(file: CaseFile, { before, flow, edge, context }: Moment): WayBack {
  const { clock, nextRung, state, sentFrom } = file;
  if (clock?.stage === 'accept') {
    const isByPerson = context.actor.kind === 'person' && before !== undefined;
    return isByPerson ? { acceptedFrom: acceptedFromOf(before, file, context.now) } : {};
  }
  if (clock?.stage === 'dispatch') {
    return file.unitId === null ? {} : { ...kept(file), sentFrom: { clock, nextRung } };
  }
  if (clock?.stage !== 'claim') return {};
  // Sent on before it was claimed, or taken back.
  if (flow.states[state]?.stage === 'claim') return { ...kept(file), ...(sentFrom ? { sentFrom } : {}) };
  return edge.clock === 'back' ? kept(file) : {};
}

export function withoutWayBack(file: CaseFile): CaseFile {
  if (file.sentFrom === undefined && file.acceptedFrom === undefined) return file;
  const { sentFrom: _, acceptedFrom: __, ...rest } = file;
  return rest;
}

/** The clock of the stage before, where it is known. */
export const clockBefore = ({ clock, sentFrom, acceptedFrom }: CaseFile) =>
  (clock?.stage === 'dispatch' ? acceptedFrom : sentFrom);

/** Item, place and what follows from them are as they were reported; the clock is the edge's. */
export function unaccept(file: CaseFile): CaseFile {
  if (!file.acceptedFrom) return file;
  const { at: _, clock: __, nextRung: ___, ...stood } = file.acceptedFrom;
  return { ...file, ...stood };
}
