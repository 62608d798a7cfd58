// The published trees of all districts, kept in memory and reloaded after each publication.
import { defineSnapshot } from '../../../platform/server/db/snapshots.ts';
import { AreasIndex } from '../core/areas-index.ts';
import { listPublishedAreas } from './queries.ts';

export const areasSnapshot = defineSnapshot(
  'areas',
  async (tx) => new AreasIndex(await listPublishedAreas(tx)),
);
