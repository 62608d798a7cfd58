// Keeps this phone reachable for whoever is signed in on it, if they wished so: told to the server again with
// each session (a push stops with the session it was asked under), taken back when somebody signs out.
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { api } from '../../../platform/web/api/api.ts';
import { kept } from '../../../platform/web/outbox/kept.ts';
import {
  askPermission,
  deviceWords,
  pushAbility,
  type PushAbility,
  subscribe,
  unsubscribe,
} from '../../../platform/web/push/browser-push.ts';
import { navigate } from '../../../platform/web/router/router.tsx';
import { type Language, useSpoken } from '../../../ui/words/language.tsx';
import { PUSH_KEY, type PushState, usePushState } from './use-notices.ts';

/** The id under which the server knows this browser, for this person; kept means wished. */
const NAME = 'notices.push_device';

/** Undefined where this browser can't be subscribed after all. */
async function tellServer(publicKey: string, language: Language): Promise<string | undefined> {
  const subscription = await subscribe(publicKey);
  if (!subscription) return undefined;
  const device = deviceWords(navigator.userAgent);
  const { id } = await api.post<{ id: string }>('/api/notices/subscriptions', {
    ...subscription,
    device,
    language,
  });
  await kept.keep(NAME, id);
  return id;
}

async function keepReachable(language: Language): Promise<void> {
  if (pushAbility() !== 'granted' || typeof (await kept.read(NAME)) !== 'string') return;
  const { publicKey } = await api.get<PushState>('/api/notices/subscriptions');
  if (publicKey !== null) await tellServer(publicKey, language);
}

/** Where a tapped push leads, told by the worker to the window that is open. */
function useTaps(): void {
  useEffect(() => {
    const worker = 'serviceWorker' in navigator ? navigator.serviceWorker : undefined;
    const heard = ({ data }: MessageEvent<{ kind?: unknown; url?: unknown } | null>) => {
      if (data?.kind === 'open' && typeof data.url === 'string') navigate(data.url);
    };
    worker?.addEventListener('message', heard);
    return () => worker?.removeEventListener('message', heard);
  }, []);
}

/** Once per shell. `owner` undefined and `isOut`: somebody has signed out on this phone. */
export function useKeepReachable(owner: string | undefined, isOut: boolean, isOffline: boolean): void {
  const language = useSpoken();
  useTaps();
  useEffect(() => {
    if (owner === undefined || isOffline) return;
    keepReachable(language).catch((error: unknown) => {
      // The inbox has everything; the next start tries again.
      console.info('This phone could not be made reachable.', error);
    });
  }, [owner, isOffline, language]);
  useEffect(() => {
    if (!isOut) return;
    unsubscribe().catch((error: unknown) => console.info('The browser keeps its subscription.', error));
  }, [isOut]);
}

export interface ReachMe {
  readonly ability: PushAbility;
  /** Undefined while unknown. */
  readonly state: PushState | undefined;
  /** The id of this browser among the devices; undefined where it is not woken. */
  readonly here: string | undefined;
  readonly isBusy: boolean;
  /** What the browser or the server said when it did not work. */
  readonly error: unknown;
  readonly turnOn: () => void;
  readonly stop: (deviceId: string) => void;
}

/** Which of the devices this browser is, as it is kept for this person. */
function useHere(state: PushState | undefined): string | undefined {
  const [id, setId] = useState<unknown>();
  // Asked again whenever the list is: turning on keeps the id first.
  const asked = state?.devices;
  useEffect(() => {
    if (asked) void kept.read(NAME).then(setId);
  }, [asked]);
  return state?.devices.find((device) => device.id === id)?.id;
}

export function useReachMe(): ReachMe {
  const language = useSpoken();
  const queries = useQueryClient();
  const { data: state, error: asked } = usePushState();
  const [ability, setAbility] = useState(pushAbility);
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const here = useHere(state);

  const attempt = async (work: () => Promise<void>): Promise<void> => {
    setBusy(true);
    setError(undefined);
    try {
      await work();
    } catch (failed) {
      setError(failed);
    } finally {
      setBusy(false);
      await queries.invalidateQueries({ queryKey: PUSH_KEY });
    }
  };
  const turnOn = async () => {
    const allowed = await askPermission();
    setAbility(allowed);
    if (allowed !== 'granted' || !state?.publicKey) return;
    if ((await tellServer(state.publicKey, language)) === undefined) setAbility('unsupported');
  };
  const stop = async (deviceId: string) => {
    if (deviceId === here) {
      await kept.forget(NAME);
      await unsubscribe();
    }
    await api.delete(`/api/notices/subscriptions/${deviceId}`);
  };
  return {
    ability,
    state,
    here,
    isBusy,
    error: error ?? asked ?? undefined,
    turnOn: () => void attempt(turnOn),
    stop: (deviceId) => void attempt(() => stop(deviceId)),
  };
}
