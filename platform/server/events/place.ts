// How far one subscriber has come, for screens that show what it makes: nobody should take what is still
// being counted for all there is. It reads and moves nothing.
import { type Instant, toIso } from '../../../kernel/instant.ts';
import type { Tx } from '../db/tx.ts';
import type { Subscriber } from './event.ts';

export interface SubscriberPlace {
  /** When the last event was written that it has taken in, of any kind, and the last that there is. */
  readonly takenTo: Instant | null;
  readonly lastAt: Instant | null;
  /** Events of its kinds that lie before it or aside; counted up to 1,000 rows. */
  readonly waiting: number;
}

const LOOKED_AT = 1_000;

export async function findPlace(
  tx: Tx,
  { name, kinds }: Pick<Subscriber, 'name' | 'kinds'>,
): Promise<SubscriberPlace> {
  const [row] = await tx.query<SubscriberPlace>(
    `select
       (select e.created_at from event as e where (e.transaction_id, e.id) <= (c.transaction_id, c.event_id)
        order by e.transaction_id desc, e.id desc limit 1) as "takenTo",
       (select created_at from event order by transaction_id desc, id desc limit 1) as "lastAt",
       ((select count(*) from (
          select e.kind from event as e where (e.transaction_id, e.id) > (c.transaction_id, c.event_id)
          order by e.transaction_id, e.id limit ${LOOKED_AT}) as ahead where kind = any($2::text[]))
        + (select count(*) from event_failure as f where f.subscriber = c.subscriber))::int as waiting
     from event_cursor as c where c.subscriber = $1`,
    [name, kinds],
  );
  return row ?? { takenTo: null, lastAt: null, waiting: 0 };
}

/** How many cases of a district have an event of its kinds, written before a moment, that it has not taken
 *  in: those that lie before it, and those that it has put aside. Counted up to 1,000. */
export async function countCasesBehind(
  tx: Tx,
  { name, kinds }: Pick<Subscriber, 'name' | 'kinds'>,
  districtId: string,
  before: Instant,
): Promise<number> {
  const [row] = await tx.query<{ total: number }>(
    `select count(*)::int as total from (
       select e.case_id from event as e, event_cursor as c
       where c.subscriber = $1 and (e.transaction_id, e.id) > (c.transaction_id, c.event_id)
         and e.district_id = $3 and e.kind = any($2::text[]) and e.created_at < $4::timestamptz
       union
       select f.case_id from event_failure as f join event as e
         on e.transaction_id = f.transaction_id and e.id = f.event_id
       where f.subscriber = $1 and e.district_id = $3 and e.created_at < $4::timestamptz
       limit ${LOOKED_AT}) as behind`,
    [name, kinds, districtId, toIso(before)],
  );
  return row?.total ?? 0;
}
