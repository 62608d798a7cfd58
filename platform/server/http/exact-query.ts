// A question with a word that nobody knows is not answered as if the word were not there: a mistyped filter
// would open everything. Of questions alone: a command that waited on a phone for a day is not lost over a
// word that it never needed.
import { throwRefusal } from './refused.ts';
import type { AnyRoute, Language } from './route.ts';

const MOST_NAMED = 8;
const LONGEST_NAME = 40;
const NONE: Readonly<Record<Language, string>> = { zh: '无', en: 'none' };

/** Throws Refused `http.query_unknown`. */
export function checkQuery({ method, query: schema }: AnyRoute, query: unknown, lang: Language): void {
  if (method !== 'GET') return;
  const properties = (schema as { properties?: object } | undefined)?.properties ?? {};
  const strange = Object.keys(query as object).filter((name) => !Object.hasOwn(properties, name));
  if (strange.length === 0) return;
  throwRefusal('http.query_unknown', {
    names: strange.slice(0, MOST_NAMED).map((name) => name.slice(0, LONGEST_NAME)).join(', '),
    known: Object.keys(properties).join(', ') || NONE[lang],
  });
}
