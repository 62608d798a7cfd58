// Choosing what a wall shows, from its director's desk or by a key before it.
import { api } from '../../../platform/web/api/api.ts';
import { useSend } from '../../../platform/web/api/use-send.ts';
import type { StageBody, StageView } from '../core/contract.ts';

export const useDirect = (areaPath: string, onDone?: (view: StageView) => void) =>
  useSend((body: StageBody, intent) => api.put<StageView>(`/api/wall/${areaPath}/stage`, body, { intent }), {
    refresh: [['wall', 'stage', areaPath]],
    ...(onDone ? { onDone } : {}),
  });
