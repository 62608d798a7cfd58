// Check-ins on a screen: those that run for me, asked each minute so that nobody is in one without seeing it;
// and for administrators those of an area.
import { useQuery } from '@tanstack/react-query';
import { MINUTE } from '../../../kernel/duration.ts';
import { api } from '../../../platform/web/api/api.ts';
import { useSend } from '../../../platform/web/api/use-send.ts';
import type { BeginBody, LookReply, MyTask, MyTasks, TaskList } from '../core/contract.ts';

export type { MyTask };
export type AreaTask = TaskList['tasks'][number];

const MINE = ['check-in', 'mine'] as const;
const OF_AREA = ['check-in', 'tasks'] as const;

export const useMyTasks = (isSignedIn: boolean) =>
  useQuery({
    queryKey: MINE,
    enabled: isSignedIn,
    refetchInterval: MINUTE,
    queryFn: ({ signal }) => api.get<MyTasks>('/api/check-in/mine', { signal }),
  });

export const useAreaTasks = (areaPath: string | undefined) =>
  useQuery({
    queryKey: [...OF_AREA, areaPath],
    enabled: areaPath !== undefined,
    queryFn: ({ signal }) => api.get<TaskList>('/api/check-in/tasks', { signal, query: { areaPath } }),
  });

export const useBegin = (onDone: () => void) =>
  useSend<BeginBody, { id: string }>((body, intent) => api.post('/api/check-in/tasks', body, { intent }), {
    refresh: [OF_AREA, MINE],
    onDone,
  });

export const useEnd = () =>
  useSend<string, { id: string }>(
    (taskId, intent) => api.post(`/api/check-in/tasks/${taskId}/end`, {}, { intent }),
    { refresh: [OF_AREA, MINE] },
  );

export const useLook = (taskId: string) =>
  useSend<string, LookReply>((purpose, intent) =>
    api.post(`/api/check-in/tasks/${taskId}/look`, { purpose }, { intent }),
  );
