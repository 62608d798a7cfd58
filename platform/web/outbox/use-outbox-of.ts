// Ties the outbox to the signed-in person and to the moments when sending is worth a try: start,
// reconnect, coming back into view. When something was acknowledged the named queries are asked again.
// Once per shell.
import { useQueryClient, type QueryKey } from '@tanstack/react-query';
import { useEffect, useSyncExternalStore } from 'react';
import { outbox } from './outbox.ts';
import { pocket } from './pocket.ts';

const newestReceipt = (): string | undefined => outbox.get().receipts[0]?.id;

/** `maySend`: the server has confirmed that this person is signed in. */
export function useOutboxOf(
  owner: string | undefined,
  makesOld: readonly QueryKey[],
  maySend = owner !== undefined,
): void {
  const queries = useQueryClient();
  const newest = useSyncExternalStore(outbox.subscribe, newestReceipt);

  useEffect(() => {
    const mine = pocket.current();
    void outbox.belongTo(mine?.owner === owner ? mine : undefined, maySend);
  }, [owner, maySend]);

  useEffect(() => {
    const attempt = () => {
      if (document.visibilityState === 'visible') void outbox.flush();
    };
    addEventListener('online', attempt);
    document.addEventListener('visibilitychange', attempt);
    return () => {
      removeEventListener('online', attempt);
      document.removeEventListener('visibilitychange', attempt);
    };
  }, []);

  // biome-ignore lint/correctness/useExhaustiveDependencies: the list of keys is a constant of the shell
  useEffect(() => {
    if (newest === undefined) return;
    for (const queryKey of makesOld) void queries.invalidateQueries({ queryKey });
  }, [newest, queries]);
}
