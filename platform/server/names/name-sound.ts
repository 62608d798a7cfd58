// How a name is spoken: its pinyin and the first letters of it, worked out once in the life of the process.
import { pinyin } from 'pinyin-pro';
import type { Named } from './match-names.ts';

type Sound = Pick<Named<unknown>, 'pinyin' | 'initials'>;

const sounds = new Map<string, Sound>();
/** Twenty districts' names; beyond that it begins anew. */
const MOST_SOUNDS = 400_000;

function soundOf(name: string): Sound {
  const known = sounds.get(name);
  if (known) return known;
  const syllables = pinyin(name, { toneType: 'none', type: 'array', nonZh: 'consecutive', v: true })
    .map((syllable) => syllable.toLowerCase().replace(/[^a-z0-9]/g, ''));
  const sound = { pinyin: syllables.join(''), initials: syllables.map((one) => one.slice(0, 1)).join('') };
  if (sounds.size > MOST_SOUNDS) sounds.clear();
  sounds.set(name, sound);
  return sound;
}

/** Found by its Chinese name and how that is spoken, and by whatever else it is called. */
export const namedBy = <T>(of: T, name: string, ...more: readonly string[]): Named<T> => ({
  of,
  ...soundOf(name),
  names: [name, ...more].filter((one) => one !== '').map((one) => one.toLowerCase()),
});
