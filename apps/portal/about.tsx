// What becomes of a report, in plain words: the loop of the domain as a citizen meets it.
import { Timeline } from '../../ui/timeline/timeline.tsx';
import { defineTexts, useText } from '../../ui/words/texts.ts';
import './about.css';

const texts = defineTexts({
  zh: {
    title: '怎么办的',
    loop: '办理过程',
    reported: '上报',
    reportedWhy: '您的照片、位置和说明送到指挥中心，得到一个编号。',
    accepted: '受理',
    acceptedWhy: '指挥中心确认内容；不予受理会说明理由，您可以提出异议。',
    dispatched: '派遣',
    dispatchedWhy: '按责任清单交给该管的单位，限时开始。',
    handling: '处置',
    handlingWhy: '办理人员到现场，处置后上传照片。',
    verified: '核查',
    verifiedWhy: '由没有参与处置的人核查；不合格返工。',
    closed: '结案与评价',
    closedWhy: '结果告诉您，由您评价；不满意可要求重办一次。',
  },
  en: {
    title: 'How it works',
    loop: 'The way of a report',
    reported: 'Reported',
    reportedWhy: 'Your photo, place and words reach the command centre and get a number.',
    accepted: 'Accepted',
    acceptedWhy: 'The centre confirms it. A rejection tells its reason, and you can object.',
    dispatched: 'Dispatched',
    dispatchedWhy: 'The list of responsibilities names the unit, and its time starts to run.',
    handling: 'Dealt with',
    handlingWhy: 'Someone comes, acts, and sends pictures.',
    verified: 'Checked',
    verifiedWhy: 'By someone who did not do the work; if it is not good, it is done again.',
    closed: 'Closed and rated',
    closedWhy: 'You hear the result and rate it; not satisfied, you can reopen it once.',
  },
});

const STAGES = ['reported', 'accepted', 'dispatched', 'handling', 'verified', 'closed'] as const;

export default function About() {
  const t = useText(texts);
  return (
    <div className="gl-about">
      <h1>{t.title}</h1>
      <Timeline
        label={t.loop}
        entries={STAGES.map((stage) => ({
          id: stage,
          title: t[stage],
          when: null,
          children: t[`${stage}Why`],
          tone: stage === 'closed' ? 'good' : 'plain',
        }))}
      />
    </div>
  );
}
