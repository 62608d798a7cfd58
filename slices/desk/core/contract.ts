// What goes in and out of the doors of the desk. Preferences and views hold ids and short words, nothing of a
// case and nothing of a person but names.
import { type Static, Type } from '@sinclair/typebox';
import { UUID_PATTERN } from '../../../kernel/id.ts';

const Id = Type.String({ pattern: UUID_PATTERN });
const orNull = <S extends ReturnType<typeof Type.String>>(schema: S) =>
  Type.Unsafe<string | null>({ ...schema, type: ['string', 'null'] });
const Word = Type.String({ minLength: 1, maxLength: 40 });
const Words = Type.Array(Word, { maxItems: 60 });
/** The name of a screen: `cases`, `triage`. */
const Screen = Type.String({ pattern: '^[a-z][a-z_-]{0,39}$' });

export const SEARCHED_KINDS = ['case', 'person', 'unit', 'grid', 'item'] as const;
export type SearchedKind = (typeof SEARCHED_KINDS)[number];

export const SearchQuery = Type.Object({
  q: Type.String({ minLength: 1, maxLength: 60 }),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 50 })),
});
export type SearchQuery = Static<typeof SearchQuery>;

export const Searched = Type.Object({
  kind: Type.Unsafe<SearchedKind>({ type: 'string', enum: [...SEARCHED_KINDS] }),
  id: Type.String(), title: Type.String(), titleEn: Type.String(), hint: Type.String(),
  areaPath: orNull(Type.String()),
});
export type Searched = Static<typeof Searched>;
/** What was found before, by kind and id: `case 019a…`. */
export const FoundQuery = Type.Object({
  of: Type.Array(Type.String({ pattern: `^(?:${SEARCHED_KINDS.join('|')}) [!-~]{1,60}$` }), {
    minItems: 1, maxItems: 10,
  }),
});
export const SearchReply = Type.Object({ items: Type.Array(Searched) });

export const Preferences = Type.Object({
  /** Command → the key that the person chose for it. */
  keys: Type.Optional(Type.Record(Word, Type.String({ maxLength: 40 }), { maxProperties: 80 })),
  /** False: no single letter acts by itself. */
  singleKeys: Type.Optional(Type.Boolean()),
  /** Screen → its columns, in order. */
  columns: Type.Optional(Type.Record(Screen, Words, { maxProperties: 20 })),
  /** Screen → the saved view with which it opens. */
  views: Type.Optional(Type.Record(Screen, Id, { maxProperties: 20 })),
  /** Screen → how close its rows stand. */
  density: Type.Optional(Type.Record(Screen, Word, { maxProperties: 20 })),
}, { additionalProperties: false });
export type Preferences = Static<typeof Preferences>;

export const ViewsQuery = Type.Object({ screen: Screen });
export const ViewParams = Type.Object({ viewId: Id });

/** `unit`: to the unit of the post · `area`: to everyone whose post lies in the area of the post. */
const Share = Type.Unsafe<'nobody' | 'unit' | 'area'>({ type: 'string', enum: ['nobody', 'unit', 'area'] });

const content = {
  name: Type.String({ minLength: 1, maxLength: 60 }),
  /** As in the address, without the question mark. */
  query: Type.String({ maxLength: 4_000, pattern: '^[!-~]*$' }),
  columns: Type.Optional(Words),
  share: Share,
  /** By which of the person's posts it is shared; left out, the first. */
  postId: Type.Optional(Id),
};
export const NewView = Type.Object({ screen: Screen, ...content }, { additionalProperties: false });
export type NewView = Static<typeof NewView>;
export const ViewContent = Type.Object(content, { additionalProperties: false });
export type ViewContent = Static<typeof ViewContent>;

export const SavedView = Type.Object({
  id: Id, screen: Type.String(), name: Type.String(), query: Type.String(),
  columns: Type.Array(Type.String()), share: Share,
  /** The unit or the area that sees it, by name; empty where nobody else does. */
  sharedWith: Type.String(), owner: Type.String(), isMine: Type.Boolean(), canDelete: Type.Boolean(),
  updatedAt: Type.String({ format: 'date-time' }),
});
export type SavedView = Static<typeof SavedView>;
export const SavedViews = Type.Object({ views: Type.Array(SavedView) });
export const ViewId = Type.Object({ id: Id });
