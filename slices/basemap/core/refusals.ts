// What the base map says no to as a whole; faults of single features are in feature-fault.ts.
import type { RefusalTable } from '../../../kernel/refusal.ts';

export const basemapRefusals = {
  'basemap.file_unreadable': {
    status: 422,
    retryable: false,
    zh: '文件无法读取：{what}。请提供 GeoJSON FeatureCollection（UTF-8）。',
    en: 'The file can’t be read: {what}. Send a GeoJSON FeatureCollection in UTF-8.',
  },
  'basemap.too_many_features': {
    status: 413,
    retryable: false,
    zh: '文件有 {found} 个要素，一次最多 {limit} 个。请分成几个文件，用不同的来源名称导入。',
    en: 'The file has {found} features; at most {limit} go in one import. Split it into several sources.',
  },
  'basemap.nothing_usable': {
    status: 422,
    retryable: false,
    zh: '{found} 个要素都有错误，底图未改动。请按所列逐条修改后重新导入。',
    en: 'All {found} features have faults; the base map is as before. Mend those listed and send it again.',
  },
  'basemap.no_district': {
    status: 404,
    retryable: false,
    zh: '区县 {districtId} 尚未发布区域划分。请先导入区域，再导入底图。',
    en: 'District {districtId} has no published areas. Import its areas first, then the base map.',
  },
} as const satisfies RefusalTable;
