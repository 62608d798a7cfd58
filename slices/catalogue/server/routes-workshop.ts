// The doors of the lists workshop: drafts that are edited row by row, and versions that are read, compared,
// audited, taken out as tables and brought back.
import { Type } from '@sinclair/typebox';
import { toIso } from '../../../kernel/instant.ts';
import { isRefusal } from '../../../kernel/refusal.ts';
import type { Actor } from '../../../kernel/rights.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import { orRefuse, throwRefusal } from '../../../platform/server/http/refused.ts';
import { requireRight } from '../../../platform/server/http/require-right.ts';
import { type AnyRoute, type Language, route } from '../../../platform/server/http/route.ts';
import { compareLists, countOf, type ListDifference, tellDifference } from '../core/compare-lists.ts';
import { DistrictParams, PublicationReply, VersionParams } from '../core/contract.ts';
import {
  DiscardBody,
  DiscardReply,
  FileReply,
  ListDifferencesReply,
  OpenDraftBody,
  OpenDraftReply,
  RevisionQuery,
  RollBackBody,
  RowsQuery,
  RowsReply,
  SaveBody,
  StepParams,
  StepReply,
  StepsQuery,
  StepsReply,
  WithQuery,
  WorkshopAuditReply,
} from '../core/contract-workshop.ts';
import type { Responsible } from '../core/catalogue.ts';
import type { ListsPatch } from '../core/edit-lists.ts';
import { keyOf, type ListRow } from '../core/list-rows.ts';
import { cataloguePolicy } from '../core/policy.ts';
import type { Names } from '../core/row-words.ts';
import { auditDraft } from './audit-draft.ts';
import { compareVersions, namesFor } from './compare-versions.ts';
import { discardDraft } from './discard-draft.ts';
import { type Saved, saveRows, undoStep } from './edit-draft.ts';
import { exportTables, importTables } from './exchange-tables.ts';
import { openDraft } from './open-draft.ts';
import { findVersion, type VersionRow } from './queries.ts';
import { type ListStep, listListSteps } from './queries-workshop.ts';
import { readRows } from './read-rows.ts';
import { rollBack } from './roll-back.ts';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
/** Each copies or reads the whole lists. */
const DRAFTS_PER_MINUTE = 20;
const MOST_TOLD = 20;
const MOST_DIFFERENCES = 2_000;

const NOT_FOUND = 'catalogue.not_found';
const SAVE_REFUSALS = [
  NOT_FOUND,
  'catalogue.not_draft',
  'catalogue.draft_changed',
  'catalogue.nothing_changed',
  'catalogue.row_unknown',
  'catalogue.row_in_use',
  'catalogue.code_invalid',
  'catalogue.rule_unit_unknown',
  'catalogue.rule_area_outside',
];
const PUBLISH_REFUSALS = [
  'changes.reason_missing',
  NOT_FOUND,
  'catalogue.not_draft',
  'catalogue.has_findings',
  'catalogue.date_past',
  'catalogue.date_taken',
  'catalogue.draft_overtaken',
  'areas.district_not_found',
];

export const editorOf = (actor: Actor) =>
  actor.kind === 'person' ? { id: actor.personId, name: actor.name } : { id: actor.kind, name: actor.kind };

interface Named {
  readonly districtId: string;
  readonly catalogueId: string;
}

/** Throws Refused `catalogue.not_found`. */
export async function versionFor(
  tx: Tx,
  actor: Actor,
  operation: 'catalogue.versions' | 'catalogue.draft',
  { districtId, catalogueId }: Named,
): Promise<VersionRow> {
  requireRight(cataloguePolicy, actor, operation, { areaPath: districtId });
  const version = await findVersion(tx, catalogueId);
  return version?.districtId === districtId ? version : throwRefusal(NOT_FOUND, { catalogueId });
}

const lineOf = (difference: ListDifference, lang: Language) => ({
  ...difference,
  fields: [...difference.fields],
  words: tellDifference(difference, lang),
});

const exactOne = (one: Responsible): Responsible =>
  'unitId' in one ? { unitId: one.unitId } : { unitKind: one.unitKind, unitLevel: one.unitLevel };

/** What the contract lets through beside a unit stays outside. */
const exactRow = (row: ListRow): ListRow =>
  row.table !== 'rule'
    ? row
    : {
        table: 'rule',
        rule: {
          ...row.rule,
          responsible: exactOne(row.rule.responsible),
          coUnits: row.rule.coUnits.map(exactOne),
        },
      };

const mapOf = (rows: readonly ListRow[]) => new Map(rows.map((row) => [keyOf(row), row]));
const toldPatch = ({ before, after }: ListsPatch, names: Names, lang: Language) =>
  compareLists(mapOf(before), mapOf(after), names)
    .slice(0, MOST_DIFFERENCES)
    .map((one) => lineOf(one, lang));

async function savedReply(tx: Tx, districtId: string, { patch, ...saved }: Saved, lang: Language) {
  return { ...saved, differences: toldPatch(patch, await namesFor(tx, districtId), lang) };
}

