// Saved views of a list behind one button: choose one, save what is shown, rename, share, delete, and
// with which the list opens. A view is an address; choosing one goes there, so that Back leads out of it
// again.
import { type FormEvent, useState } from 'react';
import { api } from '../../../platform/web/api/api.ts';
import { tellError } from '../../../platform/web/api/errors.ts';
import { newIntent } from '../../../platform/web/api/intent.ts';
import { navigate } from '../../../platform/web/router/router.tsx';
import { useSession } from '../../../platform/web/session/session.tsx';
import { Button } from '../../../ui/button/button.tsx';
import { Dialog } from '../../../ui/dialog/dialog.tsx';
import { Menu, type MenuAction } from '../../../ui/menu/menu.tsx';
import { Notice } from '../../../ui/states/states.tsx';
import { Checkbox, NativeSelect, TextField } from '../../../ui/text-field/text-field.tsx';
import { toasts } from '../../../ui/toast/toast.tsx';
import { useSpoken } from '../../../ui/words/language.tsx';
import { useText } from '../../../ui/words/texts.ts';
import type { SavedView, ViewContent } from '../core/contract.ts';
import { usePreferences } from './use-preferences.ts';
import { useSavedViews } from './use-saved-views.ts';
import { viewsTexts } from './views-texts.ts';

type Share = ViewContent['share'];
const SCREEN = 'cases';

interface FormProps {
  readonly of: SavedView | undefined;
  readonly query: string;
  readonly columns: readonly string[] | undefined;
  readonly onDone: (name: string) => void;
  readonly onClose: () => void;
}

const isShare = (value: string): value is Share => ['nobody', 'unit', 'area'].includes(value);

/** A new view of what is shown, or another name and share for one that is there. */
function ViewForm({ of, query, columns, onDone, onClose }: FormProps) {
  const t = useText(viewsTexts);
  const language = useSpoken();
  const { can } = useSession();
  const [name, setName] = useState(of?.name ?? '');
  const [share, setShare] = useState<Share>(of?.share ?? 'nobody');
  const [hasColumns, setColumns] = useState(false);
  const [trouble, setTrouble] = useState<string>();
  const choices = (['nobody', 'unit', ...(can('desk.share_view') ? (['area'] as const) : [])] as const)
    .map((value) => ({ value, label: t[value] }));
  const kept = of ? of.columns : hasColumns ? columns : undefined;
  const body: ViewContent = { name: name.trim(), query: of?.query ?? query, share,
    ...(kept && kept.length > 0 ? { columns: [...kept] } : {}) };
  const send = () => (of ? api.put(`/api/desk/views/${of.id}`, body, { intent: newIntent() })
    : api.post('/api/desk/views', { screen: SCREEN, ...body }, { intent: newIntent() }));
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    if (body.name === '') return;
    send().then(() => onDone(body.name), (error: unknown) => setTrouble(tellError(error, language)));
  };
  return (
    <Dialog isOpen onClose={onClose} title={of ? t.editTitle : t.saveTitle}>
      <form className="gl-action-form" onSubmit={onSubmit}>
        <TextField label={t.name} autoFocus required maxLength={60} value={name} onChange={setName} />
        <NativeSelect label={t.share} value={share} choices={choices}
          onChange={(value) => isShare(value) && setShare(value)} />
        {of || !columns ? null : (
          <Checkbox isChecked={hasColumns} onChange={setColumns}>{t.keepColumns}</Checkbox>
        )}
        {trouble === undefined ? null : <Notice tone="danger">{trouble}</Notice>}
        <div className="gl-form-actions">
          <Button tone="quiet" onClick={onClose}>{t.cancel}</Button>
          <Button type="submit" tone="primary">{t.done}</Button>
        </div>
      </form>
    </Dialog>
  );
}

const plain = (query: string): string => [...new URLSearchParams(query)].map(String).sort().join('&');

interface ViewsHook {
  readonly query: string;
  readonly columns: readonly string[] | undefined;
}

function useActions({ query }: ViewsHook, open: (of: SavedView | 'new') => void) {
  const t = useText(viewsTexts);
  const language = useSpoken();
  const { can } = useSession();
  const { views = [], remove, again } = useSavedViews(can('desk.list_views'));
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
  return { actions, current, again };
}

export function ViewsMenu(props: ViewsHook) {
  const t = useText(viewsTexts);
  const [form, setForm] = useState<SavedView | 'new'>();
  const { actions, current, again } = useActions(props, setForm);
  const done = (name: string) => {
    void again();
    setForm(undefined);
    toasts.show({ text: t.saved(name) });
  };
  return (
    <>
      <Menu label={t.viewsMenu} icon="cases" actions={actions}>{current?.name ?? t.views}</Menu>
      {form === undefined ? null : (
        <ViewForm
          of={form === 'new' ? undefined : form}
          query={props.query}
          columns={props.columns}
          onDone={done}
          onClose={() => setForm(undefined)}
        />
      )}
    </>
  );
}
