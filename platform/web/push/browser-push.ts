// What this browser can do about being woken: its permission, its subscription, and giving both back. Asking
// for permission is only ever an answer to a press. Nothing is kept here; the browser keeps it.

export type PushAbility =
  /** No worker or no push in this browser, or not installed where the system wants that first. */
  | 'unsupported'
  /** Never asked. */
  | 'askable'
  /** The person said no; only they can change it, in the settings of the browser. */
  | 'denied'
  | 'granted';

export function pushAbility(): PushAbility {
  const isThere =
    typeof navigator !== 'undefined' &&
    'serviceWorker' in navigator &&
    typeof PushManager !== 'undefined' &&
    typeof Notification !== 'undefined';
  if (!isThere) return 'unsupported';
  return Notification.permission === 'default' ? 'askable' : Notification.permission;
}

/** The worker of this shell; undefined where none was registered (development). */
async function worker(): Promise<ServiceWorkerRegistration | undefined> {
  const found = await navigator.serviceWorker.getRegistration();
  return found ? navigator.serviceWorker.ready : undefined;
}

export interface Subscription {
  readonly endpoint: string;
  readonly keys: { readonly p256dh: string; readonly auth: string };
}

function told(subscription: PushSubscription): Subscription | undefined {
  const { endpoint, keys } = subscription.toJSON();
  const { p256dh, auth } = keys ?? {};
  return endpoint && p256dh && auth ? { endpoint, keys: { p256dh, auth } } : undefined;
}

const bytesOf = (base64url: string): Uint8Array<ArrayBuffer> => {
  const text = atob(base64url.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(text, (letter) => letter.charCodeAt(0));
};

const isFor = (subscription: PushSubscription, publicKey: string): boolean => {
  const key = subscription.options.applicationServerKey;
  const wanted = bytesOf(publicKey);
  const bytes = key && new Uint8Array(key);
  return bytes?.length === wanted.length && wanted.every((byte, index) => bytes[index] === byte);
};

/** Within a press. */
export async function askPermission(): Promise<PushAbility> {
  await Notification.requestPermission();
  return pushAbility();
}

/** The subscription of this browser to this server, made if need be. Throws what the browser throws: usually
 *  that it can't reach its push service. Undefined where there is no worker or no permission. */
export async function subscribe(publicKey: string): Promise<Subscription | undefined> {
  if (pushAbility() !== 'granted') return undefined;
  const registration = await worker();
  if (!registration) return undefined;
  const known = await registration.pushManager.getSubscription();
  if (known && !isFor(known, publicKey)) await known.unsubscribe();
  else if (known) return told(known);
  const made = await registration.pushManager.subscribe({
    userVisibleOnly: true,
    applicationServerKey: bytesOf(publicKey),
  });
  return told(made);
}

/** Nothing more reaches this browser, and what was shown is taken away. */
export async function unsubscribe(): Promise<void> {
  if (pushAbility() === 'unsupported') return;
  const registration = await worker();
  if (!registration) return;
  for (const shown of await registration.getNotifications()) shown.close();
  await (await registration.pushManager.getSubscription())?.unsubscribe();
}

const SYSTEMS = [
  [/HarmonyOS|OpenHarmony/i, 'HarmonyOS'],
  [/Android/, 'Android'],
  [/iPhone|iPad/, 'iOS'],
  [/Windows/, 'Windows'],
  [/Mac OS/, 'macOS'],
  [/Linux/, 'Linux'],
] as const;
const BROWSERS = [
  [/MicroMessenger/, '微信'],
  [/HuaweiBrowser/, 'Huawei'],
  [/MiuiBrowser/, 'MIUI'],
  [/Edg\//, 'Edge'],
  [/Firefox\//, 'Firefox'],
  [/Chrome\//, 'Chrome'],
  [/Safari\//, 'Safari'],
] as const;

/** `Android · Chrome`: enough for a person to know their phones apart, and nothing more. */
export function deviceWords(userAgent: string): string {
  const find = (list: readonly (readonly [RegExp, string])[]) =>
    list.find(([pattern]) => pattern.test(userAgent))?.[1];
  return [find(SYSTEMS), find(BROWSERS)].filter((word) => word !== undefined).join(' · ') || '?';
}
