// Which pushes an action on the phone may name, and which one is meant: the one that was opened, or the only
// one. Pure; the core says which of them this person may answer or lift.
import type { Instant } from '../../../kernel/instant.ts';
import { isRefusal } from '../../../kernel/refusal.ts';
import { judge } from './phone-judge.ts';
import type { PhoneKnows } from './phone-world.ts';
import type { Ability, CaseView } from './use-cases.ts';
import type { PhoneCase } from './use-shift.ts';

type Push = CaseView['pushes'][number];

/** Filled in for the asking alone, so that the push is all that is judged. */
const SOME_WORDS = '1';

/** The newest first. What waits for no answer any more can still be lifted. */
export function pushesFor(
  of: PhoneCase,
  { action }: Pick<Ability, 'action'>,
  knows: PhoneKnows | undefined,
  at: Instant,
): readonly Push[] {
  const isAnswer = action === 'answer_push';
  const { id, pushes } = of.view;
  const asks = (pushSeq: number) => ({
    id: `${action} ${pushSeq}`,
    url: `/api/cases/${id}/${action}`,
    body: { pushSeq, words: SOME_WORDS },
    label: '',
    pictures: [],
  });
  return pushes
    .filter((push) => !push.isLifted && !(isAnswer && push.isAnswered))
    .filter(({ seq }) => !knows || !isRefusal(judge(of, asks(seq), knows, at)))
    .toSorted((a, b) => b.seq - a.seq);
}

/** The one chosen on the form, else the one through which the case was opened, else the only one. */
export function pushMeant(
  pushes: readonly Pick<Push, 'seq'>[],
  chosen: unknown,
  opened: number | undefined,
): number | undefined {
  const isOffered = (seq: unknown): seq is number => pushes.some((push) => push.seq === seq);
  if (isOffered(chosen)) return chosen;
  if (isOffered(opened)) return opened;
  return pushes.length === 1 ? pushes[0]?.seq : undefined;
}
