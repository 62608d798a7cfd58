// What enters and leaves the grid workshop. Positions are longitude, latitude in WGS 84, as in GeoJSON; they
// are rounded to whole 1e-7 degrees on the way in.
import { type Static, Type } from '@sinclair/typebox';
import { AreaPath, BoundariesReply, Collection, CrsName, DistrictId, Level } from './contract.ts';

const Lon = Type.Number({ minimum: -180, maximum: 180 });
const Lat = Type.Number({ minimum: -90, maximum: 90 });
/** Longitude, latitude. */
const Position = Type.Array(Type.Number({ minimum: -180, maximum: 180 }), { minItems: 2, maxItems: 2 });
const Place = Type.Object({ lon: Lon, lat: Lat });
const GridPath = Type.String({ pattern: '^[0-9]{6}(\\.[0-9]{3}){3}$' });
const CommunityPath = Type.String({ pattern: '^[0-9]{6}(\\.[0-9]{3}){2}$' });
const Name = Type.String({ minLength: 1, maxLength: 100, pattern: '\\S' });
const NameOrNull = Type.Union([Type.String(), Type.Null()]);
const names = { name: Name, nameEn: Type.Optional(Name) };
const snapMetres = Type.Optional(
  Type.Number({
    minimum: 0,
    maximum: 20,
    description: 'how near the line is drawn onto borders; default 0.5',
  }),
);

const Split = Type.Object({
  kind: Type.Literal('split'),
  path: GridPath,
  line: Type.Array(Position, {
    minItems: 2,
    maxItems: 2_000,
    description: 'drawn, or a road of GET /api/basemap/features; it cuts where it crosses the grid',
  }),
  snapMetres,
  keepAt: Type.Optional({
    ...Place,
    description: 'a place in the half that keeps the code; else the larger',
  }),
  ...names,
});

const SplitByShare = Type.Object({
  kind: Type.Literal('split_by_share'),
  path: GridPath,
  points: Type.Array(Position, {
    minItems: 2,
    maxItems: 20_000,
    description: 'homes, buildings, components',
  }),
  share: Type.Number({
    exclusiveMinimum: 0,
    exclusiveMaximum: 1,
    description: 'in the half that keeps the code',
  }),
  ...names,
});

const Merge = Type.Object({
  kind: Type.Literal('merge'),
  paths: Type.Array(GridPath, { minItems: 1, maxItems: 50 }),
  keep: GridPath,
});

const Move = Type.Object({
  kind: Type.Literal('move'),
  moves: Type.Array(Type.Object({ from: Position, to: Position }), { minItems: 1, maxItems: 200 }),
});

const Insert = Type.Object({
  kind: Type.Literal('insert'),
  between: Type.Array(Position, { minItems: 2, maxItems: 2, description: 'the ends of one border' }),
  at: Place,
});

const Remove = Type.Object({ kind: Type.Literal('remove'), at: Place });

const Draw = Type.Object({
  kind: Type.Literal('draw'),
  ring: Type.Array(Position, { minItems: 3, maxItems: 2_000, description: 'not closed' }),
  from: Type.Array(GridPath, { maxItems: 50, description: 'grids that give ground, beside nobody’s land' }),
  communityPath: CommunityPath,
  snapMetres,
  ...names,
});

export const Decision = Type.Object({
  number: Type.String({ minLength: 1, maxLength: 100, pattern: '\\S' }),
  text: Type.String({ minLength: 2, maxLength: 2_000, pattern: '\\S' }),
  decidedOn: Type.String({ format: 'date' }),
});

const Claim = Type.Object({
  kind: Type.Literal('claim'),
  at: { ...Place, description: 'in the place, or a corner of it' },
  to: Type.Union([Type.Object({ path: GridPath }), Type.Object({ communityPath: CommunityPath, ...names })]),
  decision: Decision,
});

const Rename = Type.Object({
  kind: Type.Literal('rename'),
  path: AreaPath,
  name: Name,
  nameEn: Type.Optional(
    Type.Union([Name, Type.Null()], { description: 'left out it stays; null takes it away' }),
  ),
});
const RenameMany = Type.Object({
  kind: Type.Literal('rename_many'),
  names: Type.Array(Type.Object({ path: AreaPath, name: Name, nameEn: Type.Union([Name, Type.Null()]) }), {
    minItems: 1,
    maxItems: 30_000,
    description: 'as a table of codes brings them: the names of these areas, English ones too',
  }),
});
const Renumber = Type.Object({ kind: Type.Literal('renumber'), communityPath: CommunityPath });

const joinUpToSquareMetres = Type.Optional(
  Type.Number({
    minimum: 1,
    maximum: 10_000,
    description: 'nobody’s land up to this in one place goes to the grid with most of its border; default 1',
  }),
);

const Outline = Type.Object({
  kind: Type.Literal('outline'),
  crs: CrsName,
  district: Collection,
  joinUpToSquareMetres,
});

export const EditBody = Type.Union([
  Outline,
  Split,
  SplitByShare,
  Merge,
  Move,
  Insert,
  Remove,
  Draw,
  Claim,
  Rename,
  RenameMany,
  Renumber,
]);
export type Edit = Static<typeof EditBody>;
/** An edit that the mesh alone decides; a new outline is laid over it by the store. */
export type DrawnEdit = Exclude<Edit, { kind: 'outline' }>;

