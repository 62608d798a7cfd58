// What open data says no to.
import type { RefusalTable } from '../../../kernel/refusal.ts';

export const geodataRefusals = {
  'geodata.no_district': {
    status: 404,
    retryable: false,
    zh: '没有区县 {districtId} 的开放数据。请检查六位区县代码。',
    en: 'There is no open data of district {districtId}. Check the six digits of its code.',
  },
  'geodata.collection_unknown': {
    status: 404,
    retryable: false,
    zh: '没有开放的数据集“{collectionId}”。可用的见 /collections。',
    en: 'There is no open collection “{collectionId}”. Those there are stand under /collections.',
  },
  'geodata.feature_unknown': {
    status: 404,
    retryable: false,
    zh: '数据集中没有要素“{featureId}”，它可能已被移除。请在 /items 中查找。',
    en: 'There is no feature “{featureId}” here; it may be gone. Look for it under /items.',
  },
  'geodata.bbox_invalid': {
    status: 400,
    retryable: false,
    zh: '参数 bbox 应为“西,南,东,北”四个数（CRS84 经纬度，南不大于北），收到的是“{found}”。请改正后重试。',
    en: 'bbox is west,south,east,north in degrees of CRS84, south below north; not “{found}”. Mend it.',
  },
  'geodata.datetime_invalid': {
    status: 400,
    retryable: false,
    zh: '参数 datetime 应为 RFC 3339 时刻或“起/止”（可用 .. 表示不限），收到的是“{found}”。请改正后重试。',
    en: 'datetime is a moment of RFC 3339, or two with a slash (.. is open); not “{found}”. Mend it.',
  },
  'geodata.period_invalid': {
    status: 400,
    retryable: false,
    zh: '已结案件需要 endedFrom、endedTo 两个日期，先后有序，最多 {days} 天；收到“{from}”至“{to}”。请改正。',
    en: 'Ended cases need endedFrom and endedTo, in order, {days} days at most; not “{from}” to “{to}”. Mend it.',
  },
} as const satisfies RefusalTable;
