// What goes in and out of the doors of intake. The public reply names a case only by the id that `join`
// takes: no number, no tracking code, no words of another person.
import { Type } from '@sinclair/typebox';
import { UUID_PATTERN } from '../../../kernel/id.ts';

const Id = Type.String({ pattern: UUID_PATTERN });
const Text = (maxLength: number) => Type.String({ maxLength });
const orNullText = Type.Union([Type.String(), Type.Null()]);
const orNullNumber = Type.Union([Type.Number(), Type.Null()]);
const DistrictId = Type.String({ pattern: '^[0-9]{6}$' });
const ItemCode = Type.String({ pattern: '^[EC]([0-9]{2}){2,3}([.][0-9]{1,3})?$' });
const Lon = Type.Number({ minimum: -180, maximum: 180 });
const Lat = Type.Number({ minimum: -90, maximum: 90 });
const Reasons = Type.Array(Type.Object({ zh: Type.String(), en: Type.String() }));

export const LikelySameQuery = Type.Object({
  lon: Lon,
  lat: Lat,
  itemCode: Type.Optional(ItemCode),
  componentId: Type.Optional(Id),
  text: Type.Optional(Text(2_000)),
});

const publicFacts = {
  caseId: Type.String({ pattern: UUID_PATTERN, description: 'What POST /api/cases/:caseId/join takes' }),
  itemName: orNullText,
  itemNameEn: orNullText,
  distanceMetres: Type.Integer({ description: 'Rounded to 5 m' }),
  ageMinutes: Type.Integer(),
  state: Type.String(),
  stateZh: Type.String(),
  stateEn: Type.String(),
  isOpen: Type.Boolean({ description: 'Only an open case can be joined' }),
  reporters: Type.Integer({ description: 'How many have reported or joined it' }),
  isSameMatter: Type.Boolean({
    description: 'The same item or component: ask before filing. The others are told beside',
  }),
  score: Type.Number(),
  why: Reasons,
};

const terms = { radiusMetres: Type.Integer(), days: Type.Integer() };
export const LikelySameReply = Type.Object({ ...terms, cases: Type.Array(Type.Object(publicFacts)) });

export const CaseParams = Type.Object({ caseId: Id });
export const CompareReply = Type.Object({
  ...terms,
  cases: Type.Array(
    Type.Object({
      ...publicFacts,
      itemCode: orNullText,
      isReadable: Type.Boolean({ description: 'False: beyond the reader, told as to the public' }),
      number: orNullText,
      description: orNullText,
      address: orNullText,
      lon: orNullNumber,
      lat: orNullNumber,
      createdAt: Type.Union([Type.String({ format: 'date-time' }), Type.Null()]),
    }),
  ),
});

export const SuggestQuery = Type.Object({
  text: Text(2_000),
  districtId: Type.Optional(DistrictId),
  lon: Type.Optional(Lon),
  lat: Type.Optional(Lat),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 20 })),
});

export const SuggestReply = Type.Object({
  districtId: DistrictId,
  items: Type.Array(
    Type.Object({
      code: Type.String(),
      name: Type.String(),
      nameEn: Type.String(),
      confidence: Type.Number({ description: '0–1' }),
      matched: Type.Array(Type.String()),
    }),
  ),
});
