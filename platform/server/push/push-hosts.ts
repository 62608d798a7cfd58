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
