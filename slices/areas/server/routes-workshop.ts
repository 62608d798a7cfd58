// The doors of the grid workshop: drafts that are edited in steps, and versions that are looked at, compared,
// exported, recalled and brought back.
import { Type } from '@sinclair/typebox';
import { toIso } from '../../../kernel/instant.ts';
import type { Actor } from '../../../kernel/rights.ts';
import { orRefuse } from '../../../platform/server/http/refused.ts';
import { requireRight } from '../../../platform/server/http/require-right.ts';
import { type AnyRoute, type Language, route } from '../../../platform/server/http/route.ts';
import { tellDifference } from '../core/compare-versions.ts';
import {
  BoundariesReply, DistrictQuery, PublishedReply, RollBackBody, VersionParams,
} from '../core/contract.ts';
import {
  ChangedReply, ClaimsReply, DifferenceReply, DiscardBody, DraftStateReply, ExportParams,
  ExportQuery, LandReply,
  LevelQuery, OpenBody, OpenReply, RecallBody, RevisionQuery, StepBody, TurnBody, WithQuery,
} from '../core/contract-workshop.ts';
import { tellLand } from '../core/land.ts';
import { areasPolicy } from '../core/policy.ts';
import { workshopRefusals } from '../core/refusals-workshop.ts';
import { tellStep } from '../core/tell-step.ts';
import { recallVersion } from './agree-on-day.ts';
import { discardDraft } from './discard-draft.ts';
import { type Changed, editDraft, turnStep } from './edit-draft.ts';
import { exportVersion, featureOf } from './export-version.ts';
import { openDraft } from './open-draft.ts';
import { listClaims, listDraftAreas, type Step } from './queries-workshop.ts';
import { compareVersions, countOf, readDraft, readLand } from './read-draft.ts';
import { renameByTable } from './rename-by-table.ts';
import { rollBack } from './roll-back.ts';
import { PUBLISH_REFUSALS, publishedReply, versionFor, withWords } from './route-parts.ts';

const MOST_CLAIMS = 10_000;
const EXPORTS_PER_MINUTE = 30;
/** Each copies and settles a whole district. */
const DRAFTS_PER_MINUTE = 10;
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const TABLE_LIMIT_BYTES = 5_000_000;
const VersionNumberReply = Type.Object({ versionId: Type.String(), number: Type.Integer() });
const NOT_FOUND = 'areas.version_not_found';
const DRAFT_REFUSALS = [
  NOT_FOUND, 'areas.not_draft', 'areas.draft_waits', 'areas.not_opened', 'areas.draft_changed',
];
const ACT_REFUSALS = [...new Set([...DRAFT_REFUSALS, ...Object.keys(workshopRefusals), 'areas.not_found',
  'areas.import_invalid'])]
  .filter((code) => !PUBLISH_REFUSALS.includes(code) || code === NOT_FOUND || code === 'areas.not_draft');

const editorOf = (actor: Actor) =>
  actor.kind === 'person'
    ? { id: actor.personId, name: actor.name }
    : { id: actor.kind, name: actor.kind };

const stepReply = (step: Step, lang: Language) => ({
  seq: step.seq,
  kind: step.kind,
  words: tellStep(step, lang),
  isUndone: step.isUndone,
  madeAt: toIso(step.madeAt),
  madeByName: step.madeByName,
});

const changedReply = ({ step, changed, gone, ...draft }: Changed, lang: Language) => ({
  ...draft,
  step: stepReply(step, lang),
  changed: { type: 'FeatureCollection' as const, features: changed.map(featureOf) },
  gone: [...gone],
});

const turnRoute = (way: 'back' | 'forth', word: 'undo' | 'redo', summary: string): AnyRoute =>
  route({
    method: 'POST',
    url: `/api/areas/drafts/:versionId/${word}`,
    operation: 'area.draft',
    summary,
    params: VersionParams,
    body: TurnBody,
    reply: ChangedReply,
    refusals: [...DRAFT_REFUSALS, `areas.nothing_to_${word}`],
    handle: async ({ tx, actor, params, body, lang }) => {
      const version = await versionFor(tx, actor, 'area.draft', params.versionId);
      const turned = await turnStep(tx, version.id, body.revision, way, editorOf(actor));
      return changedReply(orRefuse(turned), lang);
    },
  });

