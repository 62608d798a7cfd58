// The headings of a components file: which words, in either language, name which field.
// Files from offices are headed in Chinese, files from systems in English; case and spaces don't matter.

export type Field =
  | 'code'
  | 'classCode'
  | 'name'
  | 'lon'
  | 'lat'
  | 'condition'
  | 'rightsConfirmed'
  | 'externalCode'
  | 'competentUnit'
  | 'ownerUnit'
  | 'maintenanceUnit';

const HEADINGS: Readonly<Record<Field, readonly string[]>> = {
  code: ['code', 'component code', '编码', '部件编码', '标识码', '部件标识码'],
  classCode: ['classcode', 'class code', 'class', '类别', '类别代码', '小类代码', '部件类别'],
  name: ['name', '名称', '部件名称'],
  lon: ['lon', 'lng', 'longitude', 'x', '经度'],
  lat: ['lat', 'latitude', 'y', '纬度'],
  condition: ['condition', 'state', '状态', '部件状态'],
  rightsConfirmed: ['rightsconfirmed', 'rights confirmed', '确权', '是否确权'],
  externalCode: ['externalcode', 'external code', '原编号', '编号', '外部编号'],
  competentUnit: ['competentunit', 'competent unit', '主管部门'],
  ownerUnit: ['ownerunit', 'owner unit', 'owner', '权属单位'],
  maintenanceUnit: ['maintenanceunit', 'maintenance unit', '养护单位'],
};

const FIELD_OF = new Map(
  Object.entries(HEADINGS).flatMap(([field, words]) => words.map((word) => [word, field as Field] as const)),
);

const textOf = (value: unknown): string =>
  typeof value === 'string'
    ? value.trim()
    : typeof value === 'number' || typeof value === 'boolean'
      ? `${value}`
      : '';

/** The cells of a row by field; unknown headings are left out, of two for one field the first counts. */
export function readCells(raw: Readonly<Record<string, unknown>>): Readonly<Partial<Record<Field, string>>> {
  const cells: Partial<Record<Field, string>> = {};
  for (const [heading, value] of Object.entries(raw)) {
    const field =
      FIELD_OF.get(
        heading
          .replace(/^\uFEFF/, '')
          .trim()
          .toLowerCase()
          .replace(/_/g, ' '),
      ) ?? FIELD_OF.get(heading.trim().toLowerCase().replace(/_/g, ''));
    if (field && !cells[field]) cells[field] = textOf(value);
  }
  return cells;
}
