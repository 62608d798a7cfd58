// The reasons for which the areas slice says no, with the words for people.
import type { RefusalTable } from '../../../kernel/refusal.ts';
import { layerRefusals } from './refusals-layers.ts';
import { workshopRefusals } from './refusals-workshop.ts';

export const areasRefusals = {
  'areas.outside': {
    status: 422,
    retryable: false,
    zh: '该位置不在服务范围内；最近的是{nearestDistrict}，相距 {distanceKm} 公里。请在地图上重新选点，或向当地反映。',
    en: 'This place is not served here; nearest is {nearestDistrict}, {distanceKm} km away. Pick again.',
  },
  'areas.import_invalid': {
    status: 422,
    retryable: false,
    zh: '导入的区域数据有 {count} 处错误，未保存任何内容。请按所列逐条修改后重新导入。',
    en: 'The imported areas have {count} faults; nothing was stored. Mend those listed and import again.',
  },
  'areas.not_tiled': {
    status: 409,
    retryable: false,
    zh: '网格划分有 {count} 处缺口、重叠、越界或自相交，不能发布。请按所列位置修改后重新导入。',
    en: 'The tiling has {count} faults and cannot be published. Mend the places listed and import again.',
  },
  'areas.not_draft': {
    status: 409,
    retryable: false,
    zh: '该版本不是草稿（{state}），不能再发布。请重新导入一个版本。',
    en: 'This version is no draft ({state}) and cannot be published again. Import a new version.',
  },
  'areas.version_not_found': {
    status: 404,
    retryable: false,
    zh: '没有这个区域版本。请从版本列表中选择。',
    en: 'There is no such version of areas. Choose one from the list of versions.',
  },
  'areas.not_found': {
    status: 404,
    retryable: false,
    zh: '没有编号为 {path} 的区域。请核对区域路径。',
    en: 'There is no area {path}. Check the path.',
  },
  'areas.district_not_found': {
    status: 404,
    retryable: false,
    zh: '区县 {districtId} 尚未发布区域划分。请先导入并发布。',
    en: 'District {districtId} has no published areas. Import and publish them first.',
  },
  ...workshopRefusals,
  ...layerRefusals,
} as const satisfies RefusalTable;