export const draftRoutes: readonly AnyRoute[] = [
  route({
    method: 'POST',
    url: '/api/areas/drafts',
    operation: 'area.draft',
    summary: 'Begin a draft from the version in force or another; says what it had to settle at borders',
    body: OpenBody,
    reply: OpenReply,
    status: 201,
    perMinute: DRAFTS_PER_MINUTE,
    refusals: [NOT_FOUND, 'areas.district_not_found', 'areas.not_meshed'],
    handle: async ({ tx, actor, body }) => {
      requireRight(areasPolicy, actor, 'area.draft', { areaPath: body.districtId });
      const opened = orRefuse(await openDraft(tx, { ...body, by: editorOf(actor).id }));
      return { ...opened, cutOff: [...opened.cutOff] };
    },
  }),
  route({
    method: 'GET',
    url: '/api/areas/drafts/:versionId',
    operation: 'area.draft',
    summary: 'A draft with its steps: who did what, what stands, whether it may be edited',
    params: VersionParams,
    reply: DraftStateReply,
    refusals: [NOT_FOUND],
    handle: async ({ tx, actor, params, lang }) => {
      const asked = await versionFor(tx, actor, 'area.draft', params.versionId);
      const { version, steps, ...state } = await readDraft(tx, asked);
      const { id: versionId, districtId, number, source, revision, startsAt } = version;
      return {
        ...state,
        versionId,
        districtId,
        number,
        state: version.state,
        source,
        revision,
        startsAt: startsAt === null ? null : toIso(startsAt),
        steps: steps.map((step) => stepReply(step, lang)),
      };
    },
  }),
  route({
    method: 'POST',
    url: '/api/areas/drafts/:versionId/steps',
    operation: 'area.draft',
    summary:
      'One edit: split, split_by_share, merge, move, insert, remove, draw, claim, rename, renumber or ' +
      'outline; both sides of a border change at once, or it is refused with the place',
    params: VersionParams,
    body: StepBody,
    hasLargeBody: true,
    reply: ChangedReply,
    status: 201,
    refusals: ACT_REFUSALS,
    handle: async ({ tx, actor, params, body, lang }) => {
      const version = await versionFor(tx, actor, 'area.draft', params.versionId);
      const changed = await editDraft(tx, version.id, body.revision, body.edit, editorOf(actor));
      return changedReply(orRefuse(withWords(changed, lang)), lang);
    },
  }),
  route({
    method: 'POST',
    url: '/api/areas/drafts/:versionId/names',
    operation: 'area.draft',
    summary: 'Other names from the table of codes as xlsx or csv: one step, or every wrong line and none',
    params: VersionParams,
    query: RevisionQuery,
    rawBody: [XLSX, 'text/csv'],
    rawLimitBytes: TABLE_LIMIT_BYTES,
    reply: ChangedReply,
    status: 201,
    refusals: [...DRAFT_REFUSALS, 'areas.codes_unreadable', 'areas.codes_invalid', 'areas.nothing_changed'],
    handle: async ({ tx, actor, params, query, request, lang }) => {
      const version = await versionFor(tx, actor, 'area.draft', params.versionId);
      const { body } = request;
      const bytes = Buffer.isBuffer(body) ? body : Buffer.alloc(0);
      const changed = await renameByTable(tx, version.id, query.revision, bytes, editorOf(actor));
      return changedReply(orRefuse(withWords(changed, lang)), lang);
    },
  }),
  turnRoute('back', 'undo', 'Take the last step back'),
  turnRoute('forth', 'redo', 'Do the step again that was taken back last'),
  route({
    method: 'POST',
    url: '/api/areas/drafts/:versionId/discard',
    operation: 'area.draft',
    summary: 'Give a draft up: its areas and steps go, its number stays taken, the record says why',
    params: VersionParams,
    body: DiscardBody,
    reply: VersionNumberReply,
    refusals: [...DRAFT_REFUSALS.filter((code) => code !== 'areas.not_opened'), 'changes.reason_missing'],
    handle: async ({ tx, actor, params, body }) => {
      const version = await versionFor(tx, actor, 'area.draft', params.versionId);
      const command = { revision: body.revision, why: body.why };
      const { id, number } = orRefuse(await discardDraft(tx, actor, version.id, command));
      return { versionId: id, number };
    },
  }),
];

