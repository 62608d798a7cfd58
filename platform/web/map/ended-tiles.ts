// The tiles of cases that ended on some days, for whoever is signed in: marks that count from afar, with how
// many of them were late, and each of them near. However many there are, none is left out.
import { urlOf } from '../api/api.ts';
import { loadServed } from './thing-tiles.ts';

export const ENDED_SCHEME = 'gridloop-ended';

export interface EndedTiles {
  /** Days of the district, the last one included. */
  readonly endedFrom: string;
  readonly endedTo: string;
  readonly state?: readonly string[] | undefined;
  readonly itemCode?: readonly string[] | undefined;
  readonly unitId?: readonly string[] | undefined;
}

/** The template of their addresses. */
export const endedTilesOf = (districtId: string, asked: EndedTiles): string =>
  `${ENDED_SCHEME}:/${urlOf(`/${districtId}/{z}/{x}/{y}`, { ...asked })}`;

const PARTS = /^gridloop-ended:\/\/([0-9]{6})\/([0-9]+\/[0-9]+\/[0-9]+\?.*)$/;

export function endedTileUrl(url: string): string | undefined {
  const [, district, rest] = PARTS.exec(url) ?? [];
  return district === undefined ? undefined : `/api/tiles/${district}/cases/${rest}`;
}

export const loadEndedTile = (url: string, signal: AbortSignal): Promise<ArrayBuffer> =>
  loadServed(endedTileUrl(url), signal);
