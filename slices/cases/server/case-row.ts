// Between the table and the core: one row of `case_file` and one CaseFile are the same thing in two
// spellings. Rows for writing are JSON objects for jsonb_to_record, so that one statement takes them whole.
import { toIso, type Instant } from '../../../kernel/instant.ts';
import type { Clock } from '../../calendar/core/clock.ts';
import type {
  Ask, CaseFile, CoResult, CounterName, Part, Pause, Push, Rating, Remembered, Rule,
} from '../core/case-file.ts';
import { isOpenState } from '../core/flow.ts';
import { flowNamed } from '../core/flows.ts';
import type { ChainedStep } from '../core/step.ts';

interface Clocks {
  readonly clock: CaseFile['clock'];
  readonly total: CaseFile['total'];
  readonly kept: CaseFile['kept'];
  readonly pause: Pause | null;
  readonly nextRung: number;
  readonly sentFrom?: NonNullable<CaseFile['sentFrom']>;
  readonly acceptedFrom?: NonNullable<CaseFile['acceptedFrom']>;
}

interface CaseRecord {
  readonly handlerPersonIds: readonly string[];
  readonly handlerUnitId: string | null;
  readonly pushes: readonly Push[];
  readonly ratings: readonly Rating[];
  readonly parts?: readonly Part[];
  readonly coResults?: readonly CoResult[];
  readonly remembered?: Remembered;
}

export interface CaseRow {
  readonly district_id: string;
  readonly id: string;
  readonly number: string;
  readonly public_code: string;
  readonly flow: string;
  readonly state: string;
  readonly channel: string;
  readonly description: string;
  readonly item_code: string | null;
  readonly component_id: string | null;
  readonly severity: CaseFile['severity'];
  readonly area_path: string;
  readonly grid_code: string;
  readonly address: string | null;
  readonly area_version_id: string | null;
  readonly lon: number | null;
  readonly lat: number | null;
  readonly centre_unit_id: string;
  readonly unit_id: string | null;
  readonly co_unit_ids: readonly string[];
  readonly holder_unit_id: string | null;
  readonly holder_person_id: string | null;
  readonly reporter_person_id: string | null;
  readonly deadline_at: Instant | null;
  readonly merged_into_id: string | null;
  readonly main_case_id: string | null;
  readonly is_on_leaders_list: boolean;
  readonly is_solved_on_spot: boolean;
  readonly is_force_closed: boolean;
  readonly is_settled: boolean;
  readonly closing_code: string | null;
  readonly dispatched_at: Instant | null;
  readonly handled_at: Instant | null;
  readonly ended_at: Instant | null;
  readonly clocks: Clocks;
  readonly asks: readonly Ask[];
  readonly rule: Rule | null;
  readonly counts: Readonly<Record<CounterName, number>>;
  readonly record: CaseRecord;
  readonly version: number;
  readonly last_seq: number;
  readonly last_hash: string;
  readonly created_at: Instant;
  readonly updated_at: Instant;
}

/** A case as it was locked or read: the file, and what the next writer must match. */
export interface StoredCase {
  readonly file: CaseFile;
  readonly version: number;
  readonly lastHash: string;
}

export function readCase(row: CaseRow): StoredCase {
  const { lon, lat } = row;
  const file: CaseFile = {
    id: row.id, districtId: row.district_id, number: row.number, publicCode: row.public_code, flow: row.flow,
    state: row.state, channel: row.channel, description: row.description, itemCode: row.item_code,
    componentId: row.component_id, severity: row.severity,
    place: {
      point: lon !== null && lat !== null ? { lon, lat } : null, areaPath: row.area_path,
        gridCode: row.grid_code,
      address: row.address, areaVersionId: row.area_version_id,
    },
    rule: row.rule, centreUnitId: row.centre_unit_id, unitId: row.unit_id, coUnitIds: row.co_unit_ids,
    holder: row.holder_unit_id ? { unitId: row.holder_unit_id, personId: row.holder_person_id } : null,
    ...row.record, reporterPersonId: row.reporter_person_id, ...row.clocks,
    isOnLeadersList: row.is_on_leaders_list, asks: row.asks, counts: row.counts,
      mergedIntoId: row.merged_into_id,
    dispatchedAt: row.dispatched_at, handledAt: row.handled_at, endedAt: row.ended_at,
      deadlineAt: row.deadline_at,
    closingCode: row.closing_code, isSolvedOnSpot: row.is_solved_on_spot, isForceClosed: row.is_force_closed,
    ...(row.main_case_id === null ? {} : { mainCaseId: row.main_case_id }),
    isSettled: row.is_settled, createdAt: row.created_at, updatedAt: row.updated_at, lastSeq: row.last_seq,
  };
  return { file, version: row.version, lastHash: row.last_hash };
}

const iso = (instant: Instant | null | undefined): string | null => (instant == null ? null : toIso(instant));

/** As a list looks for them: a colour that is never shown is lit at the end of time, and one that nobody has
 *  worked out yet since ever (fill-lit-at.ts does so). */
