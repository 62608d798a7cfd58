// What can be wrong with one feature of a base map file, told so that whoever made the file can mend it.
import { tellRefusal } from '../../../kernel/refusal.ts';

export const FEATURE_FAULTS = {
  class_missing: {
    zh:
      '看不出是什么：没有“class”属性，也没有 highway、building 等常用属性。' +
      '请填写 water、green、building、road 或 rail，或在导入时指明整个文件的类别。',
    en:
      'There is no “class”, nor a known property such as highway or building. ' +
      'Fill in water, green, building, road or rail, or name one class for the whole file.',
  },
  class_unknown: {
    zh: '类别“{found}”不在 water 水系、green 绿地、building 建筑、road 道路、rail 铁路 之中。请改为其中之一。',
    en: 'The class “{found}” is not water, green, building, road or rail. Use one of them.',
  },
  geometry_kind: {
    zh: '几何类型“{found}”画不出底图。请用线或面，面须首尾闭合。',
    en: 'The geometry “{found}” draws no ground. Use lines or polygons; rings must close.',
  },
  geometry_unfit: {
    zh: '{found} 不能画成“{class}”：道路、铁路用线，建筑、绿地用面，水系用线或面。请改几何或类别。',
    en:
      'A {found} can’t be “{class}”: roads and rails are lines, buildings and green are polygons, ' +
      'water is either. Mend one of the two.',
  },
  place_not_a_number: {
    zh: '坐标“{found}”不是十进制度数。请写成如 106.0561、29.8446。',
    en: 'The place “{found}” is not in decimal degrees. Write it like 106.0561, 29.8446.',
  },
  place_swapped: {
    zh: '经度与纬度似乎颠倒（{found}）。请对调。',
    en: 'Longitude and latitude look swapped ({found}). Exchange the two.',
  },
  place_not_on_earth: {
    zh: '位置“{found}”超出经纬度范围。如果是平面坐标（米），请先转换成经纬度。',
    en: 'The place “{found}” is no longitude and latitude. Convert projected metres to degrees first.',
  },
  elsewhere: {
    zh: '不在本区及其周边（约 {found} 公里外）。请核对坐标系，或导入到相应的区。',
    en: 'It lies some {found} km away from the district. Check the coordinate system, or import it there.',
  },
} as const;

export type FeatureFaultKind = keyof typeof FEATURE_FAULTS;

export interface FeatureFault {
  /** Position in the file, the first feature being 1. */
  readonly feature: number;
  readonly kind: FeatureFaultKind;
  readonly data: Readonly<Record<string, string | number>>;
}

/** The fault as a sentence that says how to mend it. */
export const tellFeatureFault = (fault: FeatureFault, lang: 'zh' | 'en'): string =>
  tellRefusal({ ...FEATURE_FAULTS[fault.kind], status: 422, retryable: false }, fault.data, lang);
