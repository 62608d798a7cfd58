// The words of professional layers on maps and cards.
import { defineTexts } from '../../../ui/words/texts.ts';

export const layerTexts = defineTexts({
  zh: {
    layers: '专业图层',
    shown: '在图上显示的专业图层',
    none: '本区没有生效的专业图层。',
    here: '此处的专业图层',
    centre: '地图中心处',
    nothing: '不在任何专业图层内',
    ownOnly: '专业图层只在本区底图上显示。',
    loading: '正在载入图层…',
  },
  en: {
    layers: 'Layers',
    shown: 'Professional layers on the map',
    none: 'No professional layer is in force in this district.',
    here: 'Professional layers here',
    centre: 'In the middle of the map',
    nothing: 'in no professional layer',
    ownOnly: 'Layers are drawn on the district’s own map alone.',
    loading: 'Layers are on their way…',
  },
});
