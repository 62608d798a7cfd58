// What a new plan of a wall, its round or a director's choice changes, in words for the record: scene by
// scene, video by video. Where a picture comes from is told as there or not: its address may be known to
// fewer than read the record.
import { type Fact, factOf, factsOf, type Words } from '../../changes/core/change.ts';
import { LAYOUTS, type Layout, type Panel, type Placed, type Plan, type Scene, type Video } from './plan.ts';

const PANEL_WORDS: Readonly<Record<Panel, Words>> = {
  figures: { zh: '数字', en: 'figures' },
  map: { zh: '地图', en: 'map' },
  streets: { zh: '街道', en: 'streets' },
  running: { zh: '在办案件', en: 'running cases' },
  indicators: { zh: '指标', en: 'indicators' },
  video: { zh: '视频', en: 'video' },
};
const LAYOUT_WORDS: Readonly<Record<Layout, Words>> = {
  standard: { zh: '标准屏', en: 'standard screen' },
  wide: { zh: '宽屏', en: 'wide screen' },
};

type Language = keyof Words;
const inBoth = (tell: (language: Language) => string): Words => ({ zh: tell('zh'), en: tell('en') });
const joined = (parts: readonly string[], language: Language): string =>
  parts.join(language === 'zh' ? '，' : ', ');

/** `地图 1,1 8×12`: the column and row it begins at, and how many of each it takes. */
const placedWords = ({ panel, column, row, columns, rows }: Placed, language: Language): string =>
  `${PANEL_WORDS[panel][language]} ${column},${row} ${columns}×${rows}`;

/** `60 秒，轮播`. */
function turningWords({ seconds, isInTurn }: Scene, language: Language): string {
  const isZh = language === 'zh';
  const [called, inTurn] = isZh ? ['不轮播', '轮播'] : ['only when called', 'in turn'];
  return joined([isZh ? `${seconds} 秒` : `${seconds} s`, isInTurn ? inTurn : called], language);
}

const sceneWords = (scene: Scene): Words =>
  inBoth((language) => {
    const isZh = language === 'zh';
    const layouts = LAYOUTS.map((layout) => {
      const panels = scene.layouts[layout].map((one) => placedWords(one, language));
      return `${LAYOUT_WORDS[layout][language]} ${panels.join(isZh ? '、' : ' / ')}`;
    });
    const focus = scene.isFocus ? [isZh ? '只看一个街道' : 'one street alone'] : [];
    return joined([scene[language], turningWords(scene, language), ...focus, ...layouts], language);
  });

const videoWords = ({ kind, address, ...name }: Video): Words =>
  inBoth((language) => {
    const isThere = language === 'zh' ? '已接入' : 'connected';
    const isNot = language === 'zh' ? '未接入' : 'not connected';
    return joined([name[language], kind.toUpperCase(), address === null ? isNot : isThere], language);
  });

const MOVED: Words = { zh: '接入地址已更换', en: 'its address is another' };

function videoFact(before: Video | undefined, after: Video | undefined, place: number): Fact | undefined {
  const name = { zh: `视频位 ${place}`, en: `place for video ${place}` };
  const [was, is] = [before ? videoWords(before) : null, after ? videoWords(after) : null];
  return before && after && is && was?.zh === is.zh && before.address !== after.address
    ? { name, before: was, after: inBoth((language) => joined([is[language], MOVED[language]], language)) }
    : factOf(name, was, is);
}

const orderWords = ({ scenes }: Plan): Words =>
  inBoth((language) => scenes.map((scene) => scene[language]).join(' → '));

const sceneName = (scene: Words): Words => ({ zh: `场景 ${scene.zh}`, en: `scene ${scene.en}` });
const orderFact = (before: Plan, after: Plan): Fact | undefined =>
  factOf({ zh: '次序', en: 'order' }, orderWords(before), orderWords(after));

/** Of a round: the order, and how long and whether each scene takes its turn. What stands on it is kept. */
export function roundFacts(before: Plan, after: Plan): Fact[] {
  const turns = after.scenes.map((is) => {
    const was = before.scenes.find(({ code }) => code === is.code);
    const words = (scene: Scene) => inBoth((language) => turningWords(scene, language));
    return factOf(sceneName(is), was ? words(was) : null, words(is));
  });
  return factsOf(orderFact(before, after), ...turns);
}

/** What stands on the walls of an area at a moment. */
export interface Standing {
  readonly scene: Words;
  readonly isHeld: boolean;
  /** The street that a director has chosen; null: the one with most red. */
  readonly focus: Words | null;
}

const HELD: Words = { zh: '停留', en: 'stays' };
const GOES_ON: Words = { zh: '到时轮播', en: 'goes on in turn' };

/** Of a director's choice. Empty where what stood is called again. */
export function stageFacts(before: Standing, after: Standing): Fact[] {
  const standing = ({ scene, isHeld }: Standing) =>
    inBoth((language) => joined([scene[language], (isHeld ? HELD : GOES_ON)[language]], language));
  return factsOf(
    factOf({ zh: '场景', en: 'scene' }, standing(before), standing(after)),
    factOf({ zh: '聚焦的镇街', en: 'street in focus' }, before.focus, after.focus),
  );
}

/** Empty where the plan says what it said. */
export function planFacts(before: Plan, after: Plan): Fact[] {
  const sceneIn = (plan: Plan, code: string) => plan.scenes.find((scene) => scene.code === code);
  const codes = [...new Set([...after.scenes, ...before.scenes].map(({ code }) => code))];
  const scenes = codes.map((code) => {
    const [was, is] = [sceneIn(before, code), sceneIn(after, code)];
    const name = sceneName(is ?? was ?? { zh: code, en: code });
    return factOf(name, was ? sceneWords(was) : null, is ? sceneWords(is) : null);
  });
  const places = Math.max(before.videos.length, after.videos.length);
  const videos = Array.from({ length: places }, (_, at) =>
    videoFact(before.videos[at], after.videos[at], at + 1),
  );
  return factsOf(orderFact(before, after), ...scenes, ...videos);
}
