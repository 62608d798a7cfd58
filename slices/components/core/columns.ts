// The headings of a components file: which words, in either language, name which field. Files from offices
// are headed in Chinese, files from systems in English; case and spaces don't matter. A file with words of
// its own comes with a mapping: which of its headings mean a field, and what counts where it has no such
// column.

export const FIELDS = [
  'code', 'classCode', 'name', 'lon', 'lat', 'condition', 'rightsConfirmed', 'externalCode', 'competentUnit',
  'ownerUnit', 'maintenanceUnit', 'monitored',
] as const;

export type Field = (typeof FIELDS)[number];

const HEADINGS: Readonly<Record<Field, readonly string[]>> = {
  code: ['code', 'component code', '编码', '部件编码', '标识码', '部件标识码'],
  classCode: ['classcode', 'class code', 'class', '类别', '类别代码', '小类', '小类代码', '部件类别'],
  name: ['name', '名称', '部件名称'],
  lon: ['lon', 'lng', 'longitude', 'x', '经度'],
  lat: ['lat', 'latitude', 'y', '纬度'],
  condition: ['condition', 'state', '状态', '部件状态'],
  rightsConfirmed: ['rightsconfirmed', 'rights confirmed', '确权', '是否确权'],
  externalCode: ['externalcode', 'external code', '原编号', '编号', '外部编号'],
  competentUnit: ['competentunit', 'competent unit', '主管部门'],
  ownerUnit: ['ownerunit', 'owner unit', 'owner', '权属单位'],
  maintenanceUnit: ['maintenanceunit', 'maintenance unit', '养护单位'],
  monitored: ['monitored', '监测', '是否监测'],
};

/** Field → the headings that make it up (several are joined by a space), and the values for the whole
 *  file. */
export interface Mapping {
  readonly columns: Readonly<Partial<Record<Field, readonly string[]>>>;
  readonly constants: Readonly<Partial<Record<Field, string>>>;
}

const FIELD_OF = new Map(
  Object.entries(HEADINGS).flatMap(([field, words]) => words.map((word) => [word, field as Field] as const)),
);

const textOf = (value: unknown): string =>
  typeof value === 'string'
    ? value.trim()
    : typeof value === 'number' || typeof value === 'boolean'
      ? `${value}`
      : '';

/** The field that a heading names by itself. */
export function fieldOf(heading: string): Field | undefined {
  const bare = heading.replace(/^\uFEFF/, '').trim().toLowerCase();
  return FIELD_OF.get(bare.replace(/_/g, ' ')) ?? FIELD_OF.get(bare.replace(/_/g, ''));
}

/** Thousands of rows share a few headings. */
const known = new Map<string, Field | undefined>();
const MOST_KNOWN = 10_000;

function fieldOfKnown(heading: string): Field | undefined {
  if (known.has(heading)) return known.get(heading);
  if (known.size >= MOST_KNOWN) known.clear();
  const field = fieldOf(heading);
  known.set(heading, field);
  return field;
}

/** The cells of a row by field; unknown headings are left out, of two for one field the first that says
 *  something counts. */
export function readCells(
  raw: Readonly<Record<string, unknown>>,
  mapping?: Mapping,
): Readonly<Partial<Record<Field, string>>> {
  const cells: Partial<Record<Field, string>> = {};
  for (const field of FIELDS) {
    const headings = mapping?.columns[field];
    if (!headings) continue;
    cells[field] = headings.map((heading) => textOf(raw[heading])).filter((text) => text !== '').join(' ');
  }
  for (const heading in raw) {
    const field = fieldOfKnown(heading);
    if (field && !mapping?.columns[field] && !cells[field]) cells[field] = textOf(raw[heading]);
  }
  for (const field of FIELDS) {
    const constant = mapping?.constants[field];
    if (constant && !cells[field]) cells[field] = constant;
  }
  return cells;
}

/** The fields that a file with these headings says something about; the others stay as they are known. */
export function fieldsIn(headings: readonly string[], mapping?: Mapping): ReadonlySet<Field> {
  const said = new Set<Field>();
  for (const field of FIELDS) {
    const mapped = mapping?.columns[field];
    if (mapped ? mapped.some((heading) => headings.includes(heading))
      : headings.some((heading) => fieldOf(heading) === field)) said.add(field);
    if (mapping?.constants[field]) said.add(field);
  }
  return said;
}
