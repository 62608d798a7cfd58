// What a case says of the thing that it is about. A report says nothing: anybody can report. From its
// acceptance on the case says what its item means (`Rule.thingCondition`), until it ends. The register
// hears of it by the event `thing.told`, whenever the word becomes another.
import type { Condition } from '../../components/core/condition.ts';
import type { CaseFile } from './case-file.ts';
import { flowNamed } from './flows.ts';
import type { ThingTold } from './contract.ts';

/** says: as it is found · mended: it is whole again · left: the case is over, the thing is as it was found ·
 *  silent: nothing, whatever it said before. */
export type Word = 'says' | 'mended' | 'left' | 'silent';

export interface ThingWord {
  readonly word: Word;
  readonly condition: Condition | null;
}

const SILENT: ThingWord = { word: 'silent', condition: null };

/** What an end leaves behind; a matter that was explained, or asked for nothing, takes its word back. */
const AFTER: Readonly<Record<string, Word>> = {
  solved: 'mended', solved_on_spot: 'mended', planned: 'left', forced: 'left',
};

export function wordOnThing(file: CaseFile | undefined): ThingWord {
  const condition = file?.rule?.thingCondition;
  if (!file || file.componentId === null || condition === undefined) return SILENT;
  const speaks = flowNamed(file.flow).states[file.state]?.speaksOfThing;
  const after = speaks === 'as_ended' ? AFTER[file.closingCode ?? ''] : undefined;
  if (after !== undefined) return { word: after, condition };
  // What was settled before it was reported is not broken, until somebody sends it back.
  const isSettled = file.isSolvedOnSpot && file.counts.reworks === 0;
  return speaks === 'as_found' && !isSettled ? { word: 'says', condition } : SILENT;
}

interface Told {
  readonly kind: 'thing.told';
  readonly caseId: string;
  readonly districtId: string;
  readonly data: ThingTold;
}

/** At most one, of what a decision made of the case. */
export function thingTold(before: CaseFile | undefined, after: CaseFile): readonly Told[] {
  const [was, is] = [wordOnThing(before), wordOnThing(after)];
  if (after.componentId === null || (was.word === is.word && was.condition === is.condition)) return [];
  const { id, districtId, componentId, number, lastSeq } = after;
  return [{ kind: 'thing.told', caseId: id, districtId, data: { ...is, componentId, number, seq: lastSeq } }];
}
