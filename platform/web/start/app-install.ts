// Whether the app stands on the phone's home screen, and how it gets there. Modes: page → offered (the
// browser lets us ask once) → installed; where it never lets us ask, the person is told how to do it by hand.
import { useSyncExternalStore } from 'react';

export type InstallMode = 'installed' | 'offered' | 'ios' | 'by_hand';

interface InstallOffer extends Event {
  prompt(): Promise<unknown>;
}

let offer: InstallOffer | undefined;
let isDone = false;
const listeners = new Set<() => void>();
const tell = (): void => {
  for (const listener of listeners) listener();
};

/** Once, as early as possible: browsers offer it only once. */
export function watchInstall(): void {
  addEventListener('beforeinstallprompt', (event) => {
    event.preventDefault();
    offer = event as InstallOffer;
    tell();
  });
  addEventListener('appinstalled', () => {
    offer = undefined;
    isDone = true;
    tell();
  });
}

/** Safari on iPhones keeps its own word for it. */
const isStandalone = (): boolean =>
  matchMedia('(display-mode: standalone)').matches ||
  (navigator as { standalone?: boolean }).standalone === true;

/** iPads call themselves Macs, with a touch screen. */
const isIos = (): boolean =>
  /iPhone|iPad|iPod/.test(navigator.userAgent) ||
  (/Macintosh/.test(navigator.userAgent) && navigator.maxTouchPoints > 1);

function mode(): InstallMode {
  if (isDone || isStandalone()) return 'installed';
  if (offer) return 'offered';
  return isIos() ? 'ios' : 'by_hand';
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

export const useInstall = (): InstallMode => useSyncExternalStore(subscribe, mode);

/** On a tap; the browser asks the person itself, and an offer counts once. */
export async function install(): Promise<void> {
  const asked = offer;
  offer = undefined;
  await asked?.prompt();
  tell();
}
