// What the report form asks of the server, and the sending itself. One key per report: whatever the
// network does, it is filed once.
import type { Point } from '../../../kernel/geo.ts';
import { api } from '../../../platform/web/api/api.ts';
import { isRefused } from '../../../platform/web/api/errors.ts';
import type { Intent } from '../../../platform/web/api/intent.ts';
import type { Areas } from '../../../platform/web/map/map-data.ts';
import type { Acted } from '../../cases/core/contract.ts';
import {
  bodyOf,
  type ChosenItem,
  type Draft,
  type Located,
  photoIdsOf,
  type ReportBody,
  reporterOf,
} from './report-draft.ts';

export interface District {
  readonly districtId: string;
  readonly name: string;
  readonly nameEn: string | null;
}

export interface AreaNode {
  readonly path: string;
  readonly name: string;
  readonly nameEn: string | null;
  readonly children: readonly AreaNode[];
}

export interface LikelySame {
  readonly caseId: string;
  readonly itemName: string | null;
  readonly itemNameEn: string | null;
  readonly distanceMetres: number;
  readonly ageMinutes: number;
  readonly stateZh: string;
  readonly stateEn: string;
  readonly isOpen: boolean;
  /** The same item or component. Unsaid by a server of before. */
  readonly isSameMatter?: boolean;
  readonly reporters: number;
}

/** What is of the same item or component is asked about before another is filed, the rest is told beside; a
 *  server of before does not say which is which. */
export const isSameMatter = (one: LikelySame): boolean => one.isSameMatter !== false;

export const listDistricts = (): Promise<readonly District[]> => api.get('/api/areas/districts');
export const areaTree = (districtId: string): Promise<AreaNode> =>
  api.get('/api/areas/tree', { query: { districtId } });
export const locate = ({ lon, lat }: Point): Promise<Located> =>
  api.get('/api/areas/locate', { query: { lon, lat } });
/** `within`: only those in this area. */
export const boundaries = (
  districtId: string,
  level: 'community' | 'grid',
  within?: string,
): Promise<Areas> => api.get('/api/areas/boundaries', { query: { districtId, level, within } });

export async function suggestItems(
  text: string,
  districtId: string | undefined,
): Promise<readonly ChosenItem[]> {
  const query = { text, districtId, limit: 4 };
  const found = await api.get<{ items: readonly ChosenItem[] }>('/api/intake/suggest-item', { query });
  return found.items.map(({ code, name, nameEn }) => ({ code, name, nameEn }));
}

/** Open cases alone: one that is closed can't be joined. */
export async function likelySame(draft: Draft, signal: AbortSignal): Promise<readonly LikelySame[]> {
  const point = draft.place?.point;
  if (!point) return [];
  const itemCode = draft.item === null || draft.item === 'unsure' ? undefined : draft.item.code;
  const query = { lon: point.lon, lat: point.lat, itemCode, text: draft.description };
  const found = await api.get<{ cases: readonly LikelySame[] }>('/api/intake/likely-same', { query, signal });
  return found.cases.filter((one) => one.isOpen);
}

export interface Filed extends Acted {
  /** An earlier sending had arrived unheard: later changes are not in it. */
  readonly isEarlier: boolean;
}

const post = (body: ReportBody, intent: Intent): Promise<Acted> => api.post('/api/cases', body, { intent });
const isKeyUsed = (error: unknown): boolean => isRefused(error, 'http.idempotency_key_reused');

/**
 * The key was used with other words: one of the sendings without an answer had arrived. Ask for its
 * answer.
 */
async function findEarlier(bodies: readonly ReportBody[], intent: Intent): Promise<Filed | undefined> {
  for (const body of bodies) {
    try {
      return { ...(await post(body, intent)), isEarlier: true };
    } catch (error) {
      if (!isKeyUsed(error)) throw error;
    }
  }
  return undefined;
}

/** Throws RefusedError and WeatherError; after either the same draft may be sent again. */
export async function fileReport(draft: Draft): Promise<Filed> {
  const body = bodyOf(draft);
  try {
    return { ...(await post(body, draft.intent)), isEarlier: false };
  } catch (error) {
    const filed = isKeyUsed(error) ? await findEarlier(draft.unanswered, draft.intent) : undefined;
    if (filed) return filed;
    throw error;
  }
}

/** "Me too": adds these words and pictures to the case that is there. */
export function joinCase(draft: Draft, caseId: string): Promise<Acted> {
  const reporter = reporterOf(draft);
  const body = {
    words: draft.description.trim(),
    photoIds: photoIdsOf(draft),
    ...(reporter ? { reporter } : {}),
  };
  return api.post(`/api/cases/${encodeURIComponent(caseId)}/join`, body, {
    intent: `${draft.intent}-${caseId}`,
  });
}
