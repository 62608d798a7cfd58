// What a way of checking asks for, beside who may choose it (flows/standard-ways.ts): a field check by a desk
// is shown, and where the reporter is to judge, the centre's own word does not replace theirs in time.
import { refuse, type Refusal } from '../../../kernel/refusal.ts';
import { isOverdue } from '../../calendar/core/clock.ts';
import type { CaseFile } from './case-file.ts';
import { listIn, type Moment, textIn } from './moment.ts';

/** The centre in charge, or one above it that looks a second time. */
export const isCentre = ({ standing }: Moment): boolean =>
  standing.party === 'centre' || standing.party === 'centre_above';

/** An inspector who reported the matter stands here as an inspector, and is its reporter all the same. */
export const isItsReporter = (file: CaseFile, { standing: { party, personId } }: Moment): boolean =>
  party === 'reporter' || party === 'reporting_person'
    || (personId !== null && personId === file.reporterPersonId);

export const verifierSilent = (file: CaseFile, { context }: Moment): boolean =>
  file.clock !== null && isOverdue(file.clock, context.now);

export function wayFits(file: CaseFile, moment: Moment): Refusal | undefined {
  const way = textIn(moment, 'way');
  if (way === 'field_check' && isCentre(moment) && listIn(moment, 'photoIds').length === 0) {
    return refuse('cases.photo_missing', { needed: 1, given: 0 });
  }
  const isForReporter = moment.edge.guards?.includes('verifierByRule') === true
    && file.rule?.verification === 'reporter' && !isItsReporter(file, moment);
  return isForReporter && way !== 'call_back' && !verifierSilent(file, moment)
    ? refuse('cases.verifier_by_rule', { by: 'reporter' }) : undefined;
}
