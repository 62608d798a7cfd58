// The standard flow of domain.md as data: states, the whole table of actions with the reason beside each
// edge, channels, ladder, limits and windows. Cities change numbers here, never code. Fields are in standard-
// fields.ts.
import { DAY, MINUTE } from '../../../../kernel/duration.ts';
import type { Edge, Flow } from '../flow.ts';
import * as f from './standard-fields.ts';
import { appealing } from './standard-appeals.ts';
import { RECHECK } from './standard-ways.ts';
import { inParts, undoing } from './standard-parts.ts';
import { rate, seeRatings } from './standard-ratings.ts';
import { RESPOND_WITHIN, responding } from './standard-response.ts';
import { succession } from './standard-succession.ts';

const REPORTER = ['reporter', 'reporting_person'] as const;
const UNIT = ['unit', 'holding_person'] as const;
const BEFORE_DISPATCH = ['reported', 'accepted'] as const;

const intake: readonly Edge[] = [
  {
    action: 'report', zh: '上报', en: 'report', event: 'case.reported', from: 'start', to: 'reported',
    who: ['anyone'], carries: f.REPORT, clock: 'next', holder: 'centre', photoRule: 'report',
    guards: ['channelFits', 'photosByRule'], visibility: 'public', notesShift: true,
    reason: 'Everything enters by one door: whoever reports, by whatever channel, gets a case and a number.',
  },
  {
    action: 'report_solved', zh: '随手处置', en: 'report solved on the spot', event: 'case.reported_solved',
    from: 'start', to: 'answered', who: ['officer'], carries: f.REPORT_SOLVED, clock: 'next',
    holder: 'awaited',
    guards: ['channelFits'], effects: ['solveOnSpot'], visibility: 'public', notesShift: true,
    reason: 'What an officer can settle at once is settled at once; photos before and after are the proof.',
  },
  {
    action: 'accept', zh: '受理', en: 'accept', event: 'case.accepted', from: ['reported'], to: 'accepted',
    who: ['centre', 'system'], carries: f.ACCEPT, clock: 'next', holder: 'centre',
    effects: ['correctPlace', 'takeRule'], visibility: 'public',
    reason: 'The centre vouches for item and place before anyone is sent out.',
  },
  {
    action: 'reject', zh: '不予受理', en: 'reject', event: 'case.rejected', from: BEFORE_DISPATCH, to: 'rejected',
    who: ['centre'], carries: f.REJECT, clock: 'end', holder: 'none', isUndoable: true, visibility: 'public',
    reason: 'A no needs a reason from the list and words to the reporter, who may object.',
  },
  {
    action: 'object', zh: '异议', en: 'object', event: 'case.objected', from: ['rejected'], to: 'reported',
    who: REPORTER, carries: f.REASON, clock: 'next', holder: 'centre', counts: 'objections',
    guards: ['objectWindow'], effects: ['objectTo', 'newRound'], visibility: 'public',
    reason: 'Whoever was refused is heard once more, by the centre above the one that refused.',
  },
  {
    action: 'check', zh: '核实', en: 'ask for a field check', event: 'case.check_asked', from: BEFORE_DISPATCH,
    to: 'same', who: ['centre'], carries: f.CHECK, clock: 'pause', pause: 'check', holder: 'asked',
    asks: 'check',
    counts: 'checks', guards: ['notPaused', 'namedIsInspector'], visibility: 'internal',
    reason: 'The centre can’t see the street: an inspector looks, and the centre’s own clock waits.',
  },
  {
    action: 'answer_check', zh: '核实反馈', en: 'answer a field check', event: 'case.check_answered',
    from: BEFORE_DISPATCH, to: 'same', who: ['asked_inspector'], carries: f.ANSWER_CHECK, clock: 'resume',
    holder: 'centre', answers: 'check', visibility: 'internal',
    reason: 'True, not true, or not found, with a photo: the finding is the inspector’s own.',
  },
  {
    action: 'merge', zh: '并案', en: 'merge', event: 'case.merged', from: BEFORE_DISPATCH, to: 'merged',
    who: ['centre'], carries: f.MERGE, clock: 'end', holder: 'none', guards: ['notAPart', 'mainFits'],
    effects: ['mergeInto'], isUndoable: true, visibility: 'public',
    reason: 'One matter, one case; every reporter of both hears of the end.',
  },
  {
    action: 'take_in', zh: '并入', en: 'take in a merged case', event: 'case.took_in', from: 'open', to: 'same',
    who: ['system'], carries: f.TAKE_IN, clock: 'keep', holder: 'keep', counts: 'mergedIn',
    visibility: 'internal',
    isAutomatic: true,
    reason: 'The main case’s own history must say whom it now also answers.',
  },
  {
    action: 'join', zh: '我也遇到', en: 'me too', event: 'case.joined', from: 'open', to: 'same', who: ['anyone'],
    carries: f.JOIN, clock: 'keep', holder: 'keep', counts: 'joins', visibility: 'internal',
    reason: 'A second witness strengthens the open case instead of filing it again.',
  },
  {
    action: 'withdraw', zh: '撤回', en: 'withdraw', event: 'case.withdrawn', from: ['reported'],
    to: 'withdrawn',
    who: REPORTER, carries: f.WITHDRAW, clock: 'end', holder: 'none', visibility: 'public',
    reason: 'Until the centre has accepted it, the matter is the reporter’s own.',
  },
];

