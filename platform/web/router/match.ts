// Path patterns: `/cases/:id` against `/cases/7`. Pure; the first matching row of a table wins.

export type Params = Readonly<Record<string, string>>;

/** The named parts, or undefined when the path is another one. A final `*` takes the rest as `rest`. */
export function matchPath(pattern: string, path: string): Params | undefined {
  const wanted = pattern.split('/').filter((part) => part !== '');
  const given = path.split('/').filter((part) => part !== '');
  const params: Record<string, string> = {};
  for (const [index, part] of wanted.entries()) {
    if (part === '*') return { ...params, rest: given.slice(index).join('/') };
    const value = given[index];
    if (value === undefined) return undefined;
    if (part.startsWith(':')) params[part.slice(1)] = decodePart(value);
    else if (part !== value) return undefined;
  }
  return wanted.length === given.length ? params : undefined;
}

/** A hand-typed `%` must not break the page. */
function decodePart(part: string): string {
  return /^(?:[^%]|%[0-9a-f]{2})*$/i.test(part) ? decodeURIComponent(part) : part;
}

/** The path inside a shell: `/command/cases/7` under `/command` is `/cases/7`; outside it, undefined. */
export function pathInside(base: string, pathname: string): string | undefined {
  if (pathname === base) return '/';
  return pathname.startsWith(`${base}/`) ? pathname.slice(base.length) : undefined;
}
