// What a calendar of turns holds: those of a whole unit with everybody's order, or one person's own. Names of
// staff only, never a number or an address: a link may be passed on.
import type { Id } from '../../../kernel/id.ts';
import type { Instant } from '../../../kernel/instant.ts';
import type { IcsCalendar, IcsEvent } from './ics.ts';
import { type DayPlan, type Pattern, patternOn, type Turn } from './rota.ts';

/** So far back and ahead a calendar reaches. */
export const FEED_DAYS = { back: 28, ahead: 92 } as const;

interface Changed {
  readonly changedAt: Instant;
}
/** Of one unit, with when each of its weeks and days was last changed. */
export interface FedRota {
  readonly unitId: Id;
  readonly unitName: string;
  readonly turns: readonly Turn[];
  readonly patterns: readonly (Pattern & Changed)[];
  readonly days: readonly (DayPlan & Changed)[];
}

type Names = ReadonlyMap<Id, string>;

const changedAt = ({ patterns, days }: FedRota, day: string): Instant =>
  days.find((one) => one.day === day)?.changedAt ?? patternOn(patterns, day)?.changedAt ?? 0;

const uidOf = (unitId: Id, { day, fromMinute }: Turn): string => `${unitId}-${day}-${fromMinute}@gridloop`;

const orderOf = ({ personIds }: Turn, names: Names): string =>
  personIds.map((id, index) => `${index + 1}. ${names.get(id) ?? ''}`).join('\n');

const eventOf = (rota: FedRota, turn: Turn, summary: string, names: Names): IcsEvent => ({
  uid: uidOf(rota.unitId, turn),
  changedAt: changedAt(rota, turn.day),
  startsAt: turn.startsAt,
  endsAt: turn.endsAt,
  summary,
  description: orderOf(turn, names),
});

/** `值班：王敏（李强）`: the first, and who stands in. */
function unitSummary({ personIds }: Turn, names: Names): string {
  const [first = '', ...others] = personIds.map((id) => names.get(id) ?? '');
  return `值班：${first}${others.length > 0 ? `（${others.join('、')}）` : ''}`;
}

export const calendarOfUnit = (rota: FedRota, names: Names): IcsCalendar => ({
  name: `${rota.unitName}值班`,
  events: rota.turns.map((turn) => eventOf(rota, turn, unitSummary(turn, names), names)),
});

/** `环卫公司值班` for the first, `环卫公司值班（第 2 顺位）` for who stands in. */
export const calendarOfPerson = (rotas: readonly FedRota[], personId: Id, names: Names): IcsCalendar => ({
  name: `${names.get(personId) ?? ''}的值班`,
  events: rotas.flatMap((rota) =>
    rota.turns.flatMap((turn) => {
      const rank = turn.personIds.indexOf(personId);
      if (rank < 0) return [];
      const stands = rank === 0 ? '' : `（第 ${rank + 1} 顺位）`;
      return [eventOf(rota, turn, `${rota.unitName}值班${stands}`, names)];
    }),
  ),
});
