// What goes in and out of the calendar's doors.
import { Type } from '@sinclair/typebox';
import { UUID_PATTERN } from '../../../kernel/id.ts';

export const District = Type.Object({ districtId: Type.String({ pattern: '^[0-9]{6}$' }) });
const Uuid = Type.String({ pattern: UUID_PATTERN });
const Day = Type.String({ pattern: '^[0-9]{4}-[0-9]{2}-[0-9]{2}$', description: 'A local day, 2026-02-14.' });
const Year = Type.Integer({ minimum: 1949, maximum: 2200 });
const Text = Type.String({ minLength: 1, maxLength: 500 });
const NullableDay = Type.Union([Type.String(), Type.Null()]);
const Minute = Type.Integer({ minimum: 0, maximum: 1440, description: 'Minutes after local midnight.' });
const Window = Type.Object({ fromMinute: Minute, toMinute: Minute });
const HolidaySchema = Type.Object({
  day: Day,
  kind: Type.Union([Type.Literal('off'), Type.Literal('work')], {
    description: 'work: a make-up working day.',
  }),
  name: Text,
  nameEn: Text,
});

const WeeklySchema = Type.Object({
  weekday: Type.Integer({ description: '1 Monday to 7 Sunday.' }),
  fromMinute: Minute,
  toMinute: Minute,
  validFrom: NullableDay,
  validTo: NullableDay,
});

const CalendarSchema = Type.Object({
  id: Uuid,
  code: Type.String(),
  name: Type.String(),
  nameEn: Type.String(),
  offsetMinutes: Type.Integer(),
  observesHolidays: Type.Boolean(),
  isDefault: Type.Boolean(),
  source: Type.String(),
  sourceEn: Type.String(),
  weekly: Type.Array(WeeklySchema),
});

const ExceptionSchema = Type.Object({
  id: Uuid,
  calendarId: Type.Union([Uuid, Type.Null()]),
  day: Day,
  windows: Type.Array(Window),
  reason: Type.String(),
  createdAt: Type.Number({ description: 'Milliseconds since 1970-01-01T00:00:00Z.' }),
  createdBy: Type.String(),
});

export const CalendarReply = Type.Object({
  districtId: Type.String(),
  year: Type.Integer(),
  isYearKnown: Type.Boolean({ description: 'False: working limits that reach into this year are refused.' }),
  years: Type.Array(
    Type.Object({ year: Type.Integer(), source: Type.String(), sourceEn: Type.String() }),
  ),
  calendars: Type.Array(CalendarSchema),
  holidays: Type.Array(HolidaySchema),
  exceptions: Type.Array(ExceptionSchema),
});

export const YearQuery = Type.Object({ year: Type.Optional(Year) });
export const ChangedReply = Type.Object({
  id: Type.Union([Uuid, Type.Null()]),
  isDone: Type.Boolean(),
  proposalId: Type.Union([Uuid, Type.Null()], { description: 'waits for a second person' }),
});
export const RemoveBody = Type.Union([
  Type.Object({ why: Type.Optional(Type.String({ maxLength: 500 })) }),
  Type.Null(),
]);
const IdReply = Type.Object({ id: Uuid });
export const ExceptionParams = Type.Composite([District, IdReply]);
export const ExceptionBody = Type.Object({
  calendarId: Type.Optional(Uuid),
  day: Day,
  windows: Type.Array(Window, { maxItems: 24, description: 'None: closed all day.' }),
  reason: Text,
});
export const YearRowsReply = Type.Object({
  rows: Type.Array(Type.Array(Type.String()), { description: 'Cells as text; nothing is kept.' }),
});
export const YearBody = Type.Object({
  year: Year,
  source: Text,
  sourceEn: Type.Optional(Text),
  holidays: Type.Array(HolidaySchema, { maxItems: 366 }),
});
export const YearReply = Type.Object({
  year: Type.Integer(),
  days: Type.Integer(),
  isDone: ChangedReply.properties.isDone,
  proposalId: ChangedReply.properties.proposalId,
});
