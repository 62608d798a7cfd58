// Which servers outside this one may be called. An address that a person or a browser names could make the
// server call anything (SSRF): nothing but the hosts that the operator allows is ever called.

const HOST = /^(\*\.)?[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+$/;
const MOST_LETTERS = 1_000;

/** A host, `*.host`, or a whole origin like `http://127.0.0.1:9000` for a server of one's own. */
export function isOutsideHost(text: string): boolean {
  if (HOST.test(text)) return true;
  if (!URL.canParse(text)) return false;
  const url = new URL(text);
  return /^https?:$/.test(url.protocol) && url.origin === text;
}

const fits = (host: string, allowed: string): boolean =>
  allowed.startsWith('*.')
    ? host.endsWith(allowed.slice(1)) && host.length > allowed.length - 1
    : host === allowed;

/** The address as a URL, or undefined where it must not be called. */
export function allowedUrl(address: string, hosts: readonly string[]): URL | undefined {
  if (address.length > MOST_LETTERS || !URL.canParse(address)) return undefined;
  const url = new URL(address);
  if (url.username || url.password || url.hash) return undefined;
  const isOurs = hosts.includes(url.origin);
  const isKnown =
    url.protocol === 'https:' && url.port === '' && hosts.some((allowed) => fits(url.hostname, allowed));
  return isOurs || isKnown ? url : undefined;
}
