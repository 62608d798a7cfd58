// The form of a saved view: a new one of what is shown, or another name and share for one that is there. The
// list and the desk save by this one.
import { type FormEvent, useState } from 'react';
import { api } from '../../../platform/web/api/api.ts';
import { tellError } from '../../../platform/web/api/errors.ts';
import { newIntent } from '../../../platform/web/api/intent.ts';
import { useSession } from '../../../platform/web/session/session.tsx';
import { Button } from '../../../ui/button/button.tsx';
import { Dialog } from '../../../ui/dialog/dialog.tsx';
import { Form } from '../../../ui/form/form.tsx';
import { Notice } from '../../../ui/states/states.tsx';
import { Checkbox, NativeSelect, TextField } from '../../../ui/text-field/text-field.tsx';
import { toasts } from '../../../ui/toast/toast.tsx';
import { useSpoken } from '../../../ui/words/language.tsx';
import { useText } from '../../../ui/words/texts.ts';
import type { SavedView, ViewContent } from '../core/contract.ts';
import { useSavedViews } from './use-saved-views.ts';
import { viewsTexts } from './views-texts.ts';

type Share = ViewContent['share'];
const SCREEN = 'cases';

export interface ViewFormProps {
  /** Left out, a new one. */
  readonly of?: SavedView | undefined;
  /** What is shown, as an address says it. */
  readonly query: string;
  /** Of a list: the ones that stand, to be kept with it. */
  readonly columns?: readonly string[] | undefined;
  readonly onClose: () => void;
}

const isShare = (value: string): value is Share => ['nobody', 'unit', 'area'].includes(value);

export function ViewForm({ of, query, columns, onClose }: ViewFormProps) {
  const t = useText(viewsTexts);
  const language = useSpoken();
  const { can } = useSession();
  const { again } = useSavedViews(can('desk.list_views'));
  const [name, setName] = useState(of?.name ?? '');
  const [share, setShare] = useState<Share>(of?.share ?? 'nobody');
  const [hasColumns, setColumns] = useState(false);
  const [trouble, setTrouble] = useState<string>();
  const [isBusy, setBusy] = useState(false);
  const choices = (['nobody', 'unit', ...(can('desk.share_view') ? (['area'] as const) : [])] as const)
    .map((value) => ({ value, label: t[value] }));
  const kept = of ? of.columns : hasColumns ? columns : undefined;
  const body: ViewContent = { name: name.trim(), query: of?.query ?? query, share,
    ...(kept && kept.length > 0 ? { columns: [...kept] } : {}) };
  const send = () => (of ? api.put(`/api/desk/views/${of.id}`, body, { intent: newIntent() })
    : api.post('/api/desk/views', { screen: SCREEN, ...body }, { intent: newIntent() }));
  const done = () => {
    void again();
    toasts.show({ text: t.saved(body.name) });
    onClose();
  };
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    if (body.name === '' || isBusy) return;
    setBusy(true);
    send().then(done, (error: unknown) => {
      setTrouble(tellError(error, language));
      setBusy(false);
    });
  };
  return (
    <Dialog isOpen onClose={onClose} title={of ? t.editTitle : t.saveTitle}>
      <Form className="gl-action-form" onSubmit={onSubmit}>
        <TextField label={t.name} autoFocus required maxLength={60} value={name} onChange={setName} />
        <NativeSelect label={t.share} value={share} choices={choices}
          onChange={(value) => isShare(value) && setShare(value)} />
        {of || !columns ? null : (
          <Checkbox isChecked={hasColumns} onChange={setColumns}>{t.keepColumns}</Checkbox>
        )}
        {trouble === undefined ? null : <Notice tone="danger">{trouble}</Notice>}
        <div className="gl-form-actions">
          <Button tone="quiet" onClick={onClose}>{t.cancel}</Button>
          <Button type="submit" tone="primary" isBusy={isBusy}>{t.done}</Button>
        </div>
      </Form>
    </Dialog>
  );
}