const dispatching: readonly Edge[] = [
  {
    action: 'dispatch', zh: '派遣', en: 'dispatch', event: 'case.dispatched', from: ['accepted'],
    to: 'dispatched',
    who: ['centre', 'system'], carries: f.DISPATCH, clock: 'next', holder: 'unit', guards: ['rulingSaysWhy'],
    effects: ['assignUnit'], isRuling: true, visibility: 'public',
    reason: 'The rule names the unit; another needs a reason, and that ruling is kept as a precedent.',
  },
  {
    action: 'undo', zh: '撤销派遣', en: 'undo the dispatch', event: 'case.dispatch_undone', from: ['dispatched'],
    to: 'accepted', who: ['centre'], carries: f.NOTE_ONLY, clock: 'back', holder: 'centre',
    guards: ['undoWindow'], effects: ['unassign'], forgetsStage: true, visibility: 'internal',
    reason: 'What went straight through must be as easy to take back, while nobody has set out.',
  },
  {
    action: 'undo_accept', zh: '撤销受理', en: 'undo the acceptance', event: 'case.accept_undone',
    from: ['accepted'], to: 'reported', who: ['centre'], carries: f.NOTE_ONLY, clock: 'back',
    holder: 'centre', guards: ['acceptUndoWindow', 'notPaused'], effects: ['unaccept'], forgetsStage: true,
    visibility: 'public',
    reason: 'One key accepts and dispatches, so what it took for item and place must be as easily undone.',
  },
  {
    action: 'claim', zh: '认领', en: 'claim', event: 'case.claimed', from: ['dispatched'], to: 'handling',
    who: ['unit', 'grid_head_for_unit'], carries: f.CLAIM, clock: 'next', holder: 'claimer',
    guards: ['namedInUnit'], effects: ['recordHandler'], visibility: 'public',
    reason: 'From here on one named person answers for it.',
  },
  {
    action: 'return', zh: '退单', en: 'return', event: 'case.returned', from: ['dispatched', 'handling'],
    to: 'accepted', who: UNIT, carries: f.RETURN, clock: 'next', holder: 'centre', counts: 'returns',
    guards: ['returnsLeft'], effects: ['unassign', 'raiseOnLastReturn'], visibility: 'internal',
    reason: 'Not ours is a claim to be judged: the second return goes one centre up, which decides for good.',
  },
  {
    action: 'transfer', zh: '转办', en: 'transfer', event: 'case.transferred',
    from: ['accepted', 'dispatched', 'handling'], to: 'dispatched', who: ['centre'], carries: f.TRANSFER,
    clock: 'next', holder: 'unit', counts: 'transfers', guards: ['partsEnded', 'otherUnit'],
    effects: ['assignUnit'],
    isRuling: true, visibility: 'public',
    reason: 'The centre corrects its own dispatch without waiting for the unit to return it.',
  },
  {
    action: 'pass_down', zh: '转派下属', en: 'pass to a unit below', event: 'case.passed_down',
    from: ['dispatched', 'handling'], to: 'dispatched', who: ['sub_centre'], carries: f.PASS_DOWN,
    clock: 'onward', holder: 'unit', guards: ['notPaused', 'hasUnitsBelow'], effects: ['passDown'],
    visibility: 'internal',
    reason: 'A sub-centre sends its own units; what time it used is gone for them, or passing would gain it.',
  },
  {
    action: 'escalate', zh: '上报上级', en: 'escalate', event: 'case.escalated', from: 'open', to: 'same',
    who: ['centre', 'centre_leader', 'centre_above'], carries: f.ESCALATE, clock: 'keep', holder: 'awaited',
    counts: 'escalations', guards: ['hasCentreAbove'], effects: ['raiseCentre'], visibility: 'internal',
    reason: 'A unit at work stays at work; the centre in charge changes, and with it who decides next.',
  },
  {
    action: 'delegate', zh: '下派', en: 'delegate', event: 'case.delegated', from: BEFORE_DISPATCH, to: 'same',
    who: ['centre'], carries: f.DELEGATE, clock: 'keep', holder: 'centre',
    guards: ['notPaused', 'rulingIsTheirs'], effects: ['lowerCentre'], visibility: 'internal',
    reason: 'Whoever is nearer decides; the clock goes on, or delegating would be a way to gain time.',
  },
];

