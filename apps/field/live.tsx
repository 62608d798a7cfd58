// What goes on while somebody is signed in, drawn as nothing: the stream of changes, the cases of the shift
// that come onto the phone, and the wish to be woken when something waits for a network. Loaded after the
// first screen.
import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useOutbox } from '../../platform/web/outbox/outbox.ts';
import type { NamedPost } from '../../platform/web/session/session.tsx';
import { wakeToSend } from '../../platform/web/start/app-update.ts';
import { useOnline } from '../../platform/web/start/use-online.ts';
import { CASES_KEY, useCasesLive } from '../../slices/cases/web/use-cases.ts';
import { useShiftSync } from '../../slices/cases/web/use-shift.ts';

export default function Live({ posts }: { posts: readonly NamedPost[] }) {
  const queries = useQueryClient();
  const isLive = useCasesLive(posts).mode === 'live';
  // Nobody tells what happened between the answers that the first screen got and the stream.
  useEffect(() => {
    if (isLive) void queries.invalidateQueries({ queryKey: CASES_KEY });
  }, [isLive, queries]);
  useShiftSync();
  const hasEntries = useOutbox().entries.length > 0;
  const isOnline = useOnline();
  useEffect(() => {
    if (hasEntries && !isOnline) void wakeToSend();
  }, [hasEntries, isOnline]);
  return null;
}
