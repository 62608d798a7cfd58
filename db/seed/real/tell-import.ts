// What an import found and did, in sentences for whoever ran it. Every finding is told; nothing is summed
// away.
import type { Refusal } from '../../../kernel/refusal.ts';
import { type ImportFault, tellImportFault } from '../../../slices/areas/core/import-fault.ts';
import { type TilingFinding, tellFinding } from '../../../slices/areas/core/tiling.ts';
import { type FeatureFault, tellFeatureFault } from '../../../slices/basemap/core/feature-fault.ts';
import { tellFault } from '../../../slices/components/core/row-fault.ts';
import type { FirstSignIn } from './default-staff.ts';
import type { ImportReport } from './import-district.ts';
import type { FolderFault } from './read-folder.ts';

export type Language = 'zh' | 'en';
type Pair = readonly [zh: string, en: string];
const say = (lang: Language, [zh, en]: Pair): string => (lang === 'zh' ? zh : en);

export const tellFolder = (faults: readonly FolderFault[], lang: Language): string[] => [
  say(lang, [`无法导入：${faults.length} 个问题`, `Nothing was imported: ${faults.length} faults`]),
  ...faults.map((fault) => `  - ${fault[lang]}`),
];

interface CatalogueFinding {
  readonly zh: string;
  readonly en: string;
  readonly areas: readonly string[];
  readonly items: readonly { readonly code: string; readonly name: string }[];
}

function tellHole(finding: CatalogueFinding, lang: Language): string {
  const items = finding.items.map((item) => `${item.code} ${item.name}`).join(', ');
  return `${finding[lang]} [${items}] @ ${finding.areas.join(' ')}`;
}

const tellFeature = (fault: FeatureFault, lang: Language): string =>
  say(lang, [`第 ${fault.feature} 个要素：`, `feature ${fault.feature}: `]) + tellFeatureFault(fault, lang);

/** The list that a refusal carries, each line saying what, where and how to mend it. */
export function tellRefusedImport({ code, data }: Refusal, words: string, lang: Language): string[] {
  const lines: Readonly<Record<string, () => string[]>> = {
    'areas.import_invalid': () =>
      (data['faults'] as ImportFault[]).map((fault) => tellImportFault(fault, lang)),
    'areas.not_tiled': () =>
      (data['findings'] as TilingFinding[]).map((finding) => tellFinding(finding, lang)),
    'basemap.nothing_usable': () =>
      (data['faults'] as FeatureFault[]).map((fault) => tellFeature(fault, lang)),
    'catalogue.has_findings': () =>
      (data['list'] as CatalogueFinding[]).map((found) => tellHole(found, lang)),
  };
  return [words, ...(lines[code]?.() ?? []).map((line) => `  - ${line}`)];
}

function tellFacilities(report: ImportReport, lang: Language): string[] {
  const { facilities, classesRead, repeatedNumbers } = report;
  if (!facilities) return [];
  const { added, updated, unchanged, outside, refused } = facilities;
  const rows = added + updated + unchanged + refused.length;
  const classes = Object.entries(classesRead)
    .map(([word, code]) => `${word} → ${code}`)
    .join(', ');
  const repeats = repeatedNumbers.map(({ number, things }) => `${number} ×${things}`).join(', ');
  return [
    say(lang, [
      `部件 ${rows} 行：新增 ${added}，更新 ${updated}，未变 ${unchanged}，网格之外 ${outside.length}，未导入 ${refused.length}`,
      `things: ${rows} rows: ${added} added, ${updated} updated, ${unchanged} as before, ` +
        `${outside.length} of them in no grid, ${refused.length} refused`,
    ]),
    say(lang, [`  类别对应：${classes}`, `  classes read: ${classes}`]),
    ...(repeatedNumbers.length === 0
      ? []
      : [
          say(lang, [
            `  ${repeatedNumbers.length} 个编号被多件部件使用，均已分别导入并各给一个编码：${repeats}`,
            `  ${repeatedNumbers.length} numbers are on several things; each was given a code: ${repeats}`,
          ]),
        ]),
    ...outside.map(({ row, code, name }) =>
      say(lang, [
        `  - 第 ${row} 行 ${name}（${code}）：已导入，但不在任何网格内。请核对位置。`,
        `  - row ${row} ${name} (${code}): kept, but in no grid. Check its place.`,
      ]),
    ),
    ...refused.map(
      (fault) => `  - ${say(lang, [`第 ${fault.row} 行：`, `row ${fault.row}: `])}${tellFault(fault, lang)}`,
    ),
  ];
}

function tellGround({ ground }: ImportReport, lang: Language): string[] {
  return Object.entries(ground).flatMap(([file, { hasChanged, accepted, refused }]) => [
    say(lang, [
      `底图 ${file}：${accepted} 个要素${hasChanged ? '已绘入' : '与库中相同'}，未导入 ${refused.length}`,
      `ground, ${file}: ${accepted} features ${hasChanged ? 'drawn' : 'as before'}, ` +
        `${refused.length} refused`,
    ]),
    ...refused.map((fault) => `  - ${tellFeature(fault, lang)}`),
  ]);
}

const tellSignIn = ({ login, password, unitName, role }: FirstSignIn): string =>
  `  ${login.padEnd(26)} ${password}   ${role.padEnd(13)} ${unitName}`;

export function tellReport(report: ImportReport, lang: Language): string[] {
  const { areas, unitsAdded, catalogue, signIns } = report;
  const counts: Pair = [
    `${areas.streets} 个镇街、${areas.communities} 个村社区、${areas.grids} 个网格`,
    `${areas.streets} streets, ${areas.communities} communities, ${areas.grids} grids`,
  ];
  return [
    say(
      lang,
      areas.isNew
        ? [`区域已发布：${counts[0]}，无缝隙、无重叠`, `areas published: ${counts[1]}, no gap, no overlap`]
        : [`区域与库中版本相同：${counts[0]}`, `areas are those in force already: ${counts[1]}`],
    ),
    say(lang, [`新增单位 ${unitsAdded} 个`, `${unitsAdded} units added`]),
    say(
      lang,
      catalogue.isNew
        ? [
            `清单已发布：${catalogue.items} 个细类，${catalogue.pairs} 组“细类×网格”全部有唯一责任单位`,
            `lists published: ${catalogue.items} items; each of ${catalogue.pairs} item × grid has one unit`,
          ]
        : [
            `清单已生效（${catalogue.items} 个细类），保持不变`,
            `lists in force (${catalogue.items} items), left alone`,
          ],
    ),
    ...tellFacilities(report, lang),
    ...tellGround(report, lang),
    ...(signIns.length === 0
      ? []
      : [
          say(lang, [
            '首次登录账号（密码只显示这一次）：',
            'first sign-ins (the passwords are shown this once):',
          ]),
          ...signIns.map(tellSignIn),
        ]),
    ...(report.hasChanged ? [] : [say(lang, ['没有任何变化。', 'Nothing has changed.'])]),
  ];
}