const handling: readonly Edge[] = [
  {
    action: 'feed_back', zh: '反馈', en: 'feed back', event: 'case.fed_back', from: ['handling'],
    to: 'answered',
    who: [...UNIT, 'grid_head_for_unit'], carries: f.FEED_BACK, clock: 'next', holder: 'centre',
    photoRule: 'feedBack', guards: ['photosByRule'], effects: ['recordHandler', 'markHandled'],
    warns: ['coUnitsSilent'],
    visibility: 'public',
    reason: 'A result is told with its proof; only then does the unit’s clock rest.',
  },
  {
    action: 'hand_over', zh: '移交', en: 'hand over', event: 'case.hand_over_asked', from: ['handling'],
    to: 'same', who: [...UNIT, 'grid_head_for_unit'], carries: f.HAND_OVER, clock: 'keep', holder: 'keep',
    asks: 'hand_over', guards: ['namedTakesOver'], visibility: 'internal',
    reason: 'A shift ends, a matter does not: a colleague is asked, and until the yes it stays where it is.',
  },
  {
    action: 'answer_hand_over', zh: '移交答复', en: 'answer a handing over', event: 'case.hand_over_answered',
    from: ['handling'], to: 'same', who: ['asked_colleague'], carries: f.ANSWER_HAND_OVER, clock: 'keep',
    holder: 'taker', answers: 'hand_over', ifYes: 'isTaken', guards: ['noSaysWhy'],
    effects: ['recordHandler'], visibility: 'internal',
    reason: 'Nobody is made to answer for a matter behind their back: taken, or not taken and why.',
  },
  {
    action: 'drop_hand_over', zh: '撤回移交', en: 'take back a handing over', event: 'case.hand_over_dropped',
    from: ['handling'], to: 'same', who: ['asking_colleague', 'head_beside_hand_over'], carries: f.NOTE_ONLY,
    clock: 'keep', holder: 'keep', answers: 'hand_over', visibility: 'internal',
    reason: 'Whoever asked may ask another, and the head for them; whoever was asked says yes or no.',
  },
  {
    action: 'extend', zh: '申请延期', en: 'ask for an extension', event: 'case.extension_asked',
    from: ['handling'],
    to: 'same', who: UNIT, carries: f.EXTEND, clock: 'keep', holder: 'keep', asks: 'extend',
    guards: ['notPaused', 'notOverdue', 'extensionsLeft', 'extraFits'], visibility: 'internal',
    reason: 'Asked before it is overdue and at most twice, or a limit would mean nothing.',
  },
  {
    action: 'answer_extend', zh: '延期审批', en: 'answer an extension', event: 'case.extension_answered',
    from: ['handling'], to: 'same', who: ['centre', 'centre_leader'], carries: f.ANSWER, clock: 'extend',
    holder: 'keep', counts: 'extensions', answers: 'extend', isByAnother: true, ifYes: 'isGranted',
    visibility: 'internal',
    reason: 'Two people: whoever asks for time does not grant it.',
  },
  {
    action: 'suspend', zh: '申请挂账', en: 'ask to suspend', event: 'case.suspension_asked', from: ['handling'],
    to: 'same', who: UNIT, carries: f.SUSPEND, clock: 'keep', holder: 'keep', asks: 'suspend',
    guards: ['notPaused', 'suspensionsLeft', 'reviewInTime'], visibility: 'internal',
    reason: 'What can’t be done now (season, budget, court) is put off once, to a day, not forgotten.',
  },
  {
    action: 'answer_suspend', zh: '挂账审批', en: 'answer a suspension', event: 'case.suspension_answered',
    from: ['handling'], to: 'same', who: ['centre', 'centre_leader'], carries: f.ANSWER, clock: 'pause',
    pause: 'suspended', holder: 'keep', counts: 'suspensions', answers: 'suspend', isByAnother: true,
    ifYes: 'isGranted', guards: ['reviewAhead'], visibility: 'internal',
    reason: 'The clock stops only by the centre’s word, and it shows as a pause.',
  },
  {
    action: 'resume', zh: '恢复', en: 'resume', event: 'case.resumed', from: ['handling'], to: 'same',
    who: [...UNIT, 'centre', 'system'], carries: f.NOTE_ONLY, clock: 'resume', holder: 'keep',
    guards: ['isSuspended'], visibility: 'internal',
    reason: 'On the review date it goes on by itself; sooner if the obstacle is gone.',
  },
];

