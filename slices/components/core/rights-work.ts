// Rights confirmation 确权 as work: who is asked, what may follow, and when a word must go with it. Pure, so
// that the screens offer what the server allows.
import type { Id } from '../../../kernel/id.ts';

export const RIGHT_STATES = ['open', 'asked', 'disputed', 'confirmed'] as const;
export type RightState = (typeof RIGHT_STATES)[number];

export const RIGHT_WORDS: Readonly<Record<RightState, { readonly zh: string; readonly en: string }>> = {
  open: { zh: '待分配', en: 'to assign' },
  asked: { zh: '待确认', en: 'to confirm' },
  disputed: { zh: '有异议', en: 'disputed' },
  confirmed: { zh: '已确权', en: 'confirmed' },
};

export type RightAct = 'ask' | 'confirm' | 'dispute' | 'rule';

export interface RightEdge {
  readonly from: readonly RightState[];
  /** Recorded in the history under this name. */
  readonly kind: 'right_asked' | 'right_confirmed' | 'right_disputed' | 'right_ruled';
  readonly needsWords: boolean;
  readonly why: string;
}

/** ask: the centre asks a unit · confirm, dispute: that unit answers · rule: the centre decides a dispute. */
export const RIGHT_FLOW: Readonly<Record<RightAct, RightEdge>> = {
  ask: {
    from: ['open', 'asked'],
    kind: 'right_asked',
    needsWords: false,
    why: 'what nobody has confirmed may be put before another unit as long as none has answered',
  },
  confirm: {
    from: ['asked'],
    kind: 'right_confirmed',
    needsWords: false,
    why: 'the unit that was asked answers for the thing from now on',
  },
  dispute: {
    from: ['asked'],
    kind: 'right_disputed',
    needsWords: true,
    why: 'a no without a reason would leave the centre nothing to decide by',
  },
  rule: {
    from: ['disputed'],
    kind: 'right_ruled',
    needsWords: true,
    why: 'a ruling is kept with its words: the next dispute of its kind is measured by it',
  },
};

/** A ruling says whose it is for good, or puts it before another unit. */
export interface Ruling {
  readonly unitId: Id;
  readonly isFinal: boolean;
  readonly words: string;
}
