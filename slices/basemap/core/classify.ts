// Which class of ground a feature is, from its properties: our own word `class` first, then the properties
// that map exports commonly carry. Nothing is guessed from names or shapes.
import { type BaseClass, isBaseClass, type Rank } from './base-feature.ts';

type Properties = Readonly<Record<string, unknown>>;

export type Classified =
  | { readonly class: BaseClass; readonly rank: Rank }
  | { readonly fault: 'class_missing' }
  | { readonly fault: 'class_unknown'; readonly found: string };

const CHINESE: Readonly<Record<string, BaseClass>> = {
  水系: 'water',
  水域: 'water',
  河流: 'water',
  绿地: 'green',
  公园: 'green',
  建筑: 'building',
  房屋: 'building',
  道路: 'road',
  铁路: 'rail',
};

const MAIN = new Set([
  'motorway',
  'trunk',
  'primary',
  'arterial',
  'main',
  '主干路',
  '快速路',
  '国道',
  '省道',
]);
const SIDE = new Set(['secondary', 'tertiary', '次干路', '支路', '县道', '乡道']);

const textOf = (value: unknown): string =>
  typeof value === 'string' ? value.trim() : typeof value === 'number' ? String(value) : '';

/** Named ranks and the usual road classes; a road that says nothing is a side road. */
function roadRank(properties: Properties): Rank {
  const given = textOf(properties.rank);
  if (given === '1' || given === '2' || given === '3') return Number(given) as Rank;
  const kind = [properties.highway, properties.kind, properties.fclass]
    .map(textOf)
    .find((text) => text !== '');
  if (kind === undefined) return 2;
  const plain = kind.replace(/_link$/, '');
  return MAIN.has(plain) ? 1 : SIDE.has(plain) ? 2 : 3;
}

const GREEN_LAND = new Set(['grass', 'forest', 'meadow', 'recreation_ground', 'village_green', 'cemetery']);

function fromTags(properties: Properties): BaseClass | undefined {
  const has = (key: string) => !['', 'no'].includes(textOf(properties[key]));
  const is = (key: string, value: string) => textOf(properties[key]) === value;
  if (has('highway')) return 'road';
  if (has('railway')) return 'rail';
  if (has('waterway') || is('natural', 'water') || has('water')) return 'water';
  if (has('building')) return 'building';
  const isGreen = is('leisure', 'park') || is('leisure', 'garden') || is('natural', 'wood');
  return isGreen || GREEN_LAND.has(textOf(properties.landuse)) ? 'green' : undefined;
}

/** `all`: the class of the whole file, for features that say nothing themselves. */
export function classify(properties: Properties, all: BaseClass | undefined): Classified {
  const said = textOf(properties.class ?? properties.类别);
  const known = isBaseClass(said) ? said : CHINESE[said];
  const found = known ?? fromTags(properties) ?? all;
  if (found !== undefined) return { class: found, rank: found === 'road' ? roadRank(properties) : 1 };
  return said === '' ? { fault: 'class_missing' } : { fault: 'class_unknown', found: said.slice(0, 60) };
}

export interface Named {
  readonly name: string | null;
  readonly nameEn: string | null;
}

export function namesIn(properties: Properties): Named {
  const first = (...keys: readonly string[]) =>
    keys.map((key) => textOf(properties[key]).slice(0, 100)).find((text) => text !== '') ?? null;
  return {
    name: first('name', 'name:zh', '名称', 'mc'),
    nameEn: first('nameEn', 'name_en', 'name:en'),
  };
}