const lookRoutes: readonly AnyRoute[] = [
  route({
    method: 'GET',
    url: '/api/areas/versions/:versionId/boundaries',
    operation: 'area.check',
    summary: 'The boundaries of any version as GeoJSON, of one level (default grid), within an area',
    params: VersionParams,
    query: LevelQuery,
    reply: BoundariesReply,
    refusals: [NOT_FOUND],
    handle: async ({ tx, actor, params, query }) => {
      const version = await versionFor(tx, actor, 'area.check', params.versionId);
      const { level = 'grid', within = version.districtId } = query;
      const areas = (await listDraftAreas(tx, version.id)).filter(
        (area) => area.level === level && (area.path === within || area.path.startsWith(`${within}.`)),
      );
      return { type: 'FeatureCollection' as const, features: areas.map(featureOf) };
    },
  }),
  route({
    method: 'GET',
    url: '/api/areas/versions/:versionId/land',
    operation: 'area.check',
    summary: 'Nobody’s land: ground of the district in no grid, the largest first, with its neighbours',
    params: VersionParams,
    reply: LandReply,
    refusals: [NOT_FOUND, 'areas.not_opened'],
    handle: async ({ tx, actor, params, lang }) => {
      const version = await versionFor(tx, actor, 'area.check', params.versionId);
      return orRefuse(await readLand(tx, version)).map(({ boundary, beside, ...place }) => ({
        ...place,
        beside: [...beside],
        boundary: { type: 'MultiPolygon', coordinates: boundary },
        words: tellLand({ ...place, beside, boundary }, lang),
      }));
    },
  }),
  route({
    method: 'GET',
    url: '/api/areas/versions/:versionId/differences',
    operation: 'area.check',
    summary: 'What is other than in the version in force or another: added, gone, renamed, hectares moved',
    params: VersionParams,
    query: WithQuery,
    reply: DifferenceReply,
    refusals: [NOT_FOUND],
    handle: async ({ tx, actor, params, query, lang }) => {
      const version = await versionFor(tx, actor, 'area.check', params.versionId);
      const { withVersionId, differences } = orRefuse(await compareVersions(tx, version, query.with));
      return {
        versionId: version.id,
        withVersionId,
        added: countOf(differences, 'added'),
        gone: countOf(differences, 'gone'),
        renamed: countOf(differences, 'renamed'),
        moved: countOf(differences, 'moved'),
        differences: differences.map((one) => ({
          ...one,
          ground: [...one.ground],
          words: tellDifference(one, lang),
        })),
      };
    },
  }),
  route({
    method: 'GET',
    url: '/api/areas/versions/:versionId/export/:format',
    operation: 'area.check',
    summary: 'A version as a file: geojson, gpkg or shapefile of all levels, or its codes as xlsx or csv',
    params: ExportParams,
    query: ExportQuery,
    reply: Type.Unknown(),
    perMinute: EXPORTS_PER_MINUTE,
    refusals: [NOT_FOUND],
    handle: async ({ tx, actor, params, query, lang, response }) => {
      const version = await versionFor(tx, actor, 'area.check', params.versionId);
      const language = query.language ?? lang;
      const { bytes, mediaType, fileName } = await exportVersion(tx, version, params.format, language);
      response.headers({
        'content-type': mediaType,
        'content-disposition': `attachment; filename="${fileName}"`,
        'cache-control': 'no-store',
      });
      return bytes;
    },
  }),
  route({
    method: 'GET',
    url: '/api/areas/claims',
    operation: 'area.check',
    summary: 'Nobody’s land that was claimed and is in force, with the decision behind each',
    query: DistrictQuery,
    reply: ClaimsReply,
    handle: async ({ tx, actor, query }) => {
      requireRight(areasPolicy, actor, 'area.check', { areaPath: query.districtId });
      const claims = await listClaims(tx, { districtId: query.districtId }, MOST_CLAIMS);
      return claims.map(({ number, path, name, squareMetres, lon, lat, madeAt, madeByName, ...claim }) => ({
        number,
        path,
        name,
        squareMetres,
        at: { lon, lat },
        decision: {
          number: claim.decisionNumber,
          text: claim.decisionText,
          decidedOn: claim.decidedOn,
        },
        madeAt: toIso(madeAt),
        madeByName,
      }));
    },
  }),
];

export const versionRoutes: readonly AnyRoute[] = [
  ...lookRoutes,
  route({
    method: 'POST',
    url: '/api/areas/versions/:versionId/roll-back',
    operation: 'area.publish',
    summary: 'Bring a retired version back as a new one, once a second person agrees, at once or on a day',
    params: VersionParams,
    body: RollBackBody,
    reply: PublishedReply,
    refusals: [...PUBLISH_REFUSALS, 'areas.never_in_force'],
    handle: async ({ tx, actor, params, body, lang }) => {
      const version = await versionFor(tx, actor, 'area.publish', params.versionId);
      const command = { why: body?.why, effectiveOn: body?.effectiveOn };
      return publishedReply(await rollBack(tx, actor, version, command), lang);
    },
  }),
  route({
    method: 'POST',
    url: '/api/areas/versions/:versionId/recall',
    operation: 'area.publish',
    summary: 'Take a version back before its day: it is a draft again, and what is in force stays so',
    params: VersionParams,
    body: RecallBody,
    reply: VersionNumberReply,
    refusals: [NOT_FOUND, 'areas.nothing_waits', 'changes.reason_missing'],
    handle: async ({ tx, actor, params, body }) => {
      const version = await versionFor(tx, actor, 'area.publish', params.versionId);
      const { id, number } = orRefuse(await recallVersion(tx, actor, version.id, body.why));
      return { versionId: id, number };
    },
  }),
];
