// @vitest-environment jsdom
// Every text of the web in both languages: same keys, nothing empty, and English that is not Chinese.
import { expect, test } from 'vitest';
import { definedTexts, defineTexts, textIn } from './texts.ts';

const modules = import.meta.glob([
  '../**/*.{ts,tsx}',
  '../../platform/web/**/*.{ts,tsx}',
  '../../apps/{command,field,portal}/*.{ts,tsx}',
  '../../slices/*/web/**/*.{ts,tsx}',
  '!../../**/*.test.{ts,tsx}',
  '!../../**/*.d.ts',
  '!../../**/main.tsx',
  '!../../**/gallery*.tsx',
  '!../../**/map-canvas.tsx',
  '!../../apps/field/{service-worker,start}.ts',
]);
const CHINESE = /[\u4e00-\u9fff]/;
/** A language is named in that language, whatever the screen speaks. */
const NAMES_OF_LANGUAGES = new Set(['中文', 'English']);
const wordsOf = (table: Readonly<Record<string, unknown>>) =>
  Object.entries(table).filter((entry): entry is [string, string] => typeof entry[1] === 'string');

test('every table of every module speaks both languages completely', async () => {
  const loaded = await Promise.all(Object.values(modules).map((load) => load()));
  expect(loaded.length).toBeGreaterThan(40);
  expect(definedTexts().length).toBeGreaterThan(15);
  for (const { zh, en } of definedTexts()) {
    expect(Object.keys(en).sort()).toEqual(Object.keys(zh).sort());
    for (const [key, word] of [...wordsOf(zh), ...wordsOf(en)]) expect(word.trim(), key).not.toBe('');
    for (const [key, word] of wordsOf(en)) {
      if (!NAMES_OF_LANGUAGES.has(word)) expect(CHINESE.test(word), `${key}: ${word}`).toBe(false);
    }
    for (const [key, word] of wordsOf(zh)) {
      if (CHINESE.test(word)) expect(word, `${key}: use full-width marks between characters`)
        .not.toMatch(/[\u4e00-\u9fff][,;:?!][\u4e00-\u9fff]/);
    }
  }
});

test('a sentence with gaps takes the same gaps in both languages', () => {
  const texts = defineTexts({
    zh: { left: (n: number) => `还剩 ${n} 件` },
    en: { left: (n: number) => `${n} left` },
  });
  expect([textIn(texts, 'zh').left(3), textIn(texts, 'en').left(3)]).toEqual(['还剩 3 件', '3 left']);
});
