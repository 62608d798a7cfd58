// The names of the demo district: all invented, for places in open water, so that no real place or person is
// meant. Lists are long enough for any layout; running out is an error, never a silent repeat.

export const DISTRICT = { code: '990101', zh: '望汐区', en: 'Wangxi District' } as const;
export const RIVER = { zh: '澄汐河', en: 'Chengxi River' } as const;

export const STREETS: readonly (readonly [string, string])[] = [
  ['汐桥街道', 'Xiqiao'], ['青桐街道', 'Qingtong'], ['柳堰街道', 'Liuyan'], ['云塔街道', 'Yunta'],
  ['石埠街道', 'Shibu'], ['白鹭镇', 'Bailu'], ['松陂镇', 'Songbei'], ['荷浦镇', 'Hepu'],
];

/** Two characters and their pinyin; used for communities and, again, for the lanes inside them. */
export const STEMS: readonly (readonly [string, string])[] = [
  ['桐荫', 'Tongyin'], ['汐畔', 'Xipan'], ['书院', 'Shuyuan'], ['澄心', 'Chengxin'], ['槐安', 'Huaian'],
  ['锦棠', 'Jintang'], ['鹿栖', 'Luqi'], ['云阶', 'Yunjie'], ['望塔', 'Wangta'], ['渔歌', 'Yuge'],
  ['枫台', 'Fengtai'], ['灯市', 'Dengshi'], ['柳塘', 'Liutang'], ['文澜', 'Wenlan'], ['竹溪', 'Zhuxi'],
  ['棉纺', 'Mianfang'], ['机电', 'Jidian'], ['盐仓', 'Yancang'], ['茶亭', 'Chating'], ['杏园', 'Xingyuan'],
  ['石鼓', 'Shigu'], ['东篱', 'Dongli'], ['莲汀', 'Lianting'], ['银杏', 'Yinxing'], ['窑湾', 'Yaowan'],
  ['鹤鸣', 'Heming'], ['星桥', 'Xingqiao'], ['百草', 'Baicao'], ['翠屏', 'Cuiping'], ['南埠', 'Nanbu'],
  ['稻香', 'Daoxiang'], ['风荷', 'Fenghe'], ['远帆', 'Yuanfan'], ['春晓', 'Chunxiao'], ['泊湾', 'Bowan'],
  ['麦浪', 'Mailang'], ['采石', 'Caishi'], ['听松', 'Tingsong'], ['芦荻', 'Ludi'], ['橘洲头', 'Juzhoutou'],
  ['晴川', 'Qingchuan'], ['木兰', 'Mulan'], ['凤仪', 'Fengyi'], ['归雁', 'Guiyan'], ['长汀里', 'Changtingli'],
  ['丹枫', 'Danfeng'], ['霁月', 'Jiyue'], ['清和', 'Qinghe'], ['兰皋', 'Langao'], ['向阳', 'Xiangyang'],
  ['平畴', 'Pingchou'], ['渡口', 'Dukou'], ['陶坊', 'Taofang'], ['雁栖里', 'Yanqili'], ['雨花洲',
    'Yuhuazhou'],
  ['双槐', 'Shuanghuai'], ['烟萝', 'Yanluo'], ['小满', 'Xiaoman'], ['金梭', 'Jinsuo'], ['霞浦里', 'Xiapuli'],
];

export const ARTERIALS: readonly (readonly [string, string])[] = [
  ['望汐大道', 'Wangxi Avenue'], ['澄明路', 'Chengming Road'], ['云塔大道', 'Yunta Avenue'],
  ['学士路', 'Xueshi Road'], ['千帆路', 'Qianfan Road'], ['环翠大道', 'Huancui Avenue'], ['明远路',
    'Mingyuan Road'],
];

export const ROAD_STEMS: readonly string[] = [
  '丰泽', '安和', '永宁', '集贤', '崇文', '育才', '体育场', '青年', '新风', '劳动', '和顺', '瑞昌', '嘉禾',
    '通济',
  '惠民', '景明', '紫藤', '海棠', '玉兰', '雪松', '丁香', '石榴', '芙蓉', '梅岭', '横塘', '孔桥', '月塘',
    '石桥',
  '汽车站', '粮库', '水厂', '花园', '电台', '木器厂', '西营', '东营', '北闸', '南闸', '钟楼', '鼓角', '广济',
    '利民',
  '友谊', '团圆', '知行', '春申', '秋实', '晨光', '霞光', '星河',
];

export const PARKS: readonly string[] = [
  '汐畔公园', '云塔公园', '芦荻湿地公园', '银杏园', '听松山公园', '儿童乐园', '滨河绿地公园', '石鼓遗址公园',
  '青年林', '荷风园',
];

export const SURNAMES =
  '王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高郑梁谢宋唐许韩冯邓曹彭曾萧田董潘袁蔡蒋余于杜叶程魏苏吕丁任沈' +
  '姚卢姜崔钟谭陆汪范石廖贾夏付方邹熊白孟秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万覃武钱戴严莫孔向汤';
export const GIVEN_FIRST = '建晓志雨子文海立明春秋玉金永国家思雅静俊浩泽嘉欣若亦书云天长景佳振德宏启承';
export const GIVEN_SECOND = '华明军平强伟芳丽敏燕霞红梅兰英杰涛勇超鹏飞琳婷雪萍莉波斌宁辉楠青然远川安宜成恒庆民';

const DIGITS = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
/** 1–99 as people write it: 12 → 十二. */
export function chineseNumber(n: number): string {
  const [tens, ones] = [Math.floor(n / 10), n % 10];
  const head = tens === 0 ? '' : tens === 1 ? '十' : `${DIGITS[tens]}十`;
  return `${head}${ones === 0 && tens > 0 ? '' : DIGITS[ones]}`;
}
