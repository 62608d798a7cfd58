// @vitest-environment jsdom
// The choice survives a visit, and the script before the first paint reads it the same way.
import { beforeEach, expect, test, vi } from 'vitest';
import boot from '../../../apps/public/boot.js?raw';
import { PREFERENCES_KEY, preferences } from './preferences.ts';

const root = document.documentElement;
const system = (isDark: boolean) =>
  vi.stubGlobal('matchMedia', () => ({ matches: isDark, addEventListener: () => undefined }));
const attributes = () => [root.dataset['theme'], root.dataset['elder'], root.lang];
const forget = () => {
  delete root.dataset['theme'];
  delete root.dataset['elder'];
  root.lang = '';
};

beforeEach(() => {
  localStorage.clear();
  system(false);
});

test('without a choice the page speaks Chinese and follows the system', () => {
  system(true);
  preferences.start();
  expect(attributes()).toEqual(['dark', undefined, 'zh-CN']);
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
