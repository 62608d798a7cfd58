// What the components slice says no to as a whole; faults of single rows are in row-fault.ts.
import type { RefusalTable } from '../../../kernel/refusal.ts';

export const componentsRefusals = {
  'component.not_found': {
    status: 404,
    retryable: false,
    zh: '没有找到该部件。它可能不在本系统登记；可以不选部件，直接按位置上报。',
    en: 'This component was not found. It may not be registered; you can report by place without it.',
  },
  'component.file_unreadable': {
    status: 422,
    retryable: false,
    zh: '文件无法读取：{what}。请提供带表头的 CSV（UTF-8 或 GBK），或 GeoJSON FeatureCollection。',
    en: 'The file can’t be read: {what}. Send CSV with a heading (UTF-8, GBK) or a FeatureCollection.',
  },
  'component.too_many_rows': {
    status: 413,
    retryable: false,
    zh: '文件有 {rows} 行，一次最多 {limit} 行。请分成几个文件导入。',
    en: 'The file has {rows} rows; at most {limit} go in one import. Split it.',
  },
} satisfies RefusalTable;
