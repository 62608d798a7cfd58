// Saved views of a list behind one button: choose one, save what is shown, rename, share, delete, and
// with which the list opens. A view is an address; choosing one goes there, so that Back leads out of it
// again.
import { useState } from 'react';
import { tellError } from '../../../platform/web/api/errors.ts';
import { navigate } from '../../../platform/web/router/router.tsx';
import { useSession } from '../../../platform/web/session/session.tsx';
import { Menu, type MenuAction } from '../../../ui/menu/menu.tsx';
import { toasts } from '../../../ui/toast/toast.tsx';
import { useSpoken } from '../../../ui/words/language.tsx';
import { useText } from '../../../ui/words/texts.ts';
import type { SavedView } from '../core/contract.ts';
import { usePreferences } from './use-preferences.ts';
import { useSavedViews } from './use-saved-views.ts';
import { ViewForm } from './view-form.tsx';
import { viewsTexts } from './views-texts.ts';

const SCREEN = 'cases';

const plain = (query: string): string => [...new URLSearchParams(query)].map(String).sort().join('&');

interface ViewsHook {
  readonly query: string;
  readonly columns: readonly string[] | undefined;
}

function useActions({ query }: ViewsHook, open: (of: SavedView | 'new') => void) {
  const t = useText(viewsTexts);
  const language = useSpoken();
  const { can } = useSession();
  const { views = [], remove } = useSavedViews(can('desk.list_views'));
  const { preferences, change } = usePreferences(true);
  const first = preferences?.views?.[SCREEN];
  const current = views.find((one) => plain(one.query) === plain(query) && query !== '');
  const mine = current?.isMine ? current : undefined;
  const setDefault = (id: string | undefined) => {
    change(({ views: kept = {} }) => {
      const { [SCREEN]: _, ...rest } = kept;
      return { views: id === undefined ? rest : { ...rest, [SCREEN]: id } };
    });
  };
  const drop = (one: SavedView) => {
    if (first === one.id) setDefault(undefined);
    remove(one.id).then(
      () => toasts.show({ text: t.removed(one.name) }),
      (error: unknown) => toasts.show({ text: tellError(error, language) }),
    );
  };
  const named = (one: SavedView): string =>
    one.isMine ? (one.id === first ? t.isDefault(one.name) : one.name) : t.sharedBy(one.name, one.owner);
  const actions: MenuAction[] = [
    ...views.map((one) => ({
      id: one.id, label: named(one),
      onPress: () => navigate(`${location.pathname}${one.query === '' ? '' : `?${one.query}`}`),
    })),
    { id: 'save', label: t.save, icon: 'plus', onPress: () => open('new') },
    ...(mine ? [{ id: 'edit', label: t.edit(mine.name), onPress: () => open(mine) }] : []),
    ...(current && current.id !== first
      ? [{ id: 'default', label: t.makeDefault(current.name), onPress: () => setDefault(current.id) }] : []),
    ...(first === undefined ? []
      : [{ id: 'none', label: t.noDefault, onPress: () => setDefault(undefined) }]),
    ...(current?.canDelete ? [{ id: 'remove', label: t.remove(current.name), isDanger: true,
      onPress: () => drop(current) }] : []),
  ];
  return { actions, current };
}

export function ViewsMenu(props: ViewsHook) {
  const t = useText(viewsTexts);
  const [form, setForm] = useState<SavedView | 'new'>();
  const { actions, current } = useActions(props, setForm);
  return (
    <>
      <Menu label={t.viewsMenu} icon="cases" actions={actions}>{current?.name ?? t.views}</Menu>
      {form === undefined ? null : (
        <ViewForm
          of={form === 'new' ? undefined : form}
          query={props.query}
          columns={props.columns}
          onClose={() => setForm(undefined)}
        />
      )}
    </>
  );
}
