// The keys as one person has them: the rows of triage-keys.ts with their own changes over them, single ones
// or chords. Pure. A key belongs to one row; where a change takes a key that another row has, both are told
// and nothing is kept.
import { isChord } from '../../../platform/web/keys/key-name.ts';
import { DESK_KEYS, type DeskKey } from './triage-keys.ts';

/** Only what differs from the default: the id of a row, and its key. */
export type KeyMap = Readonly<Record<string, string>>;

export const NO_CHANGES: KeyMap = {};

export const keyOf = (map: KeyMap, id: string): string | undefined =>
  map[id] ?? DESK_KEYS.find((row) => row.id === id)?.key;

const NAMES: Readonly<Record<string, string>> = {
  ' ': 'Space',
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
};

/** As it is written on a key cap: `A`, `↓`, `Ctrl+Shift+D`. */
export const capOf = (key: string): string =>
  NAMES[key] ?? key.replace(/(^|\+)(.)$/, (_, before: string, last: string) => before + last.toUpperCase());

export const capFor = (map: KeyMap, id: string): string | undefined => {
  const key = keyOf(map, id);
  return key === undefined ? undefined : capOf(key);
};

/** Digits take suggestions, G leads to screens, Esc, Enter, Tab and the arrows belong to the page. */
const RESERVED = /^(?:[0-9g]|Escape|Enter|Tab|Backspace|Delete|Shift|Control|Alt|Meta|Arrow.*|F\d+|.*Lock)$/;

const OF_PAGE = /^Ctrl\+(?:k|Enter)$/;
/** Chords that close, open and print, copy and paste: the browser takes them before a page hears of them, or
 *  whoever presses them means the browser. And its menus. */
const OF_BROWSER =
  /^(?:Ctrl\+[acdefghjlnopqrstuvwxyz0-9=-]|Ctrl\+Shift\+[bcijknopqrtvw]|Alt\+[ef])$/;
const OF_ONE_SIGN = /^(?:Ctrl\+)?(?:Alt\+)?(?:Shift\+)?[^+]$/;

export type KeyFault =
  | { readonly kind: 'reserved' | 'browser' }
  | { readonly kind: 'taken'; readonly by: DeskKey };

function isKept(key: string): 'reserved' | 'browser' | undefined {
  if (!isChord(key)) return key.length > 1 || RESERVED.test(key) ? 'reserved' : undefined;
  if (OF_PAGE.test(key)) return 'reserved';
  return OF_BROWSER.test(key) || !OF_ONE_SIGN.test(key) ? 'browser' : undefined;
}

/** Why this row can't have this key; undefined where it can. */
export function faultOf(map: KeyMap, id: string, key: string): KeyFault | undefined {
  const kind = isKept(key);
  if (kind) return { kind };
  const by = DESK_KEYS.find((row) => row.id !== id && keyOf(map, row.id) === key);
  return by ? { kind: 'taken', by } : undefined;
}

/** With this key for this row; the default again leaves no change behind. */
export function withKey(map: KeyMap, id: string, key: string): KeyMap {
  const { [id]: _, ...rest } = map;
  return DESK_KEYS.find((row) => row.id === id)?.key === key ? rest : { ...rest, [id]: key };
}

/** What was kept may be older than this program: rows that are gone or clash are left out. */
export function readKeyMap(kept: unknown): KeyMap {
  if (typeof kept !== 'object' || kept === null) return NO_CHANGES;
  let map: KeyMap = NO_CHANGES;
  for (const [id, key] of Object.entries(kept)) {
    const isKnown = DESK_KEYS.some((row) => row.id === id && row.isFixed !== true);
    if (isKnown && typeof key === 'string') map = { ...map, [id]: key };
  }
  return Object.entries(map).some(([id, key]) => faultOf(map, id, key) !== undefined) ? NO_CHANGES : map;
}
