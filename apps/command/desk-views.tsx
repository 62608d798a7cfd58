// The saved views of the desk, as the triage screen reads them: an address becomes a view. Rights are the
// server's to say: `canDelete` is whether I may remove it, `isMine` whether I saved it.
import { useMemo } from 'react';
import { useSession } from '../../platform/web/session/session.tsx';
import type { SavedViews, SaveFormProps } from '../../slices/cases/web/desk-parts.ts';
import { queryOf, viewIn } from '../../slices/cases/web/view-query.ts';
import { useSavedViews } from '../../slices/desk/web/use-saved-views.ts';
import { ViewForm } from '../../slices/desk/web/view-form.tsx';

const SaveForm = ({ query, onClose }: SaveFormProps) => (
  <ViewForm query={queryOf(query)} onClose={onClose} />
);

export function useDeskViews(): SavedViews {
  const { can } = useSession();
  const { views, remove } = useSavedViews(can('desk.list_views'));
  return useMemo(
    () => ({
      views: views?.map((one) => ({
        id: one.id,
        name: one.name,
        query: viewIn(one.query),
        isShared: one.share !== 'nobody',
        isMine: one.isMine,
        canRemove: one.canDelete,
      })),
      SaveForm,
      remove,
    }),
    [views, remove],
  );
}