const stepLine = ({ before, after, ...step }: ListStep, names: Names, lang: Language) => ({
  seq: step.seq,
  kind: step.kind,
  madeAt: toIso(step.madeAt),
  madeByName: step.madeByName,
  rows: new Set([...before, ...after].map(keyOf)).size,
  words: compareLists(mapOf(before), mapOf(after), names)
    .slice(0, MOST_TOLD)
    .map((one) => tellDifference(one, lang)),
});

const draftRoutes: readonly AnyRoute[] = [
  route({
    method: 'POST',
    url: '/api/catalogue/:districtId/drafts',
    operation: 'catalogue.draft',
    summary: 'Begin a draft of the lists as a copy of the version in force or another',
    params: DistrictParams,
    body: OpenDraftBody,
    reply: OpenDraftReply,
    status: 201,
    perMinute: DRAFTS_PER_MINUTE,
    refusals: [NOT_FOUND, 'catalogue.not_in_force'],
    handle: async ({ tx, actor, params, body }) => {
      requireRight(cataloguePolicy, actor, 'catalogue.draft', { areaPath: params.districtId });
      return openDraft(tx, { ...params, ...body }, editorOf(actor));
    },
  }),
  route({
    method: 'POST',
    url: '/api/catalogue/:districtId/drafts/:catalogueId/rows',
    operation: 'catalogue.draft',
    summary:
      'Save rows and take rows away, all or none; refused where another has changed one of them since',
    params: VersionParams,
    body: SaveBody,
    hasLargeBody: true,
    reply: StepReply,
    refusals: [...SAVE_REFUSALS, 'catalogue.row_needed'],
    handle: async ({ tx, actor, params, body, lang }) => {
      requireRight(cataloguePolicy, actor, 'catalogue.draft', { areaPath: params.districtId });
      const { revision, put, remove } = body;
      // The contract's shape is that of a row; only its literal unions are wider in the compiler's eyes.
      const save = { put: (put as unknown as ListRow[]).map(exactRow), remove };
      const saved = await saveRows(tx, { ...params, revision }, save, editorOf(actor));
      return savedReply(tx, params.districtId, orRefuse(saved), lang);
    },
  }),
  route({
    method: 'GET',
    url: '/api/catalogue/:districtId/drafts/:catalogueId/steps',
    operation: 'catalogue.draft',
    summary: 'Who changed what in a draft, the newest first',
    params: VersionParams,
    query: StepsQuery,
    reply: StepsReply,
    refusals: [NOT_FOUND],
    handle: async ({ tx, actor, params, query, lang }) => {
      const { id, revision, districtId } = await versionFor(tx, actor, 'catalogue.draft', params);
      const names = await namesFor(tx, districtId);
      const steps = await listListSteps(tx, id, query.limit ?? 100, query.before);
      return { revision, steps: steps.map((step) => stepLine(step, names, lang)) };
    },
  }),
  route({
    method: 'POST',
    url: '/api/catalogue/:districtId/drafts/:catalogueId/steps/:seq/undo',
    operation: 'catalogue.draft',
    summary: 'Put back what stood there before a step, where nobody has been in the same rows since',
    params: StepParams,
    reply: StepReply,
    refusals: [...SAVE_REFUSALS, 'catalogue.step_unknown'],
    handle: async ({ tx, actor, params, lang }) => {
      requireRight(cataloguePolicy, actor, 'catalogue.draft', { areaPath: params.districtId });
      const undone = await undoStep(tx, params, params.seq, editorOf(actor));
      return savedReply(tx, params.districtId, orRefuse(undone), lang);
    },
  }),
  route({
    method: 'POST',
    url: '/api/catalogue/:districtId/drafts/:catalogueId/tables',
    operation: 'catalogue.draft',
    summary: 'Bring an edited workbook of the workshop back into the draft, as one step',
    params: VersionParams,
    query: RevisionQuery,
    rawBody: [XLSX],
    reply: FileReply,
    refusals: [
      ...SAVE_REFUSALS,
      'catalogue.file_unreadable',
      'catalogue.file_too_large',
      'catalogue.tables_missing',
    ],
    handle: async ({ tx, actor, params, query, request, lang }) => {
      requireRight(cataloguePolicy, actor, 'catalogue.draft', { areaPath: params.districtId });
      const { body } = request;
      const bytes = Buffer.isBuffer(body)
        ? body
        : throwRefusal('catalogue.file_unreadable', { why: 'JSON' });
      const read = await importTables(tx, { ...params, ...query }, bytes, editorOf(actor));
      const { saved, errors, ...reply } = isRefusal(read) ? throwRefusal(read.code, read.data) : read;
      const names = await namesFor(tx, params.districtId);
      const differences = saved ? toldPatch(saved.patch, names, lang) : [];
      return { ...reply, isSaved: saved !== null, differences, errors: [...errors] };
    },
  }),
  route({
    method: 'POST',
    url: '/api/catalogue/:districtId/drafts/:catalogueId/discard',
    operation: 'catalogue.draft',
    summary: 'Give a draft up: its rows and steps go, the record says why',
    params: VersionParams,
    body: DiscardBody,
    reply: DiscardReply,
    refusals: [NOT_FOUND, 'catalogue.not_draft', 'catalogue.changed_since_read', 'changes.reason_missing'],
    handle: async ({ tx, actor, params, body }) => {
      requireRight(cataloguePolicy, actor, 'catalogue.draft', { areaPath: params.districtId });
      const command = { ...params, revision: body.revision, why: body.why };
      const { id, title } = orRefuse(await discardDraft(tx, actor, command));
      return { catalogueId: id, title };
    },
  }),
];

