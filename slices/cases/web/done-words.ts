// What an act has done, as a toast says it: always that it HAS happened (已并入…, merged into…), with whom it
// went to where it went to somebody. Every action that a person can press has its row. Pure.
import { pushWords } from '../core/case-words.ts';
import type { Language } from '../../../ui/words/language.tsx';
import type { Body } from './use-cases.ts';

interface Done {
  readonly zh: string;
  readonly en: string;
  /** With its target: a unit, a person, the number of a case, how many parts. */
  readonly to?: (to: string) => { readonly zh: string; readonly en: string };
}

const done = (zh: string, en: string): Done => ({ zh, en });
/** `zhTo` and `enTo` stand before the target. */
const doneTo = (zh: string, en: string, zhTo: string, enTo: string): Done => ({
  zh,
  en,
  to: (to) => ({ zh: `${zhTo}${to}`, en: `${enTo} ${to}` }),
});

const DONE: Readonly<Record<string, Done>> = {
  accept: done('已受理', 'accepted'),
  reject: done('已决定不予受理', 'rejected'),
  object: done('已提出异议', 'objected to'),
  check: {
    ...done('已请人核实', 'asked for a field check'),
    to: (to) => ({ zh: `已请${to}核实`, en: `asked ${to} for a field check` }),
  },
  answer_check: done('已反馈核实结果', 'answered the field check'),
  merge: doneTo('已并案', 'merged', '已并入 ', 'merged into'),
  join: done('已登记“我也遇到”', 'joined'),
  withdraw: done('已撤回', 'withdrawn'),
  dispatch: doneTo('已派遣', 'dispatched', '已派遣给', 'dispatched to'),
  undo: done('已撤销派遣', 'the dispatch was undone'),
  undo_accept: done('已撤销受理', 'the acceptance was undone'),
  undo_merge: done('已撤销并案', 'the merge was undone'),
  undo_split: done('已撤销拆分', 'the split was undone'),
  undo_close: done('已撤销结案', 'the closing was undone'),
  undo_reject: done('已撤销不予受理', 'the rejection was undone'),
  claim: { ...done('已认领', 'claimed'), to: (to) => ({ zh: `已由${to}认领`, en: `claimed for ${to}` }) },
  return: doneTo('已退单', 'returned', '已退单，建议派给', 'returned, suggesting'),
  transfer: doneTo('已转办', 'transferred', '已转办给', 'transferred to'),
  pass_down: doneTo('已转派下属', 'passed to a unit below', '已转派给', 'passed to'),
  escalate: doneTo('已上报上级', 'escalated', '已上报', 'escalated to'),
  delegate: doneTo('已下派', 'delegated', '已下派给', 'delegated to'),
  split: {
    ...done('已拆分办理', 'split into parts'),
    to: (parts) => ({ zh: `已拆分为 ${parts} 个子案`, en: `split into ${parts} parts` }),
  },
  respond: done('已记录联系上报人', 'recorded the contact with the reporter'),
  co_result: done('已反馈协办结果', 'said what the co-unit did'),
  feed_back: done('已反馈', 'fed back'),
  hand_over: {
    ...done('已请同事接手', 'asked a colleague to take over'),
    to: (to) => ({ zh: `已请${to}接手`, en: `asked ${to} to take over` }),
  },
  answer_hand_over: done('已答复移交', 'answered the handing over'),
  drop_hand_over: done('已撤回移交', 'took back the handing over'),
  extend: done('已申请延期', 'asked for an extension'),
  answer_extend: done('已答复延期申请', 'answered the extension'),
  suspend: done('已申请挂账', 'asked to suspend'),
  answer_suspend: done('已答复挂账申请', 'answered the suspension'),
  resume: done('已恢复', 'resumed'),
  verify: done('已核查通过', 'verified'),
  rework: done('已退回返工', 'sent back for rework'),
  close: done('已结案', 'closed'),
  force_close: done('已申请强制结案', 'asked for a forced closing'),
  confirm_force_close: done('已复核强制结案', 'answered the forced closing'),
  appeal: done('已提出超时申诉', 'appealed against overdue'),
  review_appeal: done('已初审超时申诉', 'reviewed the overdue appeal'),
  confirm_appeal: done('已复核超时申诉', 'decided the overdue appeal'),
  reopen: done('已重开', 'reopened'),
  rate: done('已评价', 'rated'),
  consult: doneTo('已请示', 'consulted', '已请示', 'consulted'),
  answer_consult: done('已批示', 'answered the consultation'),
  push: done('已督办', 'pushed'),
  answer_push: done('已回复督办', 'answered the push'),
  lift_push: done('已解除督办', 'lifted the push'),
  see_ratings: done('已查看评价', 'read the ratings'),
  contact: done('已查看上报人', 'saw the reporter'),
  note: done('已备注', 'noted'),
};

const PUSHED: Readonly<Record<string, string>> = {
  urge: 'urged', supervise: 'supervised', summon: 'summoned', circulate: 'circulated',
};

/** Its kind says more than that it was a push. */
function pushDone({ kind }: Body): Done | undefined {
  const en = typeof kind === 'string' ? PUSHED[kind] : undefined;
  return en === undefined ? undefined : done(`已${pushWords(String(kind), 'zh')}`, en);
}

/** Whether an action has words of its own. */
export const hasDoneWords = (action: string): boolean => Object.hasOwn(DONE, action);

interface Did {
  readonly action: string;
  readonly body: Body;
  readonly to?: string | undefined;
}

export function doneWords({ action, body, to }: Did, language: Language): string {
  const row = (action === 'push' ? pushDone(body) : undefined) ?? DONE[action] ?? done('已办理', 'done');
  return (to === undefined ? row : (row.to?.(to) ?? row))[language];
}
