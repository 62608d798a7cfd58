// How the workbench names grids and places. Pure.
import type { Point } from '../../../kernel/geo.ts';
import type { Areas } from '../../../platform/web/map/map-data.ts';
import { readOutline } from '../../../platform/web/map/outline.ts';
import type { Language } from '../../../ui/words/language.tsx';
import { codeOfPath } from '../../areas/core/area.ts';

export interface Named {
  readonly path: string;
  readonly name: string;
  readonly nameEn?: string | null;
}

export const codeIn = codeOfPath;
export const nameIn = ({ name, nameEn }: Named, language: Language): string =>
  language === 'zh' ? name : (nameEn ?? name);

export const namedIn = (areas: Areas | undefined, path: string, language: Language): string => {
  const found = areas?.features.find(({ properties }) => properties.path === path);
  return found ? nameIn(found.properties, language) : codeIn(path);
};

export const listIn = (names: readonly string[], language: Language): string =>
  names.join(language === 'zh' ? '、' : ', ');

/** As exact as the store keeps it. */
const DIGITS = 7;
export const placeWords = ({ lon, lat }: Point): string =>
  `${Number(lon.toFixed(DIGITS))},${Number(lat.toFixed(DIGITS))}`;

export const placesWords = (places: readonly Point[]): string => places.map(placeWords).join('\n');

/** Undefined where it is no place. */
export const readPlace = (words: string): Point | undefined => readOutline(words, 1)?.[0];