const lookRoutes: readonly AnyRoute[] = [
  route({
    method: 'GET',
    url: '/api/catalogue/:districtId/versions/:catalogueId/rows',
    operation: 'catalogue.versions',
    summary: 'The rows of a version by table, by part of a code or a name, or by key, in pages',
    params: VersionParams,
    query: RowsQuery,
    reply: RowsReply,
    refusals: [NOT_FOUND],
    handle: async ({ tx, actor, params, query }) => {
      const version = await versionFor(tx, actor, 'catalogue.versions', params);
      const { rows, ...read } = await readRows(tx, version, query as Parameters<typeof readRows>[2]);
      const { id: catalogueId, title, state, effectiveFrom, revision } = version;
      const isEditable = state === 'draft' || state === 'checked';
      const head = { catalogueId, title, state, effectiveFrom, revision, isEditable };
      return { ...head, ...read, rows: [...rows] } as unknown as RowsReply;
    },
  }),
  route({
    method: 'GET',
    url: '/api/catalogue/:districtId/versions/:catalogueId/differences',
    operation: 'catalogue.versions',
    summary: 'What is other than in another version, row by row and in words',
    params: VersionParams,
    query: WithQuery,
    reply: ListDifferencesReply,
    refusals: [NOT_FOUND],
    handle: async ({ tx, actor, params, query, lang }) => {
      const version = await versionFor(tx, actor, 'catalogue.versions', params);
      const { withCatalogueId, differences } = await compareVersions(tx, version, query.with);
      return {
        catalogueId: version.id,
        withCatalogueId,
        added: countOf(differences, 'added'),
        gone: countOf(differences, 'gone'),
        changed: countOf(differences, 'changed'),
        differences: differences.slice(0, MOST_DIFFERENCES).map((one) => lineOf(one, lang)),
      };
    },
  }),
  route({
    method: 'GET',
    url: '/api/catalogue/:districtId/versions/:catalogueId/audit',
    operation: 'catalogue.versions',
    summary:
      'Holes, clashes and units that are nowhere; rules that never speak, limits that cannot be met, ' +
      'units without a person; each with the rows to mend',
    params: VersionParams,
    reply: WorkshopAuditReply,
    perMinute: DRAFTS_PER_MINUTE,
    refusals: [NOT_FOUND, 'areas.district_not_found', 'calendar.not_found'],
    handle: async ({ tx, actor, params }) => {
      const version = await versionFor(tx, actor, 'catalogue.versions', params);
      const { advice, ...report } = await auditDraft(tx, version);
      const lines = advice.map((one) => ({ ...one, rows: [...one.rows] }));
      return { ...report, revision: version.revision, advice: lines };
    },
  }),
  route({
    method: 'GET',
    url: '/api/catalogue/:districtId/versions/:catalogueId/tables.xlsx',
    operation: 'catalogue.versions',
    summary: 'A version as a workbook of one sheet for each kind of row, which the workshop reads back',
    params: VersionParams,
    reply: Type.Unknown(),
    perMinute: DRAFTS_PER_MINUTE,
    refusals: [NOT_FOUND],
    handle: async ({ tx, actor, params, response }) => {
      const version = await versionFor(tx, actor, 'catalogue.versions', params);
      response.headers({
        'content-type': XLSX,
        'content-disposition': `attachment; filename="lists-${params.districtId}.xlsx"`,
        'cache-control': 'no-store',
      });
      return exportTables(tx, version);
    },
  }),
  route({
    method: 'POST',
    url: '/api/catalogue/:districtId/versions/:catalogueId/roll-back',
    operation: 'catalogue.publish',
    summary: 'Bring an earlier version back as a new one from a day on, once a second person agrees',
    params: VersionParams,
    body: RollBackBody,
    reply: PublicationReply,
    refusals: [...PUBLISH_REFUSALS, 'catalogue.never_in_force'],
    handle: async ({ tx, actor, params, body }) => {
      requireRight(cataloguePolicy, actor, 'catalogue.publish', { areaPath: params.districtId });
      const version = await versionFor(tx, actor, 'catalogue.versions', params);
      return orRefuse(await rollBack(tx, actor, version, body, editorOf(actor)));
    },
  }),
];

export const workshopRoutes: readonly AnyRoute[] = [...draftRoutes, ...lookRoutes];
