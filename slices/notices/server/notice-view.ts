// A notice as the one it is for sees it: words for what happened, who has it, whom it went up from.
import { MINUTE } from '../../../kernel/duration.ts';
import type { Id } from '../../../kernel/id.ts';
import { toIso } from '../../../kernel/instant.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import { namesOf, type UnitDirectory, unitDirectory } from '../../people/server/public.ts';
import type { NoticeView } from '../core/contract.ts';
import { tellKind } from '../core/push-payload.ts';
import type { NoticeRow } from './queries.ts';

type Names = ReadonlyMap<Id, string>;

function firstOf(row: NoticeRow, names: Names, directory: UnitDirectory): NoticeView['escalatedFrom'] {
  if (row.first_kind === null) return null;
  const unit = directory.unit(row.first_unit_id ?? '');
  const name = unit?.name ?? names.get(row.first_person_id ?? '') ?? '';
  return { name, nameEn: unit?.nameEn ?? name };
}

function viewOf(row: NoticeRow, names: Names, directory: UnitDirectory): NoticeView {
  const waited = row.first_at === null ? null : Math.round((row.created_at - row.first_at) / MINUTE);
  const by = row.acknowledged_by;
  return {
    id: row.id,
    caseId: row.case_id,
    caseNumber: row.case_number,
    itemName: row.item_name,
    itemNameEn: row.item_name_en,
    kind: row.kind,
    seq: row.seq,
    zh: tellKind('zh', row.kind, row.first_kind, waited),
    en: tellKind('en', row.kind, row.first_kind, waited),
    isUrgent: row.is_urgent,
    isRead: row.read_at !== null,
    createdAt: toIso(row.created_at),
    ackDueAt: row.ack_due_at === null ? null : toIso(row.ack_due_at),
    isWaiting: row.ack_due_at !== null && row.acknowledged_at === null && row.ack_over_at === null,
    isAcknowledgedByMe: row.my_acknowledged_at !== null,
    acknowledged:
      row.acknowledged_at === null || by === null
        ? null
        : { name: names.get(by) ?? '', at: toIso(row.acknowledged_at) },
    escalatedFrom: firstOf(row, names, directory),
  };
}

export async function viewNotices(tx: Tx, rows: readonly NoticeRow[]): Promise<NoticeView[]> {
  const people = rows.flatMap((row) => [row.acknowledged_by ?? [], row.first_person_id ?? []].flat());
  const names = people.length > 0 ? await namesOf(tx, [...new Set(people)]) : new Map<Id, string>();
  const directory = await unitDirectory(tx);
  return rows.map((row) => viewOf(row, names, directory));
}
