// The figures of a period, by unit: what each had a part in, where it took how long, what came back. A
// case is counted once per unit and kind, on the day of the last time (docs/decisions/0007-supervision-
// figures.md).
import type { AppealState } from './appeal.ts';
import type { Figure } from './figures.ts';
import type { AppealFigureId } from './figure-words.ts';
import { stageWords } from './case-words.ts';
import { SHARE_ACTS, SHARE_STAGES, type ShareAct, type ShareKind, type ShareStage } from './shares.ts';

const ACT_WORDS: Readonly<
  Record<ShareAct, readonly [zh: string, en: string, whatZh: string, whatEn: string]>
> = {
  returned: ['退单', 'returned', '单位退回的案件', 'cases that the unit returned'],
  reworked: [
    '返工',
    'reworked',
    '单位办理后被退回返工的案件',
    'cases of the unit that were sent back for rework',
  ],
  reopened: [
    '重开',
    'reopened',
    '单位办结后被重开的案件',
    'cases of the unit that were reopened after closing',
  ],
  escalated: ['上报上级', 'escalated', '中心上报上级的案件', 'cases that the centre passed to the one above'],
  extended: ['延期', 'extended', '单位获准延期的案件', 'cases in which the unit was granted more time'],
};

const share = (kind: ShareKind, isLate: boolean): Figure['clauses'] => [{ is: 'share', kind, isLate }];
const NEWEST = { by: 'created', isNewestFirst: true } as const;

const act = (kind: ShareAct): Figure => {
  const [zh, en, whatZh, whatEn] = ACT_WORDS[kind];
  return {
    id: kind,
    zh,
    en,
    whatZh: `本期内${whatZh}，多次计一件`,
    whatEn: `${whatEn} in the period, each once`,
    by: 'share',
    of: 'had',
    order: NEWEST,
    clauses: share(kind, false),
  };
};

const stage = (name: ShareStage): readonly Figure[] => {
  const [zh, en] = [stageWords(name, 'zh'), stageWords(name, 'en')];
  return [
    {
      id: `took_${name}`,
      zh: `${zh}环节`,
      en: `${en} ended`,
      by: 'share',
      order: NEWEST,
      clauses: share(name, false),
      whatZh: `本期内走完${zh}环节的案件`,
      whatEn: `cases in which this stage ended in the period: ${en}`,
    },
    {
      id: `late_${name}`,
      zh: `${zh}超时`,
      en: `late: ${en}`,
      by: 'share',
      of: `took_${name}`,
      order: NEWEST,
      clauses: share(name, true),
      whatZh: `其中${zh}环节超过时限的案件`,
      whatEn: `of those, past the limit of the stage: ${en}`,
    },
  ];
};

const appeal = (
  id: AppealFigureId, among: readonly AppealState[], zh: string, en: string,
): Figure => ({
  id,
  zh,
  en,
  whatZh: `本期提出的超时申诉：${zh}；撤销结案后不再存在的不计`,
  whatEn: `overdue appeals made in the period: ${en}; not those whose closing was taken back`,
  by: 'share',
  ...(id === 'appealed' ? {} : { of: 'appealed' as const }),
  order: NEWEST,
  clauses: [{ is: 'appealed', among }],
});

const APPEALS: readonly Figure[] = [
  appeal('appealed', ['waiting', 'reviewed', 'granted', 'refused'], '申诉', 'appealed'),
  appeal('appeal_waiting', ['waiting', 'reviewed'], '申诉待审', 'appeal undecided'),
  appeal('appeal_granted', ['granted'], '申诉成立', 'appeal granted'),
  appeal('appeal_refused', ['refused'], '申诉未获同意', 'appeal refused'),
];

export const PERIOD_FIGURES: readonly Figure[] = [
  {
    id: 'had',
    zh: '经办',
    en: 'had a part in',
    by: 'share',
    order: NEWEST,
    clauses: share('any', false),
    whatZh: '本期内单位有动作的案件',
    whatEn: 'cases in which the unit did its part in the period',
  },
  {
    id: 'late',
    zh: '超时',
    en: 'late',
    by: 'share',
    of: 'had',
    order: NEWEST,
    clauses: share('any', true),
    whatZh: '其中有环节超过时限的案件',
    whatEn: 'of those, late in some stage',
  },
  ...SHARE_ACTS.map(act),
  ...SHARE_STAGES.flatMap(stage),
  ...APPEALS,
];
