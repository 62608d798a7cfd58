// Makes an audit readable: pairs that fail for one reason become one finding with the fewest areas that say
// where (a whole street instead of its forty grids) and the items concerned.
import type { Id } from '../../../kernel/id.ts';
import type { Rule } from './catalogue.ts';
import { LEVEL_WORDS } from './catalogue.ts';
import type { CompiledCatalogue } from './compile.ts';
import { responsibleWords } from './resolve-words.ts';

export type FindingKind = 'hole' | 'clash' | 'unmanned' | 'ambiguous' | 'no_centre' | 'co_unit';

/** Why one pair fails. */
export interface PairFinding {
  readonly kind: FindingKind;
  /** What is missing: a kind of unit, a level of centre, the clashing rules. Same text = same cause. */
  readonly about: string;
  readonly rule?: Rule;
  readonly clashing?: readonly Rule[];
  readonly names?: string;
}

export interface Finding {
  readonly kind: FindingKind;
  readonly about: string;
  readonly items: { readonly code: string; readonly name: string; readonly nameEn: string }[];
  /** The fewest area paths that cover exactly the grids concerned. */
  readonly areas: string[];
  readonly pairs: number;
  /** Keys of the rows to mend: the rules concerned, or the items that no rule speaks for. */
  readonly rows?: string[];
  readonly zh: string;
  readonly en: string;
}

export interface Group {
  readonly finding: PairFinding;
  /** Indexes of the grids concerned, by item. */
  readonly byItem: Map<string, Set<number>>;
  /** Every rule that leads to the finding. */
  readonly rules: Set<Id>;
}

export type Groups = ReadonlyMap<string, Group>;

/** All grids under an area are concerned → the area stands for them; district first. */
function fewestAreas(
  concerned: ReadonlySet<number>,
  grids: readonly string[],
  counts: AreaCounts,
): string[] {
  const here = countAreas([...concerned].map((index) => grids[index] ?? ''));
  const areas = new Set<string>();
  for (const index of concerned) {
    const parts = (grids[index] ?? '').split('.');
    for (let length = 1; length <= parts.length; length += 1) {
      const path = parts.slice(0, length).join('.');
      if (here.get(path) !== counts.get(path)) continue;
      areas.add(path);
      break;
    }
  }
  return [...areas].sort();
}

type AreaCounts = ReadonlyMap<string, number>;

/** How many grids lie in each area. */
function countAreas(grids: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const grid of grids) {
    let path = grid;
    for (;;) {
      counts.set(path, (counts.get(path) ?? 0) + 1);
      const dot = path.lastIndexOf('.');
      if (dot < 0) break;
      path = path.slice(0, dot);
    }
  }
  return counts;
}

function words(finding: PairFinding): { zh: string; en: string } {
  const who = finding.rule ? responsibleWords(finding.rule) : { zh: finding.about, en: finding.about };
  switch (finding.kind) {
    case 'hole':
      return { zh: '没有责任规则：请补一条规则。', en: 'No rule says who is responsible: add one.' };
    case 'clash':
      return {
        zh: `同级规则 ${finding.about} 互相冲突：请只保留一条，或加上条件。`,
        en: `Rules ${finding.about} have one rank: keep one, or give one a condition.`,
      };
    case 'unmanned':
      return {
        zh: `规则指定${who.zh}，当地没有：请登记单位或改规则。`,
        en: `The rule names ${who.en}, and there is none: register one or change the rule.`,
      };
    case 'ambiguous':
      return {
        zh: `规则指定${who.zh}，当地有几家（${finding.names ?? ''}）：请写明是哪一家。`,
        en: `The rule names ${who.en}, and several serve the place (${finding.names ?? ''}): name one.`,
      };
    case 'no_centre': {
      const level = LEVEL_WORDS[finding.about as keyof typeof LEVEL_WORDS];
      return {
        zh: `当地没有${level.zh}指挥中心：请先登记。`,
        en: `There is no ${level.en} command centre: register it first.`,
      };
    }
    case 'co_unit':
      return {
        zh: `协办单位（${finding.about}）当地没有或不止一家：协办不会派出。`,
        en: `The co-unit (${finding.about}) is missing or not one alone here: it will not be asked.`,
      };
  }
}

interface Merged {
  readonly finding: PairFinding;
  readonly areas: string[];
  readonly rules: ReadonlySet<Id>;
  readonly codes: string[];
  readonly pairs: number;
}

/** Findings with one cause and one set of areas are one; biggest first. */
export function groupFindings(
  compiled: CompiledCatalogue,
  grids: readonly string[],
  groups: Groups,
): Finding[] {
  const counts = countAreas(grids);
  const merged = new Map<string, Merged>();
  for (const [key, { finding, byItem, rules }] of groups) {
    for (const [code, concerned] of byItem) {
      const areas = fewestAreas(concerned, grids, counts);
      const place = `${key} @ ${areas.join(' ')}`;
      const group = merged.get(place) ?? { finding, areas, rules, codes: [], pairs: 0 };
      merged.set(place, { ...group, codes: [...group.codes, code], pairs: group.pairs + concerned.size });
    }
  }
  return [...merged.values()]
    .sort((a, b) => b.pairs - a.pairs)
    .map(({ finding, areas, codes, pairs, rules }) => ({
      kind: finding.kind,
      about: finding.about,
      items: codes.flatMap((code) => {
        const item = compiled.item(code);
        return item ? [{ code, name: item.name, nameEn: item.nameEn }] : [];
      }),
      areas,
      pairs,
      rows: rules.size > 0 ? [...rules].map((id) => `rule ${id}`) : codes.map((code) => `item ${code}`),
      ...words(finding),
    }));
}
