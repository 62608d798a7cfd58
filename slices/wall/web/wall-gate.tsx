// Who may see the wall here: a person signed in who may watch it, else the machine that was let in, else
// nobody, and the machine shows a code.
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { SECOND } from '../../../kernel/duration.ts';
import { isWithin } from '../../../kernel/rights.ts';
import { api } from '../../../platform/web/api/api.ts';
import { DeviceSwitches } from '../../../platform/web/i18n/device-switches.tsx';
import { useRoute } from '../../../platform/web/router/router.tsx';
import { type NamedPost, useSession } from '../../../platform/web/session/session.tsx';
import { NewPassword } from '../../../platform/web/session/new-password.tsx';
import { SignIn } from '../../../platform/web/session/sign-in.tsx';
import { Loading } from '../../../ui/states/states.tsx';
import { useText } from '../../../ui/words/texts.ts';
import type { MyScreen } from '../core/contract.ts';
import { wallPolicy } from '../core/policy.ts';
import { PairingScreen } from './pairing-screen.tsx';
import { WallScreen } from './wall-screen.tsx';
import { pairingTexts } from './wall-texts.ts';

const OFTEN_MS = 2 * SECOND;
/** Sent away, a machine shows its code again within five seconds. */
const NOW_AND_THEN_MS = 4 * SECOND;
const WATCHERS = wallPolicy.find((row) => row.operation === 'wall.watch')?.who ?? [];
const PATH = /^[0-9]{6}(\.[0-9]{3}){0,3}$/;

/** The widest area of a post that may watch; the one asked for where it lies within such an area. */
export function watchedArea(posts: readonly NamedPost[], asked: string | null): string | undefined {
  const areas = posts
    .filter((post) => WATCHERS.includes(post.role))
    .map((post) => post.areaPath)
    .sort((a, b) => a.length - b.length);
  if (asked !== null && PATH.test(asked) && areas.some((area) => isWithin(asked, area))) return asked;
  return areas[0];
}

export default function WallGate() {
  const t = useText(pairingTexts);
  const { mode, session } = useSession();
  const { params, query } = useRoute();
  const [hasKeyboard, setKeyboard] = useState(false);
  const ofPerson = session ? watchedArea(session.posts, query.get('area')) : undefined;
  const { data: mine } = useQuery({
    queryKey: ['wall', 'mine'],
    enabled: mode !== 'loading' && ofPerson === undefined,
    queryFn: ({ signal }) => api.get<MyScreen>('/api/wall/screens/mine', { signal }),
    staleTime: 0,
    // Sent away, it shows a code again; let in, it shows the wall.
    refetchInterval: ({ state }) => (state.data?.state === 'let_in' ? NOW_AND_THEN_MS : OFTEN_MS),
  });
  if (session?.mustChangePassword) return <NewPassword switches={<DeviceSwitches />} />;
  const areaPath = ofPerson ?? (mine?.state === 'let_in' ? (mine.areaPath ?? undefined) : undefined);
  if (areaPath !== undefined) {
    const isDevice = ofPerson === undefined;
    return <WallScreen key={areaPath} {...{ areaPath, isDevice }} pinned={params['scene']} />;
  }
  if (mode === 'loading' || mine === undefined) return <Loading lines={6} />;
  if (hasKeyboard && mode === 'signed_out') return <SignIn title={t.title2} switches={<DeviceSwitches />} />;
  return <PairingScreen mine={mine} onSignIn={() => setKeyboard(true)} />;
}