export const Revision = Type.Integer({ minimum: 0, description: 'the draft’s as it was read' });
export const StepBody = Type.Object({ revision: Revision, edit: EditBody });
export const TurnBody = Type.Object({ revision: Revision });
export const DiscardBody = Type.Object({
  revision: Revision,
  why: Type.Optional(Type.String({ maxLength: 500 })),
});

export const OpenBody = Type.Object({
  districtId: DistrictId,
  fromVersionId: Type.Optional(Type.String({ format: 'uuid', description: 'default: the version in force' })),
  source: Type.String({ minLength: 1, maxLength: 200, description: 'what the draft is for' }),
  joinUpToSquareMetres,
});

export const OpenReply = Type.Object({
  versionId: Type.String(),
  number: Type.Integer(),
  revision: Type.Integer(),
  areas: Type.Integer(),
  joinedSquareMetres: Type.Number({ description: 'nobody’s slivers that went to the grid beside them' }),
  cutOff: Type.Array(Type.Object({ path: Type.String(), name: Type.String(), squareMetres: Type.Number() }), {
    description: 'ground of grids outside of the district or under a lower code, which they lost',
  }),
});

export type OpenedDraft = Static<typeof OpenReply>;

const StepReply = Type.Object({
  seq: Type.Integer(),
  kind: Type.String(),
  words: Type.String(),
  isUndone: Type.Boolean(),
  madeAt: Type.String(),
  madeByName: Type.String(),
});

export const ChangedReply = Type.Object({
  versionId: Type.String(),
  revision: Type.Integer(),
  step: StepReply,
  /** As they are now. */
  changed: BoundariesReply,
  gone: Type.Array(Type.String()),
});

export type ChangedDraft = Static<typeof ChangedReply>;

export const DraftStateReply = Type.Object({
  versionId: Type.String(),
  districtId: DistrictId,
  number: Type.Integer(),
  state: Type.String(),
  source: Type.String(),
  revision: Type.Integer(),
  isEditable: Type.Boolean(),
  isOvertaken: Type.Boolean({ description: 'another version came into force since it was begun' }),
  startsAt: Type.Union([Type.String(), Type.Null()]),
  canUndo: Type.Boolean(),
  canRedo: Type.Boolean(),
  steps: Type.Array(StepReply),
});

export type DraftState = Static<typeof DraftStateReply>;

export const LandReply = Type.Array(
  Type.Object({
    at: Place,
    squareMetres: Type.Number(),
    beside: Type.Array(Type.Object({ path: Type.String(), name: Type.String(), nameEn: NameOrNull })),
    boundary: Type.Unknown({ description: 'GeoJSON MultiPolygon' }),
    words: Type.String(),
  }),
);

export type LandFound = Static<typeof LandReply>[number];

export const ClaimsReply = Type.Array(
  Type.Object({
    number: Type.Integer({ description: 'of the version' }),
    path: Type.String(),
    name: Type.String(),
    squareMetres: Type.Number(),
    at: Place,
    decision: Decision,
    madeAt: Type.String(),
    madeByName: Type.String(),
  }),
);

export type Claimed = Static<typeof ClaimsReply>[number];

export const LevelQuery = Type.Object({ level: Type.Optional(Level), within: Type.Optional(AreaPath) });
export const WithQuery = Type.Object({
  with: Type.Optional(Type.String({ format: 'uuid', description: 'default: the version in force' })),
});

const Source = Type.Object({
  path: Type.String(), name: Type.String(), nameEn: NameOrNull, hectares: Type.Number(),
});
export const DifferenceReply = Type.Object({
  versionId: Type.String(),
  withVersionId: Type.Union([Type.String(), Type.Null()]),
  added: Type.Integer(),
  gone: Type.Integer(),
  renamed: Type.Integer(),
  moved: Type.Integer(),
  differences: Type.Array(
    Type.Object({
      kind: Type.Union([
        Type.Literal('added'),
        Type.Literal('gone'),
        Type.Literal('renamed'),
        Type.Literal('moved'),
      ]),
      path: Type.String(),
      level: Level,
      name: Type.String(),
      nameBefore: NameOrNull,
      nameEn: NameOrNull,
      nameEnBefore: NameOrNull,
      gainedHectares: Type.Number(),
      lostHectares: Type.Number(),
      /** Of the other version: whose ground it is now or was. */
      ground: Type.Array(Source),
      words: Type.String(),
    }),
  ),
});

export type Compared = Static<typeof DifferenceReply>;

export const ExportQuery = Type.Object({
  language: Type.Optional(Type.Union([Type.Literal('zh'), Type.Literal('en')])),
});
export const RevisionQuery = Type.Object({ revision: Revision });
export const RecallBody = Type.Object({ why: Type.Optional(Type.String({ maxLength: 500 })) });
export const ExportParams = Type.Object({
  versionId: Type.String({ format: 'uuid' }),
  format: Type.Union(
    (['geojson', 'gpkg', 'shapefile', 'xlsx', 'csv'] as const).map((format) => Type.Literal(format)),
  ),
});
