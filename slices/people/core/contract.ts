// What goes over the wire about people: schemas shared by routes and screens. A field that is not named here
// never leaves the server; a phone leaves masked everywhere but in `unmaskedReply`.
import { type TLiteral, type TUnion, Type } from '@sinclair/typebox';
import { UUID_PATTERN } from '../../../kernel/id.ts';
import { ROLES, type Role, type UnitKind } from '../../../kernel/rights.ts';
import { AREA_PATH_PATTERN, UNIT_KINDS } from './unit.ts';

const oneOf = <T extends string>(values: readonly T[]): TUnion<TLiteral<T>[]> =>
  Type.Union(values.map((value) => Type.Literal(value)));

const id = Type.String({ pattern: UUID_PATTERN });
const areaPath = Type.String({ pattern: AREA_PATH_PATTERN, description: 'e.g. 500151.003.012.007' });
const day = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' });
const name = Type.String({ minLength: 1, maxLength: 100 });
const role = Type.Unsafe<Role>(oneOf(ROLES));
const unitKind = Type.Unsafe<UnitKind>(oneOf(UNIT_KINDS));
const language = Type.Union([Type.Literal('zh'), Type.Literal('en')]);
const password = Type.String({ minLength: 1, maxLength: 1024 });
/** What a number must be is told in words: people.phone_unlikely. */
const phone = Type.String({ minLength: 1, maxLength: 30 });

export const idParams = Type.Object({ id });
export const doneReply = Type.Object({ isDone: Type.Literal(true) });
export const idReply = Type.Object({ id });
export const idsReply = Type.Object({ ids: Type.Array(id) });

export const signInBody = Type.Object({
  login: Type.String({
    minLength: 1,
    maxLength: 100,
    description: 'login, or phone number where it is unique',
  }),
  password,
  client: Type.Optional(
    Type.Union([Type.Literal('browser'), Type.Literal('api')], {
      description:
        'browser (default): a cookie no script can read. api: a bearer token in the reply, no cookie.',
    }),
  ),
});

const postView = Type.Object({
  id,
  unitId: id,
  unitName: Type.String(),
  unitNameEn: Type.String(),
  unitKind,
  role,
  areaPath: Type.String(),
});

export const sessionReply = Type.Object({
  personId: id,
  name: Type.String(),
  language,
  posts: Type.Array(postView),
  endedPosts: Type.Array(
    Type.Object({
      ...postView.properties,
      toDate: day,
      endedAt: Type.Union([Type.Integer(), Type.Null()], { description: 'null: its term ran out' }),
      endedByName: Type.Union([Type.String(), Type.Null()]),
    }),
    { description: 'that ended in the last seven days: since when, and whom to ask' },
  ),
  /** Operations for which the person holds at least one post; whether on this target, the target says. */
  abilities: Type.Array(Type.String()),
  mustChangePassword: Type.Boolean({
    description: 'somebody else set it: all but changing it and signing out is refused',
  }),
  csrf: Type.String({ description: 'send as x-csrf-token with every write that goes by cookie' }),
  expiresAt: Type.Integer({ description: 'milliseconds since 1970' }),
  token: Type.Optional(Type.String({ description: 'only in the reply to signing in as client api' })),
});

export const currentSessionReply = Type.Object({
  session: Type.Union([sessionReply, Type.Null()]),
  protocol: Type.Object(
    { version: Type.Integer(), oldestServed: Type.Integer() },
    { description: 'what this server speaks, and the oldest client it still understands' },
  ),
});

const pocketKey = Type.String({
  pattern: '^[A-Za-z0-9+/]{43}=$',
  description: '32 bytes in base64; the same for this person on every phone and after every sign-in',
});
export const pocketKeyReply = Type.Object({
  key: Type.Union([pocketKey, Type.Null({ description: 'nobody is signed in' })]),
});

export const changePasswordBody = Type.Object({ current: password, next: password });
const why = Type.Optional(Type.String({ maxLength: 500, description: 'kept on record' }));
export const setPasswordBody = Type.Object({ next: password, why });
/** Asked for with nothing to say, the body may be left out. */
export const whyBody = Type.Union([Type.Object({ why }), Type.Null()]);
export const waitingReply = Type.Object({
  isDone: Type.Boolean(),
  proposalId: Type.Union([id, Type.Null()], { description: 'waits for a second person' }),
});
export const givenReply = Type.Object({
  ...waitingReply.properties,
  id: Type.Union([id, Type.Null()], { description: 'of the post; null while it waits' }),
});

