// Names by what a dispatcher types: characters, whole pinyin, or its first letters.
import { expect, test } from 'vitest';
import { matchNames, type Named } from './match-names.ts';

const named = (name: string, en: string, pinyin: string, initials: string): Named<string> =>
  ({ of: name, names: [name, en.toLowerCase()], pinyin, initials });
const all = [
  named('桂花街道指挥中心', 'Guihua Street Centre', 'guihuajiedaozhihuizhongxin', 'ghjdzhzx'),
  named('桂花环卫公司', 'Guihua Sanitation', 'guihuahuanweigongsi', 'ghhwgs'),
  named('城市管理局', 'Urban Management Bureau', 'chengshiguanliju', 'csglj'),
];

test('the first letters, the whole pinyin, the characters and the English name all find a unit', () => {
  for (const words of ['csglj', 'csg', 'chengshi', '城市', '管理局', 'Urban', 'management']) {
    expect(matchNames(all, words, 5), words).toEqual(['城市管理局']);
  }
});

test('the closer name comes first, and the shorter among equals', () => {
  expect(matchNames(all, 'gh', 5)).toEqual(['桂花环卫公司', '桂花街道指挥中心']);
  expect(matchNames(all, 'ghjd', 5)).toEqual(['桂花街道指挥中心']);
  expect(matchNames(all, '桂花环卫公司', 1)).toEqual(['桂花环卫公司']);
});

test('nothing is found by nothing, or by what no name holds', () => {
  expect(matchNames(all, '  ', 5)).toEqual([]);
  expect(matchNames(all, 'zzz', 5)).toEqual([]);
  expect(matchNames(all, '水务', 5)).toEqual([]);
});

test('whoever may be shown few of many namesakes is shown those few', () => {
  const namesakes = Array.from({ length: 5_000 }, (_, n) => (
    { ...named('王伟', '', 'wangwei', 'ww'), of: `王伟 ${n}` }));
  const mine = (of: string) => of === '王伟 4321' || of === '王伟 4999';
  expect(matchNames(namesakes, 'ww', 5, mine)).toEqual(['王伟 4321', '王伟 4999']);
  expect(matchNames(namesakes, 'ww', 1, mine)).toEqual(['王伟 4321']);
});