const ending: readonly Edge[] = [
  {
    action: 'verify', zh: '核查通过', en: 'verify', event: 'case.verified', from: ['answered'], to: 'verified',
    who: ['inspector', 'centre', 'centre_above', ...REPORTER], carries: f.VERIFY, clock: 'next',
    holder: 'centre', guards: ['notTheHandler', 'verifierByRule', 'wayFits'], visibility: 'public',
    reason: 'Nobody passes their own work: the item says who looks, and the handler never does.',
  },
  {
    action: 'rework', zh: '返工', en: 'send back for rework', event: 'case.sent_back',
    from: ['answered', 'verified'],
    to: 'handling', who: ['centre', 'inspector', 'centre_above', ...REPORTER], carries: f.REWORK,
    clock: 'rework', holder: 'handler',
    counts: 'reworks', guards: ['notTheHandler', 'verifierOrCentre', 'wayFits'], effects: ['workAgain'],
    visibility: 'public',
    reason: 'Not done is not closed: what is missing is said, and the clock goes on where it was.',
  },
  {
    action: 'close', zh: '结案', en: 'close', event: 'case.closed', from: ['verified'], to: 'closed',
    who: ['centre'], carries: f.CLOSE, clock: 'end', holder: 'none', guards: ['partsEnded'],
    effects: ['close'], isUndoable: true, visibility: 'public',
    reason: 'The centre that took it in ends it, with a code that can be counted.',
  },
  {
    action: 'force_close', zh: '申请强制结案', en: 'ask for a forced closing', event: 'case.force_close_asked',
    from: 'open', to: 'same', who: ['district_centre'], carries: f.REASON, clock: 'keep', holder: 'keep',
    asks: 'force_close', guards: ['partsEnded'], visibility: 'internal',
    reason: 'The emergency exit, for the district centre alone, and never for one person alone.',
  },
  {
    action: 'confirm_force_close', zh: '强制结案复核', en: 'confirm a forced closing', event: 'case.force_closed',
    from: 'open', to: 'closed', who: ['district_centre'], carries: f.ANSWER, clock: 'end', holder: 'none',
    answers: 'force_close', isByAnother: true, ifYes: 'isGranted', guards: ['partsEnded'],
    effects: ['forceClose'],
    visibility: 'public',
    reason: 'A second person of the district centre looks at it; it is shown as forced for ever.',
  },
  {
    action: 'reopen', zh: '重开', en: 'reopen', event: 'case.reopened', from: ['closed'], to: 'accepted',
    who: ['centre', 'system', ...REPORTER], carries: f.REASON, clock: 'next', holder: 'centre',
    counts: 'reopens',
    guards: ['reporterWindow', 'mainWaits'], effects: ['newRound'], visibility: 'public',
    reason: 'It came back: the reporter may say so once within the window, the centre at any time.',
  },
  {
    action: 'recheck', zh: '抽查', en: 'look again, unannounced', event: 'case.rechecked', from: ['closed'],
    to: 'same', who: ['inspector'], carries: RECHECK, clock: 'keep', holder: 'none',
    guards: ['notTheHandler'], visibility: 'internal', isAutomatic: true,
    reason: 'A drawn sample of what nobody else has looked at; nothing is written before there is a result.',
  },
  rate,
  {
    action: 'settle', zh: '归档', en: 'settle', event: 'case.settled', from: ['closed'], to: 'same',
    who: ['system'],
    carries: [], clock: 'keep', holder: 'none', guards: ['windowIsOver', 'notSettled'], effects: ['settle'],
    visibility: 'internal', isAutomatic: true,
    reason: 'When the reporter’s window ends, figures and erasure may rely on it.',
  },
];

