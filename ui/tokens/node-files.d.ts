// The one thing a test here needs of Node: reading tokens.css as text, since vitest empties imported styles.
// The web's own type settings leave all of Node out, so that no screen can use it.
declare module 'node:fs' {
  export function readFileSync(path: URL, encoding: 'utf8'): string;
}
