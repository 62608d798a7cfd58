// Where an earlier version of the app kept things open on this phone. Few phones have any of it left, so the
// code that moves it comes only where there is something to move.
import type { Pocket } from './pocket.ts';

export const OLD_OUTBOX = { name: 'gridloop.outbox', store: 'parcel' } as const;
export const OLD_KEPT = { name: 'gridloop.kept', store: 'kept' } as const;

/** True as well where the browser can't tell. */
async function mayHaveOldStores(): Promise<boolean> {
  if (typeof indexedDB === 'undefined') return false;
  if (typeof indexedDB.databases !== 'function') return true;
  const names = (await indexedDB.databases()).map(({ name }) => name);
  return [OLD_OUTBOX, OLD_KEPT].some(({ name }) => names.includes(name));
}

/** Whatever fails is tried again at the next start; nothing is deleted before it has moved. */
export async function moveWhatIsLeft(store: Pocket): Promise<void> {
  try {
    if (!(await mayHaveOldStores())) return;
    const { moveOldStores } = await import('./move-old-stores.ts');
    await moveOldStores(store);
  } catch (error) {
    console.warn('What an earlier version kept is moved at the next start.', error);
  }
}
