// Who hears of which step, as data. `holder`: the unit or person that must act now; `unit`: the
// responsible unit; `centre`: the one in charge; `asked`: the superior whose word is wanted;
// `asked_person`: the colleague whose word is wanted, or not wanted any more; `asker`: who asked what is
// answered; `pushed`: those of the pushed unit who may answer, or who of them is on call;
// `reporters`: those with an account; `raters`: whoever may still rate. An event without a row is told to
// nobody.
import { RATING_DUE } from '../../cases/core/contract-ratings.ts';

export type Audience =
  | 'holder'
  | 'unit'
  | 'centre'
  | 'asked'
  | 'asked_person'
  | 'asker'
  | 'pushed'
  | 'reporters'
  | 'raters';

export interface NoticeRule {
  readonly event: string;
  readonly to: readonly Audience[];
  readonly isUrgent: boolean;
  readonly zh: string;
  readonly en: string;
}

export const NOTICE_RULES: readonly NoticeRule[] = [
  {
    event: 'case.reported',
    to: ['holder'],
    isUrgent: false,
    zh: '有新案件待受理',
    en: 'A new case waits to be accepted',
  },
  {
    event: 'case.accepted',
    to: ['reporters'],
    isUrgent: false,
    zh: '您上报的事项已受理',
    en: 'Your report was accepted',
  },
  {
    event: 'case.rejected',
    to: ['reporters'],
    isUrgent: false,
    zh: '您上报的事项未予受理，可查看原因并提出异议',
    en: 'Your report was not accepted: see why, and object if you wish',
  },
  {
    event: 'case.objected',
    to: ['holder'],
    isUrgent: false,
    zh: '群众对不予受理提出异议',
    en: 'The reporter objects to the rejection',
  },
  {
    event: 'case.check_asked',
    to: ['holder'],
    isUrgent: false,
    zh: '请到现场核实',
    en: 'Please check on the spot',
  },
  {
    event: 'case.check_answered',
    to: ['holder'],
    isUrgent: false,
    zh: '现场核实已有结果',
    en: 'The field check has an answer',
  },
  {
    event: 'case.merged',
    to: ['reporters'],
    isUrgent: false,
    zh: '您上报的事项已并入同一事项办理',
    en: 'Your report was joined to the same matter',
  },
  {
    event: 'case.dispatched',
    to: ['holder'],
    isUrgent: false,
    zh: '有案件派到本单位，请认领',
    en: 'A case was dispatched to you: please claim it',
  },
  {
    event: 'case.dispatch_undone',
    to: ['unit', 'holder'],
    isUrgent: false,
    zh: '派遣已撤销',
    en: 'The dispatch was undone',
  },
  {
    event: 'case.accept_undone',
    to: ['reporters'],
    isUrgent: false,
    zh: '更正：受理已撤销，您上报的事项正在重新核对',
    en: 'A correction: the acceptance was undone, your matter is being looked at again',
  },
  {
    event: 'case.split',
    to: ['reporters'],
    isUrgent: false,
    zh: '您上报的事项由多个单位分别办理，结果将汇总告知',
    en: 'Several units share your matter; you will hear of the whole',
  },
  {
    event: 'case.split_undone',
    to: ['reporters'],
    isUrgent: false,
    zh: '更正：拆分已撤销，您上报的事项仍由一个单位办理',
    en: 'A correction: the split was undone, one unit will settle your matter',
  },
  {
    event: 'case.part_withdrawn',
    to: ['unit'],
    isUrgent: false,
    zh: '子案已撤回，不必再办',
    en: 'A part was withdrawn: nothing is left to do on it',
  },
  {
    event: 'case.part_ended',
    to: ['holder'],
    isUrgent: false,
    zh: '一个子案已办结',
    en: 'A part of a case has ended',
  },
  {
    event: 'case.gathered',
    to: ['holder'],
    isUrgent: false,
    zh: '子案全部办结，主案待核查',
    en: 'All parts have ended: the main case waits to be verified',
  },
  {
    event: 'case.parts_refused',
    to: ['holder'],
    isUrgent: false,
    zh: '子案均未办理，主案待重新派遣',
    en: 'No part was done: decide anew on the main case',
  },
  {
    event: 'case.co_answered',
    to: ['holder'],
    isUrgent: false,
    zh: '协办单位已反馈',
    en: 'A co-unit has said what it did',
  },
  {
    event: 'case.merge_undone',
    to: ['reporters', 'holder'],
    isUrgent: false,
    zh: '更正：并案已撤销，该事项继续单独办理',
    en: 'A correction: the merge was undone, the matter goes on by itself',
  },
  {
    event: 'case.close_undone',
    to: ['reporters', 'holder'],
    isUrgent: false,
    zh: '更正：结案已撤销，该事项仍在办理',
    en: 'A correction: the closing was undone, the matter is still open',
  },
  {
    event: 'case.reject_undone',
    to: ['reporters', 'holder'],
    isUrgent: false,
    zh: '更正：不予受理已撤销，该事项继续办理',
    en: 'A correction: the rejection was undone, the matter goes on',
  },
  {
    event: 'case.returned',
    to: ['holder'],
    isUrgent: false,
    zh: '单位退单，请重新研判',
    en: 'A unit returned the case: decide again',
  },
  {
    event: 'case.transferred',
    to: ['holder'],
    isUrgent: false,
    zh: '有案件转到本单位，请认领',
    en: 'A case was transferred to you: please claim it',
  },
  {
    event: 'case.taken_over',
    to: ['unit'],
    isUrgent: false,
    zh: '机构调整，本单位承接了案件，时限照常计算',
    en: 'By a reorganisation a case is yours now; its time limits go on',
  },
  {
    event: 'case.passed_down',
    to: ['holder'],
    isUrgent: false,
    zh: '分中心转派了案件，请认领',
    en: 'Your sub-centre passed a case to you: please claim it',
  },
  {
    event: 'case.escalated',
    to: ['holder'],
    isUrgent: false,
    zh: '下级中心上报了案件',
    en: 'A centre below escalated a case',
  },
  {
    event: 'case.delegated',
    to: ['holder'],
    isUrgent: false,
    zh: '上级中心下派了案件',
    en: 'A centre above delegated a case',
  },
  {
    event: 'case.fed_back',
    to: ['holder'],
    isUrgent: false,
    zh: '处置结果已反馈，请核查',
    en: 'The result is in: please verify',
  },
  {
    event: 'case.reported_solved',
    to: ['holder'],
    isUrgent: false,
    zh: '有随手处置的事项，请核查',
    en: 'Something was solved on the spot: please verify',
  },
  {
    event: 'case.hand_over_asked',
    to: ['asked_person'],
    isUrgent: true,
    zh: '同事向您移交案件，请答复是否接手',
    en: 'A colleague hands a case over to you: take it, or say why not',
  },
  {
    event: 'case.hand_over_answered',
    to: ['asker'],
    isUrgent: false,
    zh: '您的移交已有答复',
    en: 'Your handing over has an answer',
  },
  {
    event: 'case.hand_over_dropped',
    to: ['asked_person'],
    isUrgent: false,
    zh: '案件移交已撤回',
    en: 'A case is no longer handed over to you',
  },
  {
    event: 'case.extension_asked',
    to: ['centre'],
    isUrgent: false,
    zh: '单位申请延期',
    en: 'A unit asks for an extension',
  },
  {
    event: 'case.extension_answered',
    to: ['unit'],
    isUrgent: false,
    zh: '延期申请已答复',
    en: 'The extension was answered',
  },
  {
    event: 'case.suspension_asked',
    to: ['centre'],
    isUrgent: false,
    zh: '单位申请挂账',
    en: 'A unit asks to suspend',
  },
  {
    event: 'case.suspension_answered',
    to: ['unit'],
    isUrgent: false,
    zh: '挂账申请已答复',
    en: 'The suspension was answered',
  },
  {
    event: 'case.resumed',
    to: ['unit'],
    isUrgent: false,
    zh: '挂账已恢复，时限继续计算',
    en: 'The case resumes and its clock runs on',
  },
  {
    event: 'case.appealed',
    to: ['centre'],
    isUrgent: false,
    zh: '单位提出超时申诉，请初审',
    en: 'A unit appeals against an overdue case: please review',
  },
  {
    event: 'case.appeal_reviewed',
    to: ['centre', 'unit'],
    isUrgent: false,
    zh: '超时申诉已初审',
    en: 'An overdue appeal was reviewed by the first of two',
  },
  {
    event: 'case.appeal_decided',
    to: ['unit'],
    isUrgent: false,
    zh: '超时申诉已有结果',
    en: 'Your overdue appeal was decided',
  },
  {
    event: 'case.verified',
    to: ['holder'],
    isUrgent: false,
    zh: '核查通过，请结案',
    en: 'Verified: please close',
  },
  {
    event: 'case.sent_back',
    to: ['holder'],
    isUrgent: true,
    zh: '核查未通过，请返工',
    en: 'Not good enough: please rework',
  },
  {
    event: 'case.closed',
    to: ['unit', 'reporters'],
    isUrgent: false,
    zh: '案件已结案，可评价',
    en: 'The case is closed and can be rated',
  },
  {
    event: RATING_DUE,
    to: ['raters'],
    isUrgent: false,
    zh: '评价期将满，您还可以评价',
    en: 'It can be rated for a few more days',
  },
  {
    event: 'case.force_closed',
    to: ['unit', 'reporters'],
    isUrgent: false,
    zh: '案件已强制结案',
    en: 'The case was closed by force',
  },
  {
    event: 'case.reopened',
    to: ['holder', 'reporters'],
    isUrgent: false,
    zh: '案件已重开',
    en: 'The case was reopened',
  },
  {
    event: 'case.consulted',
    to: ['asked'],
    isUrgent: false,
    zh: '有请示待批示',
    en: 'A question waits for a decision',
  },
  {
    event: 'case.consult_answered',
    to: ['holder'],
    isUrgent: false,
    zh: '请示已批示',
    en: 'The question was decided',
  },
  {
    event: 'case.pushed',
    to: ['pushed'],
    isUrgent: true,
    zh: '收到督办，请按时答复',
    en: 'A push: answer by its time',
  },
  {
    event: 'case.push_answered',
    to: ['centre'],
    isUrgent: false,
    zh: '督办已答复',
    en: 'A push was answered',
  },
];

/** Of what is about no case: the notice names the brief, the circular, the drawn sample in its place. Whom
 *  they are for is told in server/paper-notices.ts. */
export const BRIEF_ISSUED = 'brief.issued';
export const CIRCULAR_ISSUED = 'circular.issued';
export const RECHECK_DRAWN = 'recheck.drawn';

interface Words {
  readonly zh: string;
  readonly en: string;
}

export const PAPER_WORDS: Readonly<Record<string, Words>> = {
  [BRIEF_ISSUED]: { zh: '简报已印发', en: 'A brief was issued' },
  [RECHECK_DRAWN]: { zh: '有抽查任务，请到现场查看', en: 'A sample was drawn: please look on the spot' },
  [CIRCULAR_ISSUED]: { zh: '通报提到了本单位，请查看', en: 'A circular names your unit: please read it' },
};

/** The kind of a notice that tells somebody further up that nobody acknowledged another one. */
export const ESCALATED = 'notice.escalated';

export const ruleFor = (event: string): NoticeRule | undefined =>
  NOTICE_RULES.find((rule) => rule.event === event);

/** What happened, in one line; undefined for a kind of a later version. */
export const wordsFor = (kind: string): Words | undefined => ruleFor(kind) ?? PAPER_WORDS[kind];
