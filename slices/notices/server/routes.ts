// The doors of the inbox: my notices, that I read them, that I have them, and whom a case's have reached.
import { assert } from '../../../kernel/assert.ts';
import { fromIso, toIso } from '../../../kernel/instant.ts';
import type { Actor } from '../../../kernel/rights.ts';
import { throwRefusal } from '../../../platform/server/http/refused.ts';
import { type AnyRoute, route } from '../../../platform/server/http/route.ts';
import type { PushChannel } from '../../../platform/server/push/push-channel.ts';
import { ON_CALL_ROLES } from '../../duty/core/rota.ts';
import {
  AcknowledgeReply,
  CaseParams,
  NoticeList,
  NoticeParams,
  NoticeQuery,
  ReadAllBody,
  ReadBody,
  ReadManyReply,
  ReadReply,
  ReceiptList,
} from '../core/contract.ts';
import { acknowledgeNotice } from './acknowledge-notice.ts';
import { listReceipts } from './list-receipts.ts';
import { viewNotices } from './notice-view.ts';
import { phoneRoutes } from './routes-phones.ts';
import { countUnread, findNotice, type Inbox, insertAllReads, insertReads, listNotices } from './queries.ts';

const DEFAULT_LIMIT = 50;

function inboxOf(actor: Actor): Inbox {
  assert(actor.kind === 'person', 'the policy lets only people at an inbox');
  const unitsOf = (posts: typeof actor.posts) => [...new Set(posts.map((post) => post.unitId))];
  return {
    personId: actor.personId,
    unitIds: unitsOf(actor.posts),
    answeringUnitIds: unitsOf(actor.posts.filter(({ role }) => ON_CALL_ROLES.includes(role))),
  };
}

const reading: readonly AnyRoute[] = [
  route({
    method: 'GET',
    url: '/api/notices',
    operation: 'notice.list',
    summary: 'What I and my units were told, newest first',
    query: NoticeQuery,
    reply: NoticeList,
    handle: async ({ tx, actor, query }) => {
      const inbox = inboxOf(actor);
      const rows = await listNotices(tx, inbox, {
        onlyUnread: query.onlyUnread ?? false,
        onlyWaiting: query.onlyWaiting ?? false,
        limit: query.limit ?? DEFAULT_LIMIT,
      });
      return { notices: await viewNotices(tx, rows), unreadCount: await countUnread(tx, inbox) };
    },
  }),
  route({
    method: 'GET',
    url: '/api/notices/of-case/:caseId',
    operation: 'notice.receipts',
    summary: 'Whom the urgent notices of a case have reached, and who acknowledged',
    params: CaseParams,
    reply: ReceiptList,
    refusals: ['cases.not_found'],
    handle: ({ tx, actor, params }) => listReceipts(tx, actor, params.caseId),
  }),
];

const marking: readonly AnyRoute[] = [
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
      await insertReads(tx, inbox, [params.noticeId]);
      return { readAt: toIso(tx.now) };
    },
  }),
  route({
    method: 'POST',
    url: '/api/notices/read',
    operation: 'notice.read',
    summary: 'Mark several notices as read by me; those that are not mine are left alone',
    body: ReadBody,
    reply: ReadManyReply,
    handle: async ({ tx, actor, body }) => ({ readCount: await insertReads(tx, inboxOf(actor), body.ids) }),
  }),
  route({
    method: 'POST',
    url: '/api/notices/read-all',
    operation: 'notice.read',
    summary: 'Mark all that I was told up to a time as read by me',
    body: ReadAllBody,
    reply: ReadManyReply,
    handle: async ({ tx, actor, body }) => {
      const upTo = Math.min(fromIso(body.upTo) ?? tx.now, tx.now);
      return { readCount: await insertAllReads(tx, inboxOf(actor), upTo) };
    },
  }),
  route({
    method: 'POST',
    url: '/api/notices/:noticeId/acknowledge',
    operation: 'notice.acknowledge',
    summary: 'Say that I have it, so that nobody further up is called',
    params: NoticeParams,
    reply: AcknowledgeReply,
    refusals: ['notices.not_yours'],
    handle: async ({ tx, actor, params }) => ({
      acknowledgedAt: toIso(await acknowledgeNotice(tx, inboxOf(actor), params.noticeId)),
    }),
  }),
];

/** All doors of notices; without a channel no phone is woken. */
export const noticesRoutes = (channel: PushChannel | undefined): readonly AnyRoute[] => [
  ...reading,
  ...marking,
  ...phoneRoutes(channel),
];