export function litColumns(clock: Clock | null) {
  if (clock === null || clock.runningSince === null) return { yellow_at: null, orange_at: null };
  const { litAt } = clock;
  if (!litAt) return { yellow_at: '-infinity', orange_at: '-infinity' };
  return { yellow_at: iso(litAt.yellow) ?? 'infinity', orange_at: iso(litAt.orange) ?? 'infinity' };
}

export function writtenCase(file: CaseFile, version: number, lastHash: string) {
  const { clock, total, kept, pause, nextRung, sentFrom, acceptedFrom, place } = file;
  const { handlerPersonIds, handlerUnitId, pushes, ratings, parts, coResults, remembered } = file;
  const { lateUnitIds, appeal, returnedUnitIds, isReporterReachable, response } = file;
  return {
    district_id: file.districtId, id: file.id, number: file.number, public_code: file.publicCode,
      flow: file.flow,
    state: file.state, is_open: isOpenState(flowNamed(file.flow), file.state), channel: file.channel,
    description: file.description, item_code: file.itemCode, component_id: file.componentId,
    severity: file.severity,
    area_path: place.areaPath, grid_code: place.gridCode, address: place.address,
    area_version_id: place.areaVersionId, lon: place.point?.lon ?? null, lat: place.point?.lat ?? null,
    centre_unit_id: file.centreUnitId, unit_id: file.unitId, co_unit_ids: file.coUnitIds,
    holder_unit_id: file.holder?.unitId ?? null, holder_person_id: file.holder?.personId ?? null,
    reporter_person_id: file.reporterPersonId, stage: clock?.stage ?? null,
    is_running: clock !== null && clock.runningSince !== null, pause_kind: pause?.kind ?? null,
    due_at: iso(clock?.dueAt), ...litColumns(clock), deadline_at: iso(file.deadlineAt),
    merged_into_id: file.mergedIntoId,
    main_case_id: file.mainCaseId ?? null, part_count: parts?.length ?? 0,
    is_on_leaders_list: file.isOnLeadersList, is_solved_on_spot: file.isSolvedOnSpot,
    is_force_closed: file.isForceClosed, is_settled: file.isSettled, closing_code: file.closingCode,
    dispatched_at: iso(file.dispatchedAt), handled_at: iso(file.handledAt), ended_at: iso(file.endedAt),
    clocks: { clock, total, kept, pause, nextRung, sentFrom, acceptedFrom }, asks: file.asks,
    rule: file.rule, counts: file.counts,
    // What there is none of is not stored.
    record: {
      handlerPersonIds, handlerUnitId, pushes, ratings, parts, coResults, remembered, lateUnitIds, appeal,
      returnedUnitIds, isReporterReachable, response,
    },
    version, last_seq: file.lastSeq, last_hash: lastHash, created_at: toIso(file.createdAt),
    updated_at: toIso(file.updatedAt),
  };
}

export interface StepRow {
  readonly seq: number;
  readonly action: string;
  readonly from_state: string | null;
  readonly to_state: string;
  readonly actor_kind: ChainedStep['actor']['kind'];
  readonly person_id: string | null;
  readonly post_id: string | null;
  readonly unit_id: string | null;
  readonly acted_as: string;
  readonly at: Instant | string;
  readonly made_at: Instant | string | null;
  readonly holder_unit_id: string | null;
  readonly holder_person_id: string | null;
  readonly body: Readonly<Record<string, unknown>>;
  readonly visibility: 'public' | 'internal';
  readonly reason: string | null;
  readonly ended: ChainedStep['ended'];
  readonly prev_hash: string;
  readonly hash: string;
}

const instantOf = (value: Instant | string): Instant =>
  typeof value === 'number' ? value : Date.parse(value);

/** `genesis` is no hash; in the table the first step's predecessor is empty. */
export const readStep = (row: StepRow, genesis: string): ChainedStep => ({
  seq: row.seq, action: row.action, fromState: row.from_state, toState: row.to_state,
  actor: { kind: row.actor_kind, personId: row.person_id, postId: row.post_id, unitId: row.unit_id,
    as: row.acted_as },
  at: instantOf(row.at), madeAt: row.made_at === null ? null : instantOf(row.made_at),
  holder: row.holder_unit_id ? { unitId: row.holder_unit_id, personId: row.holder_person_id } : null,
  body: row.body, visibility: row.visibility, reason: row.reason, ended: row.ended,
  prevHash: row.seq === 1 ? genesis : row.prev_hash, hash: row.hash,
});

export const writtenStep = (step: ChainedStep): StepRow => ({
  seq: step.seq, action: step.action, from_state: step.fromState, to_state: step.toState,
  actor_kind: step.actor.kind, person_id: step.actor.personId, post_id: step.actor.postId,
  unit_id: step.actor.unitId, acted_as: step.actor.as, at: toIso(step.at), made_at: iso(step.madeAt),
  holder_unit_id: step.holder?.unitId ?? null, holder_person_id: step.holder?.personId ?? null,
    body: step.body,
  visibility: step.visibility, reason: step.reason, ended: step.ended,
  prev_hash: step.seq === 1 ? '' : step.prevHash, hash: step.hash,
});
