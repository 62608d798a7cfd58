// The effect of a unit's place in a case passing to whoever took over from it. Nothing of the matter itself
// changes: its stage, its clocks, its pauses and what was asked go on as they were.
import { refuse, type Refusal } from '../../../kernel/refusal.ts';
import type { CaseFile } from './case-file.ts';
import { type Moment, textIn } from './moment.ts';

/** The handling time that the unit had left is the successor's, whatever that one had of its own: nobody
 *  gains time by being merged. Answers that were given stay whose they were. */
export function takeOver(file: CaseFile, moment: Moment): CaseFile | Refusal {
  const from = textIn(moment, 'fromUnitId') ?? '';
  const to = textIn(moment, 'unitId') ?? '';
  if (file.unitId !== from) return refuse('cases.unit_unknown', { unitId: from });
  const now = (id: string): string => (id === from ? to : id);
  const { [from]: rest, ...kept } = file.kept;
  const isHeld = file.holder?.unitId === from;
  return {
    ...file,
    unitId: to,
    coUnitIds: [...new Set(file.coUnitIds.map(now))].filter((id) => id !== to),
    holder: isHeld ? { unitId: to, personId: textIn(moment, 'personId') } : file.holder,
    kept: rest ? { ...kept, [to]: rest } : file.kept,
    asks: file.asks.map((ask) => (ask.toUnitId === from ? { ...ask, toUnitId: to } : ask)),
    pushes: file.pushes.map((push) =>
      push.toUnitId === from && push.answeredSeq === null && push.liftedSeq === null
        ? { ...push, toUnitId: to } : push),
  };
}