const alongside: readonly Edge[] = [
  {
    action: 'consult', zh: '请示', en: 'consult', event: 'case.consulted', from: 'open', to: 'same',
    who: ['holder', 'holding_person', 'centre'], carries: f.CONSULT, clock: 'keep', holder: 'keep',
    asks: 'consult',
    guards: ['askableUnit'], visibility: 'internal',
    reason: 'A question above one’s power (may the fine be waived?) is asked in the case, not beside it.',
  },
  {
    action: 'answer_consult', zh: '批示', en: 'answer a consultation', event: 'case.consult_answered',
    from: 'open',
    to: 'same', who: ['superior'], carries: f.DECISION, clock: 'keep', holder: 'keep', answers: 'consult',
    isByAnother: true, visibility: 'internal',
    reason: 'The decision stands in the history under the name of whoever took it.',
  },
  {
    action: 'push', zh: '督办', en: 'push', event: 'case.pushed', from: 'open', to: 'same',
    who: ['centre', 'centre_leader', 'centre_above', 'leader'], carries: f.PUSH, clock: 'keep',
    holder: 'keep',
    guards: ['answerAhead'], effects: ['push'], visibility: 'internal',
    reason: 'An instruction that wants an answer by a time; it moves nobody’s duty.',
  },
  {
    action: 'climb', zh: '自动督办', en: 'push by the ladder', event: 'case.pushed', from: 'open', to: 'same',
    who: ['system'], carries: f.CLIMB, clock: 'keep', holder: 'keep', guards: ['rungIsDue'],
    effects: ['climb', 'leadersList'], visibility: 'internal', isAutomatic: true, overtakesNobody: true,
    reason: 'Nobody needs the courage to remind a superior: the ladder climbs by itself.',
  },
  {
    action: 'answer_push', zh: '督办回复', en: 'answer a push', event: 'case.push_answered', from: 'open',
    to: 'same',
    who: ['pushed_unit', 'holding_person'], carries: f.ANSWER_PUSH, clock: 'keep', holder: 'keep',
    guards: ['pushWaits', 'openPush', 'pushIsTheirs'], effects: ['answerPush'], visibility: 'internal',
    reason: 'A push without an answer is noise.',
  },
  {
    action: 'lift_push', zh: '解除督办', en: 'lift a push', event: 'case.push_lifted', from: 'open', to: 'same',
    who: ['centre', 'centre_leader', 'centre_above', 'leader'], carries: f.LIFT_PUSH, clock: 'keep',
    holder: 'keep',
    guards: ['pushWaits', 'openPush', 'pushNotHigher'], effects: ['liftPush'], visibility: 'internal',
    reason: 'A lower level can’t lift a higher level’s push.',
  },
  {
    action: 'contact', zh: '查看上报人', en: 'see the reporter', event: 'case.reporter_seen', from: 'any',
    to: 'same',
    who: ['centre'], carries: f.CONTACT, clock: 'keep', holder: 'keep', visibility: 'public',
    opensPersonal: true,
    reason: 'Seeing who reported needs a purpose and stands in the history, where the reporter sees it.',
  },
  seeRatings,
  {
    action: 'note', zh: '备注', en: 'note', event: 'case.noted', from: 'any', to: 'same',
    who: ['holder', 'holding_person', 'unit_while_open', 'grid_head_while_open', 'centre', 'centre_leader',
      'co_unit'],
    carries: f.NOTE, clock: 'keep', holder: 'keep', visibility: 'internal', publicIf: 'isPublic',
    reason: 'What was seen and said belongs to the case, not to a chat group.',
  },
];

