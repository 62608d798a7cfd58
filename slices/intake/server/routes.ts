// The doors of intake: asked before a report is filed, and by whoever triages one that is.
import { MINUTE } from '../../../kernel/duration.ts';
import { toIso } from '../../../kernel/instant.ts';
import { orRefuse, throwRefusal } from '../../../platform/server/http/refused.ts';
import { requireRight } from '../../../platform/server/http/require-right.ts';
import { type AnyRoute, route } from '../../../platform/server/http/route.ts';
import { locate } from '../../areas/server/public.ts';
import { findCaseFile, readableOf } from '../../cases/server/public.ts';
import {
  CaseParams,
  CompareReply,
  LikelySameQuery,
  LikelySameReply,
  SuggestQuery,
  SuggestReply,
} from '../core/contract.ts';
import type { LikelySame } from '../core/likely-same.ts';
import { intakePolicy } from '../core/policy.ts';
import { stateWords } from '../core/state-words.ts';
import { findLikelySame, type FoundSame, type NearCandidate } from './find-likely-same.ts';
import { suggestItem } from './suggest-item.ts';

/** Five metres are enough to recognise a place, and too coarse to find a door by asking from three sides. */
const ROUNDED_TO_METRES = 5;
const ASKED_PER_MINUTE = 120;
const DEFAULT_SUGGESTIONS = 5;

function publicFacts(same: LikelySame<NearCandidate>) {
  const { candidate, score, distanceMetres, ageMs, isSameMatter, why } = same;
  const words = stateWords(candidate.near.flow, candidate.state);
  return {
    caseId: candidate.id,
    itemName: candidate.itemName,
    itemNameEn: candidate.itemNameEn,
    distanceMetres: Math.round(distanceMetres / ROUNDED_TO_METRES) * ROUNDED_TO_METRES,
    ageMinutes: Math.floor(ageMs / MINUTE),
    state: candidate.state,
    stateZh: words.zh,
    stateEn: words.en,
    isOpen: candidate.isOpen,
    reporters: candidate.near.reporters,
    isSameMatter,
    score: Math.round(score * 1000) / 1000,
    why: [...why],
  };
}

const UNREADABLE = {
  isReadable: false,
  number: null,
  description: null,
  address: null,
  lon: null,
  lat: null,
  createdAt: null,
} as const;

/** Of a case beyond the reader no more than anybody is told. */
const deskFacts = (same: LikelySame<NearCandidate>, isReadable: boolean) => {
  const { number, itemCode, description, address, lon, lat, createdAt } = same.candidate.near;
  const known = { ...publicFacts(same), itemCode };
  if (!isReadable) return { ...known, ...UNREADABLE };
  return { ...known, isReadable, number, description, address, lon, lat, createdAt: toIso(createdAt) };
};

const termsOf = ({ terms }: FoundSame) => ({ radiusMetres: terms.radiusMetres, days: terms.days });

export const intakeRoutes: readonly AnyRoute[] = [
  route({
    method: 'GET',
    url: '/api/intake/likely-same',
    operation: 'intake.likely_same',
    summary:
      'Open and recent cases that a report here would likely repeat, best first; join one instead of filing',
    query: LikelySameQuery,
    reply: LikelySameReply,
    refusals: ['areas.outside'],
    perMinute: ASKED_PER_MINUTE,
    handle: async ({ tx, query }) => {
      const point = { lon: query.lon, lat: query.lat };
      const { districtId } = orRefuse(await locate(tx, point));
      const itemCode = query.itemCode ?? null;
      const found = await findLikelySame(tx, {
        districtId,
        point,
        itemCode,
        componentId: query.componentId ?? null,
        words: query.text ?? '',
        at: tx.now,
      });
      return { ...termsOf(found), cases: found.cases.map(publicFacts) };
    },
  }),
  route({
    method: 'GET',
    url: '/api/intake/cases/:caseId/likely-same',
    operation: 'intake.compare',
    summary:
      'The cases that this one likely repeats, for merging; with their words where the reader may open them',
    params: CaseParams,
    reply: CompareReply,
    refusals: ['cases.not_found', 'cases.place_missing'],
    handle: async ({ tx, actor, params }) => {
      const file = (await findCaseFile(tx, params.caseId)) ?? throwRefusal('cases.not_found');
      requireRight(intakePolicy, actor, 'intake.compare', { areaPath: file.place.areaPath });
      const { districtId, itemCode, componentId } = file;
      const point = file.place.point ?? throwRefusal('cases.place_missing');
      const found = await findLikelySame(tx, {
        districtId,
        point,
        itemCode,
        componentId,
        words: file.description,
        at: tx.now,
        exceptId: file.id,
      });
      const readable = await readableOf(
        tx,
        actor,
        found.cases.map(({ candidate }) => candidate.id),
      );
      const cases = found.cases.map((same) => deskFacts(same, readable.has(same.candidate.id)));
      return { ...termsOf(found), cases };
    },
  }),
  route({
    method: 'GET',
    url: '/api/intake/suggest-item',
    operation: 'intake.suggest_item',
    summary: 'Which items a person’s own words may mean, likeliest first, with how sure that is',
    query: SuggestQuery,
    reply: SuggestReply,
    refusals: ['intake.district_unclear', 'areas.outside', 'catalogue.not_in_force'],
    perMinute: 600,
    handle: ({ tx, query }) =>
      suggestItem(tx, {
        text: query.text,
        limit: query.limit ?? DEFAULT_SUGGESTIONS,
        ...(query.districtId === undefined ? {} : { districtId: query.districtId }),
        ...(query.lon === undefined || query.lat === undefined
          ? {}
          : { point: { lon: query.lon, lat: query.lat } }),
      }),
  }),
];
