// What goes over the wire about a city's own words.
import { type Static, Type } from '@sinclair/typebox';
import { UUID_PATTERN } from '../../../kernel/id.ts';

const action = Type.String({ pattern: '^[a-z_]{1,40}$' });
const field = Type.String({ pattern: '^[a-zA-Z]{1,40}$' });
const language = Type.Union([Type.Literal('zh'), Type.Literal('en')]);
const why = Type.Optional(Type.String({ maxLength: 500 }));

export const DistrictParams = Type.Object({ districtId: Type.String({ pattern: '^[0-9]{6}$' }) });
const Reason = Type.Object({
  action,
  field,
  code: Type.String({ pattern: '^[a-z_]{1,40}$' }),
  isOffered: Type.Boolean(),
  zh: Type.String({ maxLength: 60, description: 'empty: the product’s own words' }),
  en: Type.String({ maxLength: 120 }),
  version: Type.Integer({ minimum: 0, description: 'as it was read; 0: the district had said nothing' }),
});
const Text = Type.Object({
  id: Type.String({ pattern: UUID_PATTERN }),
  action,
  field,
  language,
  words: Type.String(),
});
export const WordingReply = Type.Object({ reasons: Type.Array(Reason), texts: Type.Array(Text) });
export type Wording = Static<typeof WordingReply>;
export type ReasonWording = Static<typeof Reason>;
export type StandardText = Static<typeof Text>;

/** All reasons of one form at once, so that one of them is always offered. */
export const ReasonsBody = Type.Object({
  action,
  field,
  reasons: Type.Array(Type.Omit(Reason, ['action', 'field']), { minItems: 1, maxItems: 60 }),
  why,
});
export const NewTextBody = Type.Object({
  action,
  field,
  language,
  words: Type.String({ minLength: 1, maxLength: 500, pattern: '\\S' }),
});
export const TextParams = Type.Object({ ...DistrictParams.properties, id: Text.properties.id });
export const DoneReply = Type.Object({ isDone: Type.Literal(true) });
export const IdReply = Type.Object({ id: Text.properties.id });
