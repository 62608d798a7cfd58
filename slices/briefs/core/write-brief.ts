// Writes a brief from the figures of a period, of the one before and of the same a year ago: plain official
// Chinese, every sentence made from the numbers that stand in it. Areas and items are told by how many; units
// and persons are not named, let alone ranked. Pure.
import { periodWords } from '../../evaluation/core/period.ts';
import {
  type BriefFigures,
  byMost,
  type NamedAmounts,
  namesOfPeriod,
  opensOf,
  type Time,
  unitOf,
} from './brief-figures.ts';
import type { BriefText, Piece, Section } from './brief-text.ts';
import { changeWords, hundredthsOf, percent, pointsWords, thousands } from './compare.ts';
import { type Amounts, FIGURE_IDS, FIGURES, type FigureId } from './figures.ts';
import { tellMap } from './tell-map.ts';
import { areaTable, courseTable, itemTable, overviewTable } from './tell-tables.ts';

const say = (text: string): Piece => ({ text });

function told(of: BriefFigures, figure: FigureId, time: Time = 'now'): Piece {
  const total = of[time][figure];
  const text = `${thousands(total)} ${unitOf(figure)}`;
  return { text, opens: opensOf(of, figure, total, undefined, time) };
}

/** `较上月（1,500 件）下降 21.20 %`. */
const against = (of: BriefFigures, figure: FigureId, time: 'before' | 'yearAgo'): Piece[] => [
  say(`，较${namesOfPeriod(of.period)[time]}（`),
  told(of, figure, time),
  say(`）${changeWords(of[time][figure], of.now[figure], unitOf(figure))}`),
];

/** Where nothing at all was reported a year ago, there was no record yet, and nothing to hold it against. */
const hasYear = ({ yearAgo }: BriefFigures): boolean => yearAgo.reported > 0 || yearAgo.due > 0;

function reports(of: BriefFigures): Piece[] {
  const when = periodWords(of.period, 'zh');
  return [
    say(`${when}，${of.areaName}共上报事项 `),
    told(of, 'reported'),
    ...against(of, 'reported', 'before'),
    ...(hasYear(of) ? against(of, 'reported', 'yearAgo') : []),
    say('。其中，已受理 '),
    told(of, 'valid'),
    say('，随手处置 '),
    told(of, 'solved_on_spot'),
    say('。'),
    ...(hasYear(of) ? [] : [say(`${namesOfPeriod(of.period).yearAgo}没有记录，不作同比。`)]),
  ];
}

const rateOf = (amounts: Amounts, figure: 'closed' | 'closed_in_time'): number | null =>
  hundredthsOf(amounts[figure], amounts.due);

/** `，较上月（97.50 %）上升 0.47 个百分点`; nothing where there was no rate. */
function rateAgainst(
  of: BriefFigures,
  figure: 'closed' | 'closed_in_time',
  time: 'before' | 'yearAgo',
): string {
  const [now, then] = [rateOf(of.now, figure), rateOf(of[time], figure)];
  if (now === null || then === null) return '';
  return `，较${namesOfPeriod(of.period)[time]}（${percent(then)}）${pointsWords(then, now)}`;
}

function closings(of: BriefFigures): Piece[] {
  const { now, before } = namesOfPeriod(of.period);
  if (of.now.due === 0) {
    return [say(`${now}没有总时限到期的案件（${before} `), told(of, 'due', 'before'), say('）。')];
  }
  const compared = (figure: 'closed' | 'closed_in_time'): string =>
    rateAgainst(of, figure, 'before') + rateAgainst(of, figure, 'yearAgo');
  return [
    say(`${now}应结案 `),
    told(of, 'due'),
    say('，已结案 '),
    told(of, 'closed'),
    say(`，结案率 ${percent(rateOf(of.now, 'closed'))}${compared('closed')}。其中，按期结案 `),
    told(of, 'closed_in_time'),
    say(
      `，按期结案率 ${percent(rateOf(of.now, 'closed_in_time'))}${compared('closed_in_time')}；超期结案 `,
    ),
    told(of, 'closed_late'),
    say('；到期未结 '),
    told(of, 'overdue'),
    say('。'),
  ];
}

