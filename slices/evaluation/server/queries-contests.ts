// SQL of contested scores.
import type { Id } from '../../../kernel/id.ts';
import { type Instant, toIso } from '../../../kernel/instant.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import type { ContestState } from '../core/contestable.ts';
import type { CountName } from '../core/counts.ts';

export interface StoredContest {
  readonly id: Id;
  readonly districtId: string;
  readonly areaPath: string;
  readonly publicationId: Id;
  readonly kind: 'unit' | 'person';
  readonly subject: Id;
  readonly caseId: Id;
  readonly name: CountName;
  readonly words: string;
  readonly at: Instant;
  readonly byPersonId: Id;
  readonly byName: string;
  readonly state: ContestState;
  readonly answer: string | null;
  readonly answeredAt: Instant | null;
  readonly answeredByName: string | null;
}

const COLUMNS = `id, district_id as "districtId", area_path as "areaPath", publication_id as "publicationId",
  kind, subject, case_id as "caseId", name, words, at, by_person_id as "byPersonId", by_name as "byName",
  state, answer, answered_at as "answeredAt", answered_by_name as "answeredByName"`;

type NewContest = Omit<StoredContest, 'at' | 'state' | 'answer' | 'answeredAt' | 'answeredByName'>;

/** False where it was contested before. */
export async function insertContest(tx: Tx, one: NewContest): Promise<boolean> {
  const rows = await tx.query(
    `insert into evaluation_contest (id, district_id, area_path, publication_id, kind, subject, case_id, name,
       words, at, by_person_id, by_name, state)
     values ($1::uuid, $2, $3, $4::uuid, $5, $6, $7::uuid, $8, $9, $10::timestamptz, $11::uuid, $12,
       'waiting')
     on conflict do nothing returning id`,
    [
      one.id,
      one.districtId,
      one.areaPath,
      one.publicationId,
      one.kind,
      one.subject,
      one.caseId,
      one.name,
      one.words,
      toIso(tx.now),
      one.byPersonId,
      one.byName,
    ],
  );
  return rows.length > 0;
}

export async function lockContest(tx: Tx, id: Id): Promise<StoredContest | undefined> {
  const [row] = await tx.query<StoredContest>(
    `select ${COLUMNS} from evaluation_contest where id = $1::uuid for update`,
    [id],
  );
  return row;
}

interface Answer {
  readonly state: 'upheld' | 'refused';
  readonly answer: string;
  readonly personId: Id;
  readonly name: string;
}

export async function answerContest(
  tx: Tx,
  id: Id,
  { state, answer, personId, name }: Answer,
): Promise<void> {
  await tx.query(
    `update evaluation_contest set state = $2, answer = $3, answered_at = $4::timestamptz,
       answered_by = $5::uuid, answered_by_name = $6 where id = $1::uuid`,
    [id, state, answer, toIso(tx.now), personId, name],
  );
}

export interface ContestsAsked {
  readonly areaPath: string;
  readonly state: ContestState | null;
  readonly after: Pick<StoredContest, 'at' | 'id'> | undefined;
  readonly limit: number;
}

const IN_AREA = `district_id = $1 and (area_path = $2 or area_path like $2 || '.%')`;

/** The newest first. */
export const listContests = (
  tx: Tx,
  { areaPath, state, after, limit }: ContestsAsked,
): Promise<StoredContest[]> =>
  tx.query<StoredContest>(
    `select ${COLUMNS} from evaluation_contest where ${IN_AREA} and ($3::text is null or state = $3)
       and ($4::timestamptz is null or at < $4 or (at = $4 and id > $5::uuid))
     order by at desc, id limit $6`,
    [areaPath.slice(0, 6), areaPath, state, after ? toIso(after.at) : null, after?.id ?? null, limit],
  );

export const countContests = (
  tx: Tx,
  areaPath: string,
): Promise<{ readonly state: ContestState; readonly total: number }[]> =>
  tx.query(
    `select state, count(*)::int as total from evaluation_contest where ${IN_AREA} group by state`,
    [areaPath.slice(0, 6), areaPath],
  );

export const listContestsBy = (tx: Tx, personId: Id, limit: number): Promise<StoredContest[]> =>
  tx.query<StoredContest>(
    `select ${COLUMNS} from evaluation_contest where by_person_id = $1::uuid order by at desc, id limit $2`,
    [personId, limit],
  );