export const personalReadsReply = Type.Object({
  reads: Type.Array(
    Type.Object({
      readAt: Type.Integer(),
      field: Type.String(),
      purpose: Type.String(),
      readerName: Type.String(),
    }),
  ),
});

const unitFields = {
  districtId: Type.String({ pattern: '^[0-9]{6}$' }),
  code: Type.String({ minLength: 1, maxLength: 50 }),
  name,
  nameEn: Type.String({ maxLength: 200 }),
  kind: unitKind,
  specialty: Type.String({ pattern: '^[a-z0-9_]{1,60}$' }),
  areaPath,
  serves: Type.Array(areaPath, { minItems: 1, maxItems: 2000 }),
  parentId: Type.Optional(id),
  calendarId: Type.Optional(Type.String({ maxLength: 100 })),
  phone: Type.Optional(Type.String({ maxLength: 30 })),
};
export const unitsQuery = Type.Object({
  areaPath: Type.Optional(areaPath),
  kind: Type.Optional(unitKind),
  specialty: Type.Optional(Type.String({ maxLength: 60 })),
  /** Only the centres directly below this centre. */
  belowCentreId: Type.Optional(id),
  /** Only the centres above this centre, the nearest first. */
  aboveCentreId: Type.Optional(id),
  /** Only the units below this unit, however deep. */
  belowUnitId: Type.Optional(id),
  words: Type.Optional(Type.String({ minLength: 1, maxLength: 50 })),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 2000 })),
});
export const unitsReply = Type.Object({
  units: Type.Array(
    Type.Object({
      id,
      ...unitFields,
      version: Type.Optional(Type.Integer({ description: 'sent back with a change of the unit' })),
    }),
  ),
  isMore: Type.Boolean(),
});
export const createUnitsBody = Type.Object({
  units: Type.Array(Type.Object({ id: Type.Optional(id), ...unitFields }), { minItems: 1, maxItems: 5000 }),
});

export const peopleQuery = Type.Object({
  unitId: Type.Optional(id),
  areaPath: Type.Optional(areaPath),
  role: Type.Optional(role),
  words: Type.Optional(Type.String({ minLength: 1, maxLength: 50 })),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 500 })),
  after: Type.Optional(id),
});
export const peopleReply = Type.Object({
  people: Type.Array(
    Type.Object({ postId: id, personId: id, name: Type.String(), unitId: id, role, areaPath: Type.String() }),
  ),
  isMore: Type.Boolean(),
});

export const onDutyQuery = Type.Object({ areaPath });
export const onDutyReply = Type.Object({
  people: Type.Array(
    Type.Object({
      postId: id,
      personId: id,
      name: Type.String(),
      role,
      areaPath: Type.String(),
      unitId: id,
      unitName: Type.String(),
      unitNameEn: Type.String(),
      unitKind,
      phoneMasked: Type.Union([Type.String(), Type.Null()]),
      canUnmask: Type.Boolean({ description: 'Whether the reader may ask for the number, for a purpose.' }),
    }),
  ),
  isMore: Type.Boolean(),
});

export const personReply = Type.Object({
  id,
  name: Type.String(),
  login: Type.Union([Type.String(), Type.Null()]),
  language,
  state: Type.Union([Type.Literal('active'), Type.Literal('left')]),
  phoneMasked: Type.Union([Type.String(), Type.Null()]),
  posts: Type.Array(
    Type.Intersect([postView, Type.Object({ fromDate: day, toDate: Type.Union([day, Type.Null()]) })]),
  ),
});
export const createPersonBody = Type.Object({
  name,
  areaPath,
  login: Type.Optional(Type.String({ minLength: 2, maxLength: 100 })),
  language: Type.Optional(language),
  phone: Type.Optional(phone),
});
export const changePersonBody = Type.Object({
  name: Type.Optional(name),
  areaPath: Type.Optional(areaPath),
  login: Type.Optional(Type.Union([Type.String({ minLength: 2, maxLength: 100 }), Type.Null()])),
  language: Type.Optional(language),
  phone: Type.Optional(Type.Union([phone, Type.Null()])),
  version: Type.Optional(
    Type.Integer({ minimum: 1, description: 'as it was read: refused where it was changed since' }),
  ),
  why,
});
export const unmaskBody = Type.Object({ purpose: Type.String({ maxLength: 200 }) });
export const unmaskedReply = Type.Object({ phone: Type.String(), maskAgainAt: Type.Integer() });

export const givePostBody = Type.Object({
  personId: id,
  unitId: id,
  role,
  areaPath,
  fromDate: day,
  toDate: Type.Union([day, Type.Null()], { description: 'the first day on which the post no longer holds' }),
  why,
});
export const endedReply = Type.Object({ toDate: day });
