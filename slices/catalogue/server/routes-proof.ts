// The doors of the proof: begun, looked at, cancelled, taken away.
import { Type } from '@sinclair/typebox';
import { toIso } from '../../../kernel/instant.ts';
import type { Actor } from '../../../kernel/rights.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import { orRefuse, throwRefusal } from '../../../platform/server/http/refused.ts';
import { requireRight } from '../../../platform/server/http/require-right.ts';
import { type AnyRoute, route } from '../../../platform/server/http/route.ts';
import { VersionParams } from '../core/contract.ts';
import {
  ProofExportParams,
  ProofParams,
  ProofReply,
  ProofsQuery,
  ProofsReply,
} from '../core/contract-workshop.ts';
import { cataloguePolicy } from '../core/policy.ts';
import { answersOf, certificateOf } from './export-proof.ts';
import { startProof } from './prove-lists.ts';
import { endProof, findProof, listProofs, lockProof, type Proof } from './queries-proof.ts';
import { editorOf, versionFor } from './routes-workshop.ts';

const PROOFS_PER_MINUTE = 20;
const NOT_FOUND = 'catalogue.not_found';
const UNKNOWN = 'catalogue.proof_unknown';

const replyOf = (proof: Proof) => ({
  proofId: proof.id,
  catalogueId: proof.catalogueId,
  state: proof.state,
  items: proof.items,
  grids: proof.grids,
  pairs: proof.items * proof.grids,
  itemsDone: proof.itemsDone,
  questions: proof.questions,
  brokenQuestions: proof.brokenQuestions,
  broken: proof.broken,
  walkedMs: proof.walkedMs,
  listsHash: proof.listsHash,
  areasHash: proof.areasHash,
  unitsHash: proof.unitsHash,
  answersHash: proof.state === 'done' ? proof.answersHash : null,
  failedBy: proof.failedBy,
  startedAt: toIso(proof.startedAt),
  startedByName: proof.startedByName,
  endedAt: proof.endedAt === null ? null : toIso(proof.endedAt),
});

interface Asked {
  readonly districtId: string;
  readonly proofId: string;
}

async function proofFor(tx: Tx, actor: Actor, { districtId, proofId }: Asked): Promise<Proof> {
  requireRight(cataloguePolicy, actor, 'catalogue.versions', { areaPath: districtId });
  const proof = await findProof(tx, proofId);
  return proof?.districtId === districtId ? proof : throwRefusal(UNKNOWN);
}

export const proofRoutes: readonly AnyRoute[] = [
  route({
    method: 'POST',
    url: '/api/catalogue/:districtId/versions/:catalogueId/proofs',
    operation: 'catalogue.check',
    summary: 'Begin a proof: every item in every grid comes to exactly one unit, or is named',
    params: VersionParams,
    reply: ProofReply,
    status: 202,
    perMinute: PROOFS_PER_MINUTE,
    refusals: [NOT_FOUND, 'catalogue.proof_running', 'areas.district_not_found'],
    handle: async ({ tx, actor, params }) => {
      requireRight(cataloguePolicy, actor, 'catalogue.check', { areaPath: params.districtId });
      const version = await versionFor(tx, actor, 'catalogue.versions', params);
      return replyOf(orRefuse(await startProof(tx, version, editorOf(actor))));
    },
  }),
  route({
    method: 'GET',
    url: '/api/catalogue/:districtId/versions/:catalogueId/proofs',
    operation: 'catalogue.versions',
    summary: 'The proofs of a version, the newest first',
    params: VersionParams,
    query: ProofsQuery,
    reply: ProofsReply,
    refusals: [NOT_FOUND],
    handle: async ({ tx, actor, params, query }) => {
      const version = await versionFor(tx, actor, 'catalogue.versions', params);
      return { proofs: (await listProofs(tx, version.id, query.limit ?? 20)).map(replyOf) };
    },
  }),
  route({
    method: 'GET',
    url: '/api/catalogue/:districtId/proofs/:proofId',
    operation: 'catalogue.versions',
    summary: 'How far a proof has come, and what it has proved',
    params: ProofParams,
    reply: ProofReply,
    refusals: [UNKNOWN],
    handle: async ({ tx, actor, params }) => replyOf(await proofFor(tx, actor, params)),
  }),
  route({
    method: 'POST',
    url: '/api/catalogue/:districtId/proofs/:proofId/cancel',
    operation: 'catalogue.check',
    summary: 'Stop a proof that is under way; what is over stays as it ended',
    params: ProofParams,
    reply: ProofReply,
    refusals: [UNKNOWN],
    handle: async ({ tx, actor, params }) => {
      requireRight(cataloguePolicy, actor, 'catalogue.check', { areaPath: params.districtId });
      await lockProof(tx, (await proofFor(tx, actor, params)).id);
      await endProof(tx, params.proofId, null);
      return replyOf(await proofFor(tx, actor, params));
    },
  }),
  route({
    method: 'GET',
    url: '/api/catalogue/:districtId/proofs/:proofId/export/:format',
    operation: 'catalogue.versions',
    summary: 'json: what was proved of what, with the hashes; csv: every single answer',
    params: ProofExportParams,
    reply: Type.Unknown(),
    perMinute: PROOFS_PER_MINUTE,
    refusals: [
      UNKNOWN,
      NOT_FOUND,
      'catalogue.proof_not_done',
      'catalogue.proof_outdated',
      'areas.district_not_found',
    ],
    handle: async ({ tx, actor, params, response }) => {
      const proof = await proofFor(tx, actor, params);
      const version = await versionFor(tx, actor, 'catalogue.versions', proof);
      const isCsv = params.format === 'csv';
      const body = isCsv ? orRefuse(await answersOf(tx, proof, version)) : certificateOf(proof, version);
      response.headers({
        'content-type': isCsv ? 'text/csv; charset=utf-8' : 'application/json; charset=utf-8',
        'content-disposition': `attachment; filename="proof-${proof.districtId}.${params.format}"`,
        'cache-control': 'no-store',
      });
      return body;
    },
  }),
];
