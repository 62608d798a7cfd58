// What goes over the wire about changes and proposals.
import { type Static, Type } from '@sinclair/typebox';
import { UUID_PATTERN } from '../../../kernel/id.ts';

const id = Type.String({ pattern: UUID_PATTERN });
const Words = Type.Object({ zh: Type.String(), en: Type.String() });
const WordsOrNull = Type.Union([Words, Type.Null()]);
const FactSchema = Type.Object({ name: Words, before: WordsOrNull, after: WordsOrNull });
const SubjectSchema = Type.Object({ kind: Type.String(), id: Type.String(), name: Type.String() });
const nullable = (schema: ReturnType<typeof Type.String>) => Type.Union([schema, Type.Null()]);
const time = Type.Integer({ description: 'milliseconds since 1970' });
const areaPath = Type.String({ pattern: '^[0-9]{6}(\\.[0-9]{3}){0,3}$' });

export const ChangesQuery = Type.Object({
  areaPath: Type.Optional(areaPath),
  operation: Type.Optional(Type.String({ pattern: '^[a-z_]+\\.[a-z_]+$' })),
  subjectId: Type.Optional(Type.String({ minLength: 1, maxLength: 100 })),
  /** Proposed, done or agreed to by this person. */
  personId: Type.Optional(id),
  words: Type.Optional(Type.String({ minLength: 1, maxLength: 50 })),
  from: Type.Optional(Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' })),
  until: Type.Optional(
    Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$', description: 'the last day that counts' }),
  ),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
  /** Continue after this change. */
  after: Type.Optional(id),
});

const ChangeView = Type.Object({
  id,
  areaPath: Type.String(),
  operation: Type.String(),
  title: Words,
  subject: SubjectSchema,
  facts: Type.Array(FactSchema),
  why: nullable(Type.String()),
  byPersonId: nullable(id),
  byName: Type.String(),
  secondPersonId: nullable(id),
  secondName: nullable(Type.String()),
  changedAt: time,
});
export type ChangeLine = Static<typeof ChangeView>;
export const ChangesReply = Type.Object({
  changes: Type.Array(ChangeView),
  isMore: Type.Boolean(),
  operations: Type.Array(Type.Object({ operation: Type.String(), title: Words })),
});
export type Changes = Static<typeof ChangesReply>;

const STATES = ['pending', 'approved', 'refused', 'withdrawn', 'expired'] as const;
const State = Type.Union(STATES.map((state) => Type.Literal(state)));
export const ProposalsQuery = Type.Object({
  state: Type.Optional(Type.Union([Type.Literal('pending'), Type.Literal('all')])),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
});

const ProposalView = Type.Object({
  id,
  operation: Type.String(),
  title: Words,
  subject: SubjectSchema,
  facts: Type.Array(FactSchema),
  why: Type.String(),
  proposedBy: id,
  proposedByName: Type.String(),
  proposedAt: time,
  expiresAt: time,
  state: State,
  decidedByName: nullable(Type.String()),
  decidedAt: Type.Union([Type.Integer(), Type.Null()]),
  reason: nullable(Type.String()),
  isMine: Type.Boolean(),
  canDecide: Type.Boolean({ description: 'Whether the reader may be the second person.' }),
});
export type Proposal = Static<typeof ProposalView>;
export const ProposalsReply = Type.Object({ proposals: Type.Array(ProposalView), isMore: Type.Boolean() });
export type Proposals = Static<typeof ProposalsReply>;

export const ProposalParams = Type.Object({ proposalId: id });
export const RefuseBody = Type.Object({ reason: Type.String({ maxLength: 500 }) });
export const DecidedReply = Type.Object({ id, state: State });
