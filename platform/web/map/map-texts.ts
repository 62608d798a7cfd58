// The words of the map, in one place for the canvas and for the list that stands in for it.
import { defineTexts } from '../../../ui/words/texts.ts';

export const mapTexts = defineTexts({
  zh: {
    loading: '正在载入地图…',
    noGraphics: '这台设备不能显示地图，下面是同样内容的列表。',
    noMap: '这台设备不能显示地图。',
    none: '这里没有要显示的内容。',
    pin: '位置标记：拖动，或用方向键移动，按住 Shift 移得更远',
    place: '位置',
    ended: '已结束',
    moreThan: (n: number) => `这里只列出前 ${n} 个。`,
    north: '向北',
    south: '向南',
    west: '向西',
    east: '向东',
    zoomIn: '放大',
    zoomOut: '缩小',
    compass: '转回正北',
  },
  en: {
    loading: 'Loading the map…',
    noGraphics: 'This device can’t draw the map; here is the same as a list.',
    noMap: 'This device can’t draw the map.',
    none: 'Nothing to show here.',
    pin: 'Place marker: drag it, or use the arrow keys; hold Shift to go further',
    place: 'Place',
    ended: 'Ended',
    moreThan: (n: number) => `Only the first ${n} are listed here.`,
    north: 'North',
    south: 'South',
    west: 'West',
    east: 'East',
    zoomIn: 'Zoom in',
    zoomOut: 'Zoom out',
    compass: 'Turn to north',
  },
});
