// @vitest-environment jsdom
// The choice survives a visit, and the script before the first paint reads it the same way.
import { beforeEach, expect, test, vi } from 'vitest';
import boot from '../../../apps/public/boot.js?raw';
import { PREFERENCES_KEY, preferences } from './preferences.ts';

const root = document.documentElement;
const system = (isDark: boolean) =>
  vi.stubGlobal('matchMedia', () => ({ matches: isDark, addEventListener: () => undefined }));
const browser = (...languages: string[]) => vi.stubGlobal('navigator', { languages });
const attributes = () => [root.dataset['theme'], root.dataset['elder'], root.lang];
const forget = () => {
  delete root.dataset['theme'];
  delete root.dataset['elder'];
  root.lang = '';
};

beforeEach(() => {
  localStorage.clear();
  system(false);
  browser('zh-CN', 'en');
});

test.each([
  { languages: ['zh-CN', 'en'], lang: 'zh-CN' },
  { languages: ['zh-Hant-HK'], lang: 'zh-CN' },
  { languages: ['en-US', 'zh-CN'], lang: 'en-GB' },
  { languages: ['de'], lang: 'en-GB' },
  { languages: [], lang: 'zh-CN' },
])('without a choice a browser of $languages sees $lang and the light of its system', (first) => {
  system(true);
  browser(...first.languages);
  new Function(boot)();
  expect(attributes()).toEqual(['dark', undefined, first.lang]);
  forget();
  preferences.start();
  expect(attributes()).toEqual(['dark', undefined, first.lang]);
});

test('choosing dark does not choose a language', () => {
  browser('en-GB');
  preferences.start();
  preferences.set({ theme: 'dark' });
  expect(attributes()).toEqual(['dark', undefined, 'en-GB']);
  browser('zh-CN');
  forget();
  new Function(boot)();
  expect(attributes()).toEqual(['dark', undefined, 'zh-CN']);
});

test('a language that was chosen stays, whatever the browser speaks', () => {
  preferences.start();
  preferences.set({ language: 'zh' });
  browser('en-GB');
  preferences.start();
  expect(attributes()).toEqual(['light', undefined, 'zh-CN']);
});

test.each([
  { language: 'en', theme: 'dark', isElder: true },
  { language: 'zh', theme: 'light', isElder: false },
  { language: 'en', theme: 'system', isElder: true },
] as const)('the choice $language $theme is on the page again before the first paint', (choice) => {
  preferences.set(choice);
  const chosen = attributes();
  forget();
  new Function(boot)();
  expect(attributes()).toEqual(chosen);
  forget();
  preferences.start();
  expect(attributes()).toEqual(chosen);
});

test('damaged storage does not keep the page from opening', () => {
  localStorage.setItem(PREFERENCES_KEY, '{oops');
  vi.spyOn(console, 'info').mockImplementation(() => undefined);
  new Function(boot)();
  preferences.start();
  expect(attributes()).toEqual(['light', undefined, 'zh-CN']);
});
