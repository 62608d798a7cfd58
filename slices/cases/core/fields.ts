// The fields an action carries, checked against the flow before anything reads them. What the flow does not
// name is dropped; what is personal never goes on into the history.
import { isUuid } from '../../../kernel/id.ts';
import { fromIso } from '../../../kernel/instant.ts';
import { isRefusal, refuse, type Refusal } from '../../../kernel/refusal.ts';
import { LIMIT_KINDS } from '../../calendar/core/limit.ts';
import type { Edge, Field, FieldType } from './flow.ts';
import type { PartyName } from './parties.ts';

type Body = Readonly<Record<string, unknown>>;

export const TEXT_LIMIT = 2_000;
export const LIST_LIMIT = 50;
/** How many parts one splitting may make. */
export const PART_LIMIT = 8;

/** No NUL and no half of a character: the store takes neither, and a hash must not hang on them. */
const isClean = (value: unknown): value is string =>
  typeof value === 'string' && !value.includes('\u0000') && !/\p{Surrogate}/u.test(value);
const isText = (value: unknown): boolean => isClean(value) && value.length <= TEXT_LIMIT;
const isShort = (value: unknown): value is string => isClean(value) && value.length <= 80;
const isId = (value: unknown): boolean => typeof value === 'string' && isUuid(value);
const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isList = (value: unknown): boolean =>
  Array.isArray(value) && value.length <= LIST_LIMIT && value.every(isId);

function isLimit(value: unknown): boolean {
  if (!isObject(value)) return false;
  const { kind, amount } = value;
  return LIMIT_KINDS.some((known) => known === kind) && typeof amount === 'number' && amount > 0
    && amount <= 10_000;
}

function isPoint(value: unknown): boolean {
  if (!isObject(value)) return false;
  const { lon, lat } = value;
  return typeof lon === 'number' && typeof lat === 'number' && Math.abs(lon) <= 180 && Math.abs(lat) <= 90;
}

/** Nothing of a part but what is known here: the list goes into the history as it came. */
const PART_FIELDS: Readonly<Record<string, (value: unknown) => boolean>> = {
  unitId: isId, coUnitIds: isList, itemCode: isShort, words: isText, reason: isText,
};
const isPart = (value: unknown): boolean =>
  isObject(value) && Object.entries(value).every(([name, of]) => PART_FIELDS[name]?.(of) === true);

const FITS: Readonly<Record<FieldType, (value: unknown, field: Field) => boolean>> = {
  text: isText,
  code: (value, field) => isShort(value) && (!field.options || field.options.includes(value)),
  boolean: (value) => typeof value === 'boolean',
  score: (value) => typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= 5,
  count: (value) => typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= 100_000,
  instant: (value) => typeof value === 'string' && fromIso(value) !== undefined,
  limit: isLimit,
  id: isId,
  ids: isList,
  parts: (value) => Array.isArray(value) && value.length <= PART_LIMIT && value.every(isPart),
  point: isPoint,
  reporter: (value) => isObject(value) && Object.values(value).every(isShort),
};

const isMissing = (value: unknown): boolean =>
  value === undefined || value === null || (typeof value === 'string' && value.trim() === '');

function checkField(edge: Edge, field: Field, value: unknown): Refusal | undefined {
  if (isMissing(value)) {
    return field.isRequired ? refuse('cases.field_missing', { action: edge.action, field: field.name })
      : undefined;
  }
  if (!FITS[field.type](value, field)) {
    return refuse('cases.field_invalid', { action: edge.action, field: field.name });
  }
  if (field.minimum && Array.isArray(value) && value.length < field.minimum) {
    return refuse('cases.photo_missing', { needed: field.minimum, given: value.length });
  }
  return undefined;
}

/** The fields that ask for something beside what is filled in: one that hangs on another is needed where that
 *  one says so. A field on which others hang stands before them. */
export function fieldsBeside<F extends Pick<Field, 'name' | 'isRequired' | 'onlyIf'>>(
  fields: readonly F[], values: Body,
): readonly F[] {
  const asked = new Set<string>();
  return fields.flatMap((field) => {
    const { onlyIf } = field;
    if (onlyIf && !(asked.has(onlyIf.field) && values[onlyIf.field] === onlyIf.is)) return [];
    asked.add(field.name);
    return [onlyIf ? { ...field, isRequired: true } : field];
  });
}

/** The body with what this party means where it says nothing; refuses `cases.option_not_yours`, and
 *  `cases.field_invalid` where it says what it is not asked. */
export function withOwnOptions(edge: Edge, body: Body, party: PartyName): Body | Refusal {
  const said: Record<string, unknown> = { ...body };
  for (const { name, optionsBy, askedOf } of edge.carries) {
    if (askedOf && !askedOf.includes(party) && said[name] !== undefined) {
      return refuse('cases.field_invalid', { action: edge.action, field: name });
    }
    if (!optionsBy) continue;
    const own = optionsBy[party] ?? [];
    const value = said[name] ?? own[0];
    if (value === undefined) continue;
    if (!own.some((option) => option === value)) {
      return refuse('cases.option_not_yours', { action: edge.action, field: name, option: String(value) });
    }
    said[name] = value;
  }
  return said;
}

/** The body with the edge's own fields alone, each of its type; refuses `cases.field_missing`,
 *  `cases.field_invalid`, `cases.photo_missing`. */
export function readFields(edge: Edge, body: Body): Body | Refusal {
  const read: Record<string, unknown> = {};
  const asked = new Map(fieldsBeside(edge.carries, body).map((field) => [field.name, field]));
  for (const { name } of edge.carries) {
    const value = body[name];
    const field = asked.get(name);
    if (!field) {
      if (isMissing(value)) continue;
      return refuse('cases.field_invalid', { action: edge.action, field: name });
    }
    const fault = checkField(edge, field, value);
    if (isRefusal(fault)) return fault;
    if (!isMissing(value)) read[field.name] = value;
  }
  return read;
}

/** What may be written into the history. */
export function recordedFields(edge: Edge, body: Body): Body {
  const hidden = new Set(edge.carries.filter((field) => field.isPersonal).map((field) => field.name));
  return Object.fromEntries(Object.entries(body).filter(([name]) => !hidden.has(name)));
}

/** What whoever tracks the case may read. */
export function publicFields(edge: Edge | undefined, body: Body): Body {
  const shown = new Set((edge?.carries ?? []).filter((field) => field.isPublic).map((field) => field.name));
  return Object.fromEntries(Object.entries(body).filter(([name]) => shown.has(name)));
}
