// What goes in and out of the doors of a shift: which cases a phone should hold at which version, and those
// cases, some at a time. A phone asks for what it lacks and lets go of what is not named any more, so it is
// right again after any loss, whatever happened in between.
import { type Static, Type } from '@sinclair/typebox';
import { UUID_PATTERN } from '../../../kernel/id.ts';
import type { CaseFile } from './case-file.ts';
import { CaseView } from './contract.ts';
import { SHIFT_PAGE } from './shift-page.ts';

const Id = Type.String({ pattern: UUID_PATTERN });
const Text = Type.String({ maxLength: 64 });

export const ShiftQuery = Type.Object({ cursor: Type.Optional(Text) });
export type ShiftQuery = Static<typeof ShiftQuery>;

export const ShiftReply = Type.Object({
  /** Sent again, it spares the list where nothing has moved. */
  cursor: Text,
  /** False: there are more of a kind than a phone needs at once; the most urgent are here. */
  isWhole: Type.Boolean(),
  /** Null: the same as at the cursor. */
  cases: Type.Unsafe<readonly { readonly id: string; readonly version: number }[] | null>({
    type: ['array', 'null'],
    items: Type.Object({ id: Id, version: Type.Integer() }),
  }),
});
export type ShiftReply = Static<typeof ShiftReply>;

export const ShiftCasesQuery = Type.Object({ id: Type.Array(Id, { minItems: 1, maxItems: SHIFT_PAGE }) });
export type ShiftCasesQuery = Static<typeof ShiftCasesQuery>;

/** Buttons are left out: the phone asks the core for them, at each moment anew. */
const ShiftView = Type.Omit(CaseView, ['abilities']);

export const ShiftCases = Type.Object({
  items: Type.Array(Type.Object({
    view: ShiftView,
    /** As the core decides by it; instants are milliseconds. It has no word for a reporter's name. */
    file: Type.Unsafe<CaseFile>(Type.Record(Type.String(), Type.Unknown())),
  })),
  /** Those asked for that the reader may not see (any more). */
  gone: Type.Array(Id),
});
export type ShiftCases = Static<typeof ShiftCases>;
export type ShiftCase = ShiftCases['items'][number];