const quarterHour = { kind: 'working_hours', amount: 0.25 } as const;

export const standardFlow: Flow = {
  id: 'standard',
  zh: '标准流程',
  en: 'standard flow',
  states: {
    reported: { zh: '待受理', en: 'reported', isOpen: true, awaits: 'centre', stage: 'accept' },
    accepted: { zh: '待派遣', en: 'accepted', isOpen: true, awaits: 'centre', stage: 'dispatch',
      speaksOfThing: 'as_found' },
    dispatched: { zh: '待认领', en: 'dispatched', isOpen: true, awaits: 'unit', stage: 'claim',
      speaksOfThing: 'as_found' },
    handling: { zh: '处置中', en: 'handling', isOpen: true, awaits: 'unit', stage: 'handle',
      speaksOfThing: 'as_found' },
    answered: { zh: '待核查', en: 'answered', isOpen: true, awaits: 'centre', stage: 'verify',
      speaksOfThing: 'as_found' },
    verified: { zh: '待结案', en: 'verified', isOpen: true, awaits: 'centre', stage: 'close',
      speaksOfThing: 'as_found' },
    closed: { zh: '已结案', en: 'closed', isOpen: false, awaits: null, stage: null, speaksOfThing: 'as_ended' },
    rejected: { zh: '不予受理', en: 'rejected', isOpen: false, awaits: null, stage: null },
    merged: { zh: '已并案', en: 'merged', isOpen: false, awaits: null, stage: null },
    withdrawn: { zh: '已撤回', en: 'withdrawn', isOpen: false, awaits: null, stage: null },
  },
  edges: [
    ...intake, ...dispatching, ...inParts, ...handling, ...responding, ...ending, ...appealing, ...undoing,
    ...succession, ...alongside,
  ],
  straightThrough: ['accept', 'dispatch'],
  channels: f.CHANNELS,
  ladder: [
    { atShare: 0.8, push: 'urge', answerWithin: { kind: 'working_hours', amount: 2 },
    isOnLeadersList: false },
    { atShare: 1.25, push: 'supervise', answerWithin: { kind: 'working_hours', amount: 4 },
    isOnLeadersList: true },
    { atShare: 2, push: 'summon', answerWithin: { kind: 'working_days', amount: 1 }, isOnLeadersList: true },
  ],
  countRungs: [{ counter: 'returns', at: 2, push: 'summon' }],
  whenPartsEnd: { gather: 'gather', none: 'gather_none' },
  pushAnswerWithin: { kind: 'working_days', amount: 1 },
  // Until an item is known, these run; the accept, dispatch and check minutes are the field's own.
  defaultLimits: {
    accept: quarterHour, dispatch: quarterHour, check: { kind: 'working_hours', amount: 0.5 },
    claim: { kind: 'working_hours', amount: 0.5 }, handle: { kind: 'working_days', amount: 3 },
    verify: { kind: 'working_days', amount: 1 }, close: { kind: 'working_days', amount: 1 },
    total: { kind: 'working_days', amount: 7 },
  },
  respondWithin: RESPOND_WITHIN,
  intakeLevel: 'district',
  windows: { undoMs: MINUTE, reopenMs: 15 * DAY, objectMs: 15 * DAY, appealMs: 10 * DAY, remindMs: 3 * DAY },
  limits: { returns: 2, extensions: 2, suspensions: 1, suspensionMs: 365 * DAY, parts: 8 },
};
