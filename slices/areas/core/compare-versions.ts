// What is other in one version than in another, in words: areas added, gone, renamed, and how many hectares
// changed hands. A border redrawn by less than a tolerated fault is no difference. Pure.
import type { AreaLevel } from './area.ts';
import { fromE7, squareMetresPerE7 } from './exact-geometry.ts';
import { TOLERATED_SQUARE_METRES } from './tiling.ts';

interface Named {
  readonly path: string;
  readonly name: string;
  readonly nameEn: string | null;
}

export interface FoundDifference {
  readonly path: string;
  readonly level: AreaLevel;
  /** null in the version in which it is not. */
  readonly name: string | null;
  readonly nameBefore: string | null;
  readonly nameEn: string | null;
  readonly nameEnBefore: string | null;
  /** In square whole units; of a new or gone area all of it. */
  readonly gainedE7: number;
  readonly lostE7: number;
  /** A latitude of it, in whole units. */
  readonly y: number;
  /** Of a new or gone area: whose ground it was or is. */
  readonly ground: readonly (Named & { readonly areaE7: number })[];
}

export interface Difference extends Named {
  readonly kind: 'added' | 'gone' | 'renamed' | 'moved';
  readonly level: AreaLevel;
  readonly nameBefore: string | null;
  readonly nameEnBefore: string | null;
  readonly gainedHectares: number;
  readonly lostHectares: number;
  readonly ground: readonly (Named & { readonly hectares: number })[];
}

const SQUARE_METRES_PER_HECTARE = 10_000;
const hectares = (squareMetres: number): number =>
  Math.round((squareMetres / SQUARE_METRES_PER_HECTARE) * 10_000) / 10_000;

/** A renamed area that was moved too is two differences. */
export function toDifferences(found: FoundDifference): Difference[] {
  const { path, level, name, nameBefore, nameEnBefore } = found;
  const perUnit = squareMetresPerE7(fromE7(found.y));
  const [gained, lost] = [found.gainedE7 * perUnit, found.lostE7 * perUnit];
  const one = {
    path,
    level,
    name: name ?? nameBefore ?? path,
    nameBefore,
    nameEn: name === null ? nameEnBefore : found.nameEn,
    nameEnBefore,
    gainedHectares: hectares(gained),
    lostHectares: hectares(lost),
    ground: found.ground.flatMap((from) => {
      const squareMetres = from.areaE7 * perUnit;
      if (squareMetres <= TOLERATED_SQUARE_METRES) return [];
      return [{ path: from.path, name: from.name, nameEn: from.nameEn, hectares: hectares(squareMetres) }];
    }),
  };
  if (nameBefore === null) return [{ ...one, kind: 'added' }];
  if (name === null) return [{ ...one, kind: 'gone' }];
  const isMoved = Math.max(gained, lost) > TOLERATED_SQUARE_METRES;
  return [
    ...(name === nameBefore && one.nameEn === nameEnBefore ? [] : [{ ...one, kind: 'renamed' as const }]),
    ...(isMoved ? [{ ...one, kind: 'moved' as const }] : []),
  ];
}

/** Whichever of the two names is another now; in English an area without an English name has its own. */
function tellRenamed({ path, name, nameBefore, nameEn, nameEnBefore }: Difference, isZh: boolean): string {
  const was = isZh ? (nameBefore ?? '') : (nameEnBefore ?? nameBefore ?? '');
  const is = isZh ? name : (nameEn ?? name);
  if (was !== is) {
    return isZh ? `${path} 由“${was}”更名为“${is}”。` : `${path} was called ${was} and is now ${is}.`;
  }
  return isZh
    ? `${name}（${path}）的英文名由“${nameEnBefore ?? '无'}”改为“${nameEn ?? '无'}”。`
    : `The Chinese name of ${is} (${path}) was ${nameBefore ?? ''} and is now ${name}.`;
}

export function tellDifference(difference: Difference, lang: 'zh' | 'en'): string {
  const { path, gainedHectares: gained, lostHectares: lost } = difference;
  const isZh = lang === 'zh';
  const nameOf = (one: Named) => (isZh ? one.name : (one.nameEn ?? one.name));
  const name = nameOf(difference);
  const who = isZh ? `${name}（${path}）` : `${name} (${path})`;
  const from = difference.ground
    .map((one) => `${nameOf(one)} ${one.hectares} ${isZh ? '公顷' : 'ha'}`)
    .join(isZh ? '、' : ', ');
  const nobody = isZh ? '无主地' : 'nobody’s land';
  switch (difference.kind) {
    case 'added':
      return isZh
        ? `新增 ${who}，${gained} 公顷，原属：${from || nobody}。`
        : `${who} is new: ${gained} ha, from ${from || nobody}.`;
    case 'gone':
      return isZh
        ? `撤销 ${who}，${lost} 公顷，现属：${from || nobody}。`
        : `${who} is gone: ${lost} ha, now of ${from || nobody}.`;
    case 'renamed':
      return tellRenamed(difference, isZh);
    case 'moved':
      return isZh
        ? `${who} 界线有调整：划入 ${gained} 公顷，划出 ${lost} 公顷。`
        : `The border of ${who} has moved: ${gained} ha gained, ${lost} ha lost.`;
  }
}
