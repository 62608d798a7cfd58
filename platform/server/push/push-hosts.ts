// Which push services this server talks to. A browser names the address itself, so whoever subscribes could
// make the server call anything (SSRF): nothing but the services of the browsers, over https, and what the
// configuration adds, is ever called.

/** Chromium, Firefox, Safari, Edge. `*.` stands for one or more labels. */
export const BROWSER_PUSH_HOSTS: readonly string[] = [
  'fcm.googleapis.com',
  'updates.push.services.mozilla.com',
  '*.push.apple.com',
  '*.notify.windows.com',
];

const HOST = /^(\*\.)?[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+$/;
const MOST_LETTERS = 1_000;

/** A host, `*.host`, or a whole origin like `http://127.0.0.1:9000` for a service of one's own. */
export function isPushService(text: string): boolean {
  if (HOST.test(text)) return true;
  if (!URL.canParse(text)) return false;
  const url = new URL(text);
  return /^https?:$/.test(url.protocol) && url.origin === text;
}

const fits = (host: string, allowed: string): boolean =>
  allowed.startsWith('*.')
    ? host.endsWith(allowed.slice(1)) && host.length > allowed.length - 1
    : host === allowed;

/** The endpoint's URL, or undefined where it must not be called. */
export function allowedEndpoint(endpoint: string, services: readonly string[]): URL | undefined {
  if (endpoint.length > MOST_LETTERS || !URL.canParse(endpoint)) return undefined;
  const url = new URL(endpoint);
  if (url.username || url.password || url.hash) return undefined;
  const isOurs = services.includes(url.origin);
  const isKnown =
    url.protocol === 'https:' && url.port === '' && services.some((allowed) => fits(url.hostname, allowed));
  return isOurs || isKnown ? url : undefined;
}
