// duty.feed: the calendar behind a secret link, with an ETag, so that a program that asks each hour is
// mostly told that nothing has changed. A person's ends with their last post.
import { hash } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { DAY } from '../../../kernel/duration.ts';
import type { Id } from '../../../kernel/id.ts';
import { localDate } from '../../../kernel/instant.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import { throwRefusal } from '../../../platform/server/http/refused.ts';
import { findActor, namesOf, unitDirectory } from '../../people/server/public.ts';
import { calendarOfPerson, calendarOfUnit, FEED_DAYS, type FedRota } from '../core/feed.ts';
import { type IcsCalendar, writeCalendar } from '../core/ics.ts';
import { turnsOf } from '../core/rota.ts';
import { hashToken, tokenOf } from './links.ts';
import { listDays, listPatterns } from './queries.ts';
import { findLinkByToken, listUnitsNaming } from './queries-links.ts';

async function fedRota(tx: Tx, unitId: Id): Promise<FedRota> {
  const from = localDate(tx.now - FEED_DAYS.back * DAY);
  const to = localDate(tx.now + FEED_DAYS.ahead * DAY);
  const patterns = await listPatterns(tx, unitId, from);
  const days = await listDays(tx, unitId, from, to);
  const unitName = (await unitDirectory(tx)).unit(unitId)?.name ?? '';
  return { unitId, unitName, patterns, days, turns: turnsOf({ patterns, days }, from, to) };
}

function namesIn(tx: Tx, rotas: readonly FedRota[], more: readonly Id[] = []) {
  const named = rotas.flatMap(({ turns }) => turns.flatMap((one) => one.personIds));
  return namesOf(tx, [...new Set([...named, ...more])]);
}

async function personCalendar(tx: Tx, personId: Id): Promise<IcsCalendar> {
  const actor = await findActor(tx, personId);
  const posts = actor?.kind === 'person' ? actor.posts : [];
  const own = new Set(posts.map(({ unitId }) => unitId));
  if (own.size === 0) return throwRefusal('duty.link_unknown');
  const rotas: FedRota[] = [];
  for (const unitId of await listUnitsNaming(tx, personId)) {
    if (own.has(unitId)) rotas.push(await fedRota(tx, unitId));
  }
  return calendarOfPerson(rotas, personId, await namesIn(tx, rotas, [personId]));
}

export async function readFeed(tx: Tx, file: string): Promise<string> {
  const token = tokenOf(file);
  const link = token === undefined ? undefined : await findLinkByToken(tx, hashToken(token));
  if (!link) return throwRefusal('duty.link_unknown');
  if (link.unitId === null) return writeCalendar(await personCalendar(tx, link.personId ?? ''));
  const rota = await fedRota(tx, link.unitId);
  return writeCalendar(calendarOfUnit(rota, await namesIn(tx, [rota])));
}

/** 304 for whoever has it. */
export function sendFeed(text: string, request: FastifyRequest, response: FastifyReply): string | null {
  const etag = `"${hash('sha256', text, 'base64url').slice(0, 27)}"`;
  response.headers({
    etag,
    'cache-control': 'private, no-cache',
    'content-type': 'text/calendar; charset=utf-8',
    'content-disposition': 'inline; filename="duty.ics"',
  });
  const asked = (request.headers['if-none-match'] ?? '').split(',');
  const known = asked.map((one) => one.trim().replace(/^W\//, ''));
  if (known.includes(etag) || known.includes('*')) {
    response.status(304);
    return null;
  }
  return text;
}
