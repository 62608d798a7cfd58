// Questions that the page's first script asks while the app's code is still on its way: who is signed in, and
// on a phone that is new to the app the key of her pocket. On a slow line that is a second of which the app's
// own first questions are spared. An answer serves once, soon, and only as long as nothing was sent: a sign-
// in would make it another person's.
const SOON_MS = 15_000;

const asked = new Map<string, { readonly reply: Promise<Response>; readonly at: number }>();

/** A failure is told to whoever takes it; nobody may take it. */
export function askEarly(url: string, headers: Readonly<Record<string, string>>): void {
  const reply = fetch(url, { credentials: 'same-origin', cache: 'no-store', headers });
  reply.catch(() => undefined);
  asked.set(url, { reply, at: performance.now() });
}

/** Undefined: ask yourself. */
export function takeEarly(url: string): Promise<Response> | undefined {
  const found = asked.get(url);
  asked.delete(url);
  return found && performance.now() - found.at < SOON_MS ? found.reply : undefined;
}

export const forgetEarly = (): void => asked.clear();
