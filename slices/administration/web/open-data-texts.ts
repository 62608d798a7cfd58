// The words of open data.
import { defineTexts } from '../../../ui/words/texts.ts';

export const openDataTexts = defineTexts({
  zh: {
    why: '向社会开放的数据集：任何程序都可按 OGC API Features 标准读取。没有开放的，对外等同于不存在。',
    collections: '数据集',
    isOpen: '已开放',
    isClosed: '未开放',
    open: (title: string) => `开放${title}`,
    close: (title: string) => `关闭${title}`,
    openWhy: '开放后任何人都能读取，无须登录。已被他人取走的数据收不回来。',
    closeWhy: '关闭后不再提供；他人已经取走的数据收不回来。',
    whyHelp: '留在变更记录中。',
    address: '地址',
    addressHelp: '在 QGIS 等程序中作为“OGC API - Features”连接添加；坐标为 WGS 84（CRS84）。',
  },
  en: {
    why:
      'What the district gives to the world: every program reads it by OGC API Features. ' +
      'What is not open is not there to anybody outside.',
    collections: 'Collections',
    isOpen: 'Open',
    isClosed: 'Not open',
    open: (title: string) => `Open ${title}`,
    close: (title: string) => `Close ${title}`,
    openWhy: 'Everybody may read it then, without signing in. What others have taken can’t be taken back.',
    closeWhy: 'It is not given any more; what others have taken can’t be taken back.',
    whyHelp: 'Kept on record.',
    address: 'Address',
    addressHelp: 'Add it in QGIS as a connection of “OGC API - Features”; coordinates are WGS 84 (CRS84).',
  },
});
