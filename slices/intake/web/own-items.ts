// The items that this person has marked with a star, and those used last, on this phone: what is reported two
// hundred times a day is one tap. It never leaves the phone.
import { useEffect, useState } from 'react';
import { pocket } from '../../../platform/web/outbox/pocket.ts';
import type { ChosenItem } from './field-report.ts';

export interface OwnItems {
  readonly stars: readonly ChosenItem[];
  readonly used: readonly ChosenItem[];
}

const NAME = 'report.items';
const MOST_STARS = 20;
const MOST_USED = 6;
const NONE: OwnItems = { stars: [], used: [] };

const isItem = (value: unknown): value is ChosenItem =>
  typeof (value as ChosenItem | null)?.code === 'string';
const itemsIn = (value: unknown): ChosenItem[] => (Array.isArray(value) ? value.filter(isItem) : []);

export function reviveItems(value: unknown): OwnItems {
  if (typeof value !== 'object' || value === null) return NONE;
  const { stars, used } = value as Partial<OwnItems>;
  return { stars: itemsIn(stars), used: itemsIn(used) };
}

const without = (items: readonly ChosenItem[], code: string) => items.filter((one) => one.code !== code);
const plain = ({ code, name, nameEn }: ChosenItem): ChosenItem => ({ code, name, nameEn });

export const hasStar = ({ stars }: OwnItems, code: string): boolean => stars.some((one) => one.code === code);

export const withStar = (own: OwnItems, item: ChosenItem): OwnItems => ({
  ...own,
  stars: hasStar(own, item.code)
    ? without(own.stars, item.code)
    : [...own.stars, plain(item)].slice(-MOST_STARS),
});

export const withUse = (own: OwnItems, item: ChosenItem): OwnItems => ({
  ...own,
  used: [plain(item), ...without(own.used, item.code)].slice(0, MOST_USED),
});

/** The stars first, then what was used last, then what others report here, then how the list begins; each
 *  once. */
export function offeredItems(
  own: OwnItems,
  often: readonly ChosenItem[],
  list: readonly ChosenItem[],
  most: number,
): ChosenItem[] {
  const byCode = new Map<string, ChosenItem>();
  for (const item of [...own.stars, ...own.used, ...often, ...list.slice(0, most)]) {
    if (!byCode.has(item.code)) byCode.set(item.code, item);
  }
  return [...byCode.values()].slice(0, Math.max(most, own.stars.length));
}

export interface OwnItemsKeeper {
  readonly own: OwnItems;
  readonly star: (item: ChosenItem) => void;
  readonly use: (item: ChosenItem) => void;
}

export function useOwnItems(): OwnItemsKeeper {
  const [own, setOwn] = useState(NONE);
  useEffect(() => {
    let isHere = true;
    void pocket
      .current()
      ?.get('fact', NAME)
      .then((value) => isHere && setOwn(reviveItems(value)));
    return () => {
      isHere = false;
    };
  }, []);
  const change = (next: OwnItems) => {
    setOwn(next);
    // A full phone loses a star, never a report.
    pocket
      .current()
      ?.put('fact', NAME, next)
      .catch((error: unknown) => console.info('The phone is full; the star holds for this visit.', error));
  };
  return {
    own,
    star: (item) => change(withStar(own, item)),
    use: (item) => change(withUse(own, item)),
  };
}
