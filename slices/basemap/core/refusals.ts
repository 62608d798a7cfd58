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
  'basemap.box_too_wide': {
    status: 422,
    retryable: false,
    zh: '范围须由西到东、由南到北，各不超过 {limit} 度（约 20 公里）。请缩小范围，分次查询。',
    en: 'A box runs west to east, south to north, at most {limit}° (20 km) each way. Ask for less at a time.',
  },
  'basemap.source_address': {
    status: 422,
    retryable: false,
    zh: '地址模板不完整：必须包含 {needed}，且不能有其他花括号。请按底图服务的说明改写地址。',
    en: 'The address must hold {needed} and no other braces. Write it as the map’s own manual says.',
  },
  'basemap.source_host': {
    status: 422,
    retryable: false,
    zh: '服务器 {host} 不在允许名单内（现有：{allowed}）。请运维人员把它加入 TILE_HOSTS 后再添加。',
    en: '{host} is not an allowed server (allowed: {allowed}). Ask the operator to add it to TILE_HOSTS.',
  },
  'basemap.source_zooms': {
    status: 422,
    retryable: false,
    zh: '最小级别 {minZoom} 大于最大级别 {maxZoom}，请对调。',
    en: 'The lowest zoom, {minZoom}, is above the highest, {maxZoom}. Swap the two.',
  },
  'basemap.source_known': {
    status: 409,
    retryable: false,
    zh: '已有名为“{name}”的底图。请换一个名称，或先移除原来的。',
    en: 'There is a base map named “{name}” already. Choose another name, or take the old one away first.',
  },
  'basemap.too_many_sources': {
    status: 409,
    retryable: false,
    zh: '一个区县最多 {limit} 个外部底图。请先移除不用的。',
    en: 'A district has at most {limit} base maps of others. Take one away first.',
  },
  'basemap.source_unknown': {
    status: 404,
    retryable: false,
    zh: '没有这个底图，可能已被移除。请刷新页面重新选择。',
    en: 'There is no such base map; it may have been taken away. Reload the page and choose another.',
  },
  'basemap.source_silent': {
    status: 503,
    retryable: true,
    zh: '底图服务器没有给出图片（{why}）。请稍后再试，或改用本区底图。',
    en: 'The server of the base map gave no picture ({why}). Try again later, or use the district’s own map.',
  },
} as const satisfies RefusalTable;
