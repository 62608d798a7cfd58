// The edges of the standard flow for a matter that several units must settle (docs/decisions/0006-parts.md),
// and those that take an end back. As everywhere in flows: data with a reason, no code.
import type { Edge } from '../flow.ts';
import * as f from './standard-fields.ts';

export const inParts: readonly Edge[] = [
  {
    action: 'split', zh: '拆分办理', en: 'split into parts', event: 'case.split',
    from: ['reported', 'accepted', 'handling'], to: 'handling',
    after: { state: 'reported', action: 'accept' }, who: ['centre'], carries: f.SPLIT, clock: 'onward',
    holder: 'centre',
    guards: ['notPaused', 'splitsHere', 'partsFit'], effects: ['split'], isUndoable: true,
    visibility: 'public',
    reason: 'Several units, one matter: each gets its own part, and the centre answers for the whole.',
  },
  {
    action: 'open_part', zh: '立子案', en: 'open as a part', event: 'case.part_opened', from: 'start',
    to: 'accepted', who: ['centre'], carries: f.OPEN_PART, clock: 'next', holder: 'centre',
    visibility: 'internal', isAutomatic: true,
    reason: 'A part has its own number, unit and clocks; the reporter keeps following the main case alone.',
  },
  {
    action: 'part_ended', zh: '子案办结', en: 'a part has ended', event: 'case.part_ended', from: 'open',
    to: 'same', who: ['system'], carries: f.PART_ENDED, clock: 'keep', holder: 'keep',
    guards: ['partIsOpen'], effects: ['endPart'],
    visibility: 'public', isAutomatic: true,
    reason: 'The result of each part stands in the main case, with its pictures, as soon as it has ended.',
  },
  {
    action: 'part_reopened', zh: '子案重开', en: 'a part goes on', event: 'case.part_reopened',
    from: ['handling', 'answered', 'verified'], to: 'handling', who: ['system'], carries: f.PART_REOPENED,
    clock: 'onward', holder: 'centre', guards: ['inParts', 'partHasEnded'], effects: ['reopenPart'],
    visibility: 'internal', isAutomatic: true,
    reason: 'What one part lacks, the whole lacks: it is not verified before that part has ended again.',
  },
  {
    action: 'gather', zh: '汇总', en: 'gather the parts', event: 'case.gathered', from: ['handling'],
    to: 'answered', who: ['system'], carries: f.GATHER, clock: 'next', holder: 'centre',
    guards: ['inParts', 'partsEnded'], effects: ['markHandled'], visibility: 'public', isAutomatic: true,
    reason: 'When the last part has ended the whole is answered, and waits to be verified as any other.',
  },
  {
    action: 'gather_none', zh: '子案均未办理', en: 'no part was done', event: 'case.parts_refused',
    from: ['handling'], to: 'accepted', who: ['system'], carries: [], clock: 'next', holder: 'centre',
    guards: ['inParts', 'partsEnded'], visibility: 'internal', isAutomatic: true,
    reason: 'Where every part was refused nothing has been done: the centre decides anew.',
  },
  {
    action: 'co_result', zh: '协办反馈', en: 'say what the co-unit did', event: 'case.co_answered',
    from: ['handling'], to: 'same', who: ['co_unit'], carries: f.CO_RESULT, clock: 'keep', holder: 'keep',
    effects: ['coResult'], visibility: 'internal',
    reason: 'A co-unit speaks for its own share; the unit that holds the case answers for the whole.',
  },
];

export const undoing: readonly Edge[] = [
  {
    action: 'undo_merge', zh: '撤销并案', en: 'undo the merge', event: 'case.merge_undone', from: ['merged'],
    to: 'before', undoes: 'merge', who: ['centre'], carries: f.NOTE_ONLY, clock: 'keep', holder: 'keep',
    guards: ['endUndoWindow'], effects: ['restore'], visibility: 'public',
    reason: 'One key merges, so one key must take it back while nobody has relied on it.',
  },
  {
    action: 'let_go', zh: '移出并案', en: 'let a merged case go', event: 'case.let_go', from: 'any', to: 'same',
    who: ['system'], carries: f.TAKE_IN, clock: 'keep', holder: 'keep', effects: ['letGo'],
    visibility: 'internal', isAutomatic: true,
    reason: 'The main case’s own history must say whom it no longer answers.',
  },
  {
    action: 'undo_split', zh: '撤销拆分', en: 'undo the split', event: 'case.split_undone', from: ['handling'],
    to: 'before', undoes: 'split', who: ['centre'], carries: f.NOTE_ONLY, clock: 'keep', holder: 'centre',
    guards: ['splitUndoWindow', 'partsUntouched'], effects: ['unsplit'], visibility: 'public',
    reason: 'While nobody has begun with a part nothing is lost: the matter is one again, on its own clocks.',
  },
  {
    action: 'withdraw_part', zh: '撤回子案', en: 'withdraw a part', event: 'case.part_withdrawn', from: 'any',
    to: 'withdrawn', who: ['centre'], carries: [], clock: 'end', holder: 'none', guards: ['neverClaimed'],
    unmakes: true, visibility: 'internal', isAutomatic: true,
    reason: 'A part ends with the split that made it; whoever has claimed one has begun, and keeps it.',
  },
  {
    action: 'undo_close', zh: '撤销结案', en: 'undo the closing', event: 'case.close_undone', from: ['closed'],
    to: 'before', undoes: 'close', who: ['centre'], carries: f.NOTE_ONLY, clock: 'keep', holder: 'keep',
    guards: ['endUndoWindow', 'mainWaits'], effects: ['restore'], visibility: 'public',
    reason: 'A slip of the hand is no end: the clocks go on as if it had never stood still.',
  },
  {
    action: 'undo_reject', zh: '撤销不予受理', en: 'undo the rejection', event: 'case.reject_undone',
    from: ['rejected'], to: 'before', undoes: 'reject', who: ['centre'], carries: f.NOTE_ONLY, clock: 'keep',
    holder: 'keep', guards: ['endUndoWindow', 'mainWaits'], effects: ['restore'], visibility: 'public',
    reason: 'Whoever was told no by a slip is told at once that it goes on; nobody has to object for it.',
  },
];
