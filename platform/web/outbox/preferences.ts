// What a person chose for this device: language, light or dark, elder mode. Until a language is chosen the
// shells speak the browser's. Kept on the device, put on <html> as attributes, never sent anywhere. Keys are
// read before the first paint by apps/public/boot.js.
import type { Language } from '../../../ui/words/language.tsx';
import { localeOf } from '../../../ui/words/language.tsx';

export interface Preferences {
  readonly language: Language;
  readonly theme: 'system' | 'light' | 'dark';
  readonly isElder: boolean;
}

export const PREFERENCES_KEY = 'gridloop.preferences';
interface Kept extends Omit<Preferences, 'language'> {
  /** Undefined until the person has chosen one. */
  readonly language: Language | undefined;
}

/** What a component shown alone speaks, and a browser that does not say which language it wants. */
const DEFAULT_LANGUAGE: Language = 'zh';
const DEFAULTS: Kept = { language: undefined, theme: 'system', isElder: false };

/** Chinese for whoever prefers any kind of Chinese, English for everyone else. */
function browserLanguage(): Language {
  const [first] = navigator.languages;
  if (first === undefined) return DEFAULT_LANGUAGE;
  return /^zh\b/i.test(first) ? 'zh' : 'en';
}

function read(): Kept {
  let kept: { lang?: unknown; theme?: unknown; elder?: unknown } = {};
  try {
    kept = JSON.parse(localStorage.getItem(PREFERENCES_KEY) ?? '{}') as typeof kept;
  } catch (error) {
    // Storage may be forbidden (private window) or damaged; the page must open all the same.
    console.info('Preferences of the last visit are unreadable; the defaults apply.', error);
  }
  return {
    language: kept.lang === 'en' || kept.lang === 'zh' ? kept.lang : undefined,
    theme: kept.theme === 'dark' || kept.theme === 'light' ? kept.theme : 'system',
    isElder: kept.elder === true,
  };
}

const listeners = new Set<() => void>();
let chosen: Kept = typeof document === 'undefined' ? DEFAULTS : read();
let unchosenLanguage: Language = DEFAULT_LANGUAGE;
const spokenNow = (): Preferences => ({ ...chosen, language: chosen.language ?? unchosenLanguage });
let current: Preferences = spokenNow();

/** Dark as asked, or as the system is set. */
export function isDark(theme: Preferences['theme']): boolean {
  if (theme !== 'system') return theme === 'dark';
  return typeof matchMedia === 'function' && matchMedia('(prefers-color-scheme: dark)').matches;
}

/** A wall lights a room all night: it is dark whatever its machine prefers. */
const isAlwaysDark = (root: HTMLElement): boolean => root.dataset['shell'] === 'wall';

function putOnPage(): void {
  const root = document.documentElement;
  root.dataset['theme'] = isAlwaysDark(root) || isDark(current.theme) ? 'dark' : 'light';
  if (current.isElder) root.dataset['elder'] = '';
  else delete root.dataset['elder'];
  root.lang = localeOf(current.language);
}

export const preferences = {
  get: (): Preferences => current,

  set(change: Partial<Preferences>): void {
    chosen = { ...chosen, ...change };
    current = spokenNow();
    putOnPage();
    try {
      const kept = { lang: chosen.language, theme: chosen.theme, elder: chosen.isElder };
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

  /** Reads the device and the browser's language again, and follows the system's light or dark from now
   *  on; shells call it once. */
  start(): void {
    chosen = read();
    unchosenLanguage = browserLanguage();
    current = spokenNow();
    putOnPage();
    if (typeof matchMedia !== 'function') return;
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => {
      putOnPage();
      for (const listener of listeners) listener();
    });
  },
};
