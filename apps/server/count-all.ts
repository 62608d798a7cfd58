// For tests that publish a period: counting takes in every event, and walks as the server does every minute,
// until nothing lies behind.
import type { TestStore } from '../../platform/server/db/test-database.ts';
import { walkPiece } from '../../slices/evaluation/server/walk-cases.ts';
import type { TestApp } from './test-app.ts';

export async function countAll(store: TestStore, app: TestApp): Promise<void> {
  await app.settle();
  for (let isBehind = true; isBehind; ) {
    const { counted } = await store.database.transaction((tx) => walkPiece(tx));
    isBehind = counted > 0;
  }
}