const SENT_BACK = ['returned', 'reworked', 'reopened'] as const;

function pushes(of: BriefFigures): Piece[] {
  return [
    say(`${namesOfPeriod(of.period).now}发出督办措施 `),
    told(of, 'pushed'),
    ...against(of, 'pushed', 'before'),
    say('。'),
    ...SENT_BACK.flatMap((figure) => [
      say(`${FIGURES[figure].zh} `),
      told(of, figure),
      ...against(of, figure, 'before'),
      say(figure === 'reopened' ? '。' : '；'),
    ]),
  ];
}

const MOST_SAID = 3;

/** The first few rows of a figure, with their share of the whole: `A 120 件（占 10.15 %）`. */
function most(
  of: BriefFigures,
  by: 'area' | 'item',
  rows: readonly NamedAmounts[],
  figure: FigureId,
): Piece[] {
  return rows.slice(0, MOST_SAID).flatMap(({ key, name, now }, index) => {
    const share = percent(hundredthsOf(now[figure], of.now[figure]));
    const text = `${thousands(now[figure])} ${unitOf(figure)}`;
    return [
      say(`${index === 0 ? '' : '、'}${name} `),
      { text, opens: opensOf(of, figure, now[figure], { by, key }) },
      say(`（占 ${share}）`),
    ];
  });
}

function itemSection(of: BriefFigures): Omit<Section, 'title'> {
  const rows = byMost(of.items, 'reported');
  if (rows.length === 0) return { paragraphs: [[say('没有已明确细类的上报事项。')]], tables: [] };
  const words = [say('上报较多的事项为：'), ...most(of, 'item', rows, 'reported'), say('。')];
  return { paragraphs: [words], tables: [itemTable(of)] };
}

function areaSection(of: BriefFigures): Omit<Section, 'title'> {
  const [reported, overdue] = [byMost(of.areas, 'reported'), byMost(of.areas, 'overdue')];
  const paragraphs = [
    ...(reported.length > 0
      ? [[say('上报较多的区域为：'), ...most(of, 'area', reported, 'reported'), say('。')]]
      : []),
    ...(overdue.length > 0
      ? [[say('到期未结较多的区域为：'), ...most(of, 'area', overdue, 'overdue'), say('。')]]
      : [[say('各区域均无到期未结的案件。')]]),
  ];
  const map = tellMap(of);
  return { paragraphs, ...(map ? { map } : {}), tables: [areaTable(of)] };
}

const NUMBERS = ['一', '二', '三', '四', '五', '六'];

const MEANT: readonly string[] = [
  '占比和升降按件数、次数计算，保留两位小数，四舍五入；百分点为文中两个比率之差。',
  '上期为零时不计算百分比，只说明增加的数量。',
  '地图按统计时在用的区域边界绘制，颜色越深数值越大；到期未结占比为到期未结占应结案的比例。',
  '各项数字均可打开所对应的案件。简报印发后案件仍在办理，清单以打开时为准，可能与文中不同。',
];

const meanings = (): Piece[][] => [
  ...FIGURE_IDS.map((id) => [say(`${FIGURES[id].zh}：${FIGURES[id].what}。`)]),
  ...MEANT.map((words) => [say(words)]),
];

export function writeBrief(of: BriefFigures): BriefText {
  const { brief } = namesOfPeriod(of.period);
  const parts: Section[] = [
    { title: '总体情况', paragraphs: [reports(of), closings(of)], tables: [overviewTable(of)] },
    { title: '督办与退回', paragraphs: [pushes(of)], tables: [] },
    { title: '高发事项', ...itemSection(of) },
    ...(of.areas.length > 0 ? [{ title: '区域情况', ...areaSection(of) }] : []),
    {
      title: of.period.kind === 'day' ? '近七日走势' : '每日走势',
      paragraphs: [],
      tables: [courseTable(of)],
    },
    { title: '统计口径', paragraphs: meanings(), tables: [] },
  ];
  return {
    title: `${of.areaName}网格治理${brief}（${periodWords(of.period, 'zh')}）`,
    sections: parts.map((part, index) => ({ ...part, title: `${NUMBERS[index]}、${part.title}` })),
  };
}
