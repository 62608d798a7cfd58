// The doors of the inbox.
import { assert } from '../../../kernel/assert.ts';
import { toIso } from '../../../kernel/instant.ts';
import type { Actor } from '../../../kernel/rights.ts';
import { throwRefusal } from '../../../platform/server/http/refused.ts';
import { type AnyRoute, route } from '../../../platform/server/http/route.ts';
import { NoticeList, NoticeParams, NoticeQuery, ReadReply } from '../core/contract.ts';
import { ruleFor } from '../core/rules.ts';
import { countUnread, findNotice, type Inbox, insertRead, listNotices } from './queries.ts';

const DEFAULT_LIMIT = 50;

function inboxOf(actor: Actor): Inbox {
  assert(actor.kind === 'person', 'the policy lets only people at an inbox');
  return { personId: actor.personId, unitIds: [...new Set(actor.posts.map((post) => post.unitId))] };
}

export const noticesRoutes: readonly AnyRoute[] = [
  route({
    method: 'GET',
    url: '/api/notices',
    operation: 'notice.list',
    summary: 'What I and my units were told, newest first',
    query: NoticeQuery,
    reply: NoticeList,
    handle: async ({ tx, actor, query }) => {
      const inbox = inboxOf(actor);
      const rows = await listNotices(tx, inbox, query.onlyUnread ?? false, query.limit ?? DEFAULT_LIMIT);
      const notices = rows.map((row) => ({
        id: row.id,
        caseId: row.case_id,
        caseNumber: row.case_number,
        itemName: row.item_name,
        itemNameEn: row.item_name_en,
        kind: row.kind,
        zh: ruleFor(row.kind)?.zh ?? '',
        en: ruleFor(row.kind)?.en ?? '',
        isUrgent: row.is_urgent,
        isRead: row.read_at !== null,
        createdAt: toIso(row.created_at),
      }));
      return { notices, unreadCount: await countUnread(tx, inbox) };
    },
  }),
  route({
    method: 'POST',
    url: '/api/notices/:noticeId/read',
    operation: 'notice.read',
    summary: 'Mark a notice as read by me',
    params: NoticeParams,
    reply: ReadReply,
    refusals: ['notices.not_yours'],
    handle: async ({ tx, actor, params }) => {
      const inbox = inboxOf(actor);
      if (!(await findNotice(tx, inbox, params.noticeId))) throwRefusal('notices.not_yours');
      await insertRead(tx, params.noticeId, inbox.personId);
      return { readAt: toIso(tx.now) };
    },
  }),
];
