// What a person chose for this device: language, light or dark, elder mode. Kept on the device, put on
// <html> as attributes, never sent anywhere. Keys are read before the first paint by apps/public/boot.js.
import type { Language } from '../../../ui/words/language.tsx';
import { localeOf } from '../../../ui/words/language.tsx';

export interface Preferences {
  readonly language: Language;
  readonly theme: 'system' | 'light' | 'dark';
  readonly isElder: boolean;
}

export const PREFERENCES_KEY = 'gridloop.preferences';
const DEFAULTS: Preferences = { language: 'zh', theme: 'system', isElder: false };

function read(): Preferences {
  let kept: { lang?: unknown; theme?: unknown; elder?: unknown } = {};
  try {
    kept = JSON.parse(localStorage.getItem(PREFERENCES_KEY) ?? '{}') as typeof kept;
  } catch (error) {
    // Storage may be forbidden (private window) or damaged; the page must open all the same.
    console.info('Preferences of the last visit are unreadable; the defaults apply.', error);
  }
  return {
    language: kept.lang === 'en' ? 'en' : 'zh',
    theme: kept.theme === 'dark' || kept.theme === 'light' ? kept.theme : 'system',
    isElder: kept.elder === true,
  };
}

const listeners = new Set<() => void>();
let current: Preferences = typeof document === 'undefined' ? DEFAULTS : read();

/** Dark as asked, or as the system is set. */
export function isDark(theme: Preferences['theme']): boolean {
  if (theme !== 'system') return theme === 'dark';
  return typeof matchMedia === 'function' && matchMedia('(prefers-color-scheme: dark)').matches;
}

function putOnPage(): void {
  const root = document.documentElement;
  root.dataset['theme'] = isDark(current.theme) ? 'dark' : 'light';
  if (current.isElder) root.dataset['elder'] = '';
  else delete root.dataset['elder'];
  root.lang = localeOf(current.language);
}

export const preferences = {
  get: (): Preferences => current,

  set(change: Partial<Preferences>): void {
    current = { ...current, ...change };
    putOnPage();
    try {
      const kept = { lang: current.language, theme: current.theme, elder: current.isElder };
      localStorage.setItem(PREFERENCES_KEY, JSON.stringify(kept));
    } catch (error) {
      console.info('The choice holds for this visit only: the device refuses storage.', error);
    }
    for (const listener of listeners) listener();
  },

  subscribe(listener: () => void): () => void {
    listeners.add(listener);
    return () => void listeners.delete(listener);
  },

  /** Reads the device again and follows the system's light or dark from now on; shells call it once. */
  start(): void {
    current = read();
    putOnPage();
    if (typeof matchMedia !== 'function') return;
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => {
      putOnPage();
      for (const listener of listeners) listener();
    });
  },
};
