// Who else looks at a case now. A fact of the moment: nothing of it is kept, so nothing of it can be asked
// for later. The live stream says on the topic `case:<id>` only that it has changed (`kind: 'presence'`,
// `caseId`); who it is comes through the door, which asks whether the reader may see the case.
import { type Static, Type } from '@sinclair/typebox';
import { SECOND } from '../../../kernel/duration.ts';
import { UUID_PATTERN } from '../../../kernel/id.ts';

const Id = Type.String({ pattern: UUID_PATTERN });

/** Whoever has not been heard of for so long has gone. */
export const FORGOTTEN_MS = 25 * SECOND;

export const MOST_PEOPLE = 50;

const MODES = ['looks', 'edits'] as const;
export type Mode = (typeof MODES)[number];
const ModeName = Type.Unsafe<Mode>({ type: 'string', enum: [...MODES] });

export const PresenceParams = Type.Object({ caseId: Id });
/** Said again every ten seconds while the case is open on a screen. */
export const PresenceBody = Type.Object({ mode: ModeName }, { additionalProperties: false });
export const PresenceReply = Type.Object({
  /** Everyone who has the case open, whoever asks included; whoever edits comes first. */
  people: Type.Array(Type.Object({ personId: Id, name: Type.String(), mode: ModeName }), {
    maxItems: MOST_PEOPLE,
  }),
});
export type PresenceReply = Static<typeof PresenceReply>;

/** Of the rows of a list, as many as one screen follows. */
export const MOST_CASES = 40;
export const PresenceOfQuery = Type.Object({ id: Type.Array(Id, { minItems: 1, maxItems: MOST_CASES }) });
export const PresenceOfReply = Type.Object({
  /** Those of the cases asked for where somebody is now, and that whoever asks may read. */
  cases: Type.Array(Type.Object({ caseId: Id, people: PresenceReply.properties.people }), {
    maxItems: MOST_CASES,
  }),
});
export type PresenceOfReply = Static<typeof PresenceOfReply>;
