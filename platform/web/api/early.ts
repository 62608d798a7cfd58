// One question that the page's first script asks while the app's code is still on its way: who is signed in. On a
// slow line that is a second of which the app's own first question is spared. The answer serves once, and soon.
const SOON_MS = 15_000;

let asked: { readonly url: string; readonly reply: Promise<Response>; readonly at: number } | undefined;

export function askEarly(url: string, headers: Readonly<Record<string, string>>): void {
  const reply = fetch(url, { credentials: 'same-origin', cache: 'no-store', headers });
  // Told by whoever takes it; nobody may take it.
  reply.catch(() => undefined);
  asked = { url, reply, at: performance.now() };
}

/** Undefined: ask yourself. */
export function takeEarly(url: string): Promise<Response> | undefined {
  if (asked?.url !== url) return undefined;
  const { reply, at } = asked;
  asked = undefined;
  return performance.now() - at < SOON_MS ? reply : undefined;
}
