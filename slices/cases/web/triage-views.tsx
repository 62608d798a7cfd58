// The views of the queue: the desk's own as a row of choices, saved ones behind one more, and the way to save
// what is being looked at, by the form that was handed in.
import { useEffect, useState } from 'react';
import { tellError } from '../../../platform/web/api/errors.ts';
import { Menu, type MenuAction } from '../../../ui/menu/menu.tsx';
import { toasts } from '../../../ui/toast/toast.tsx';
import { useSpoken } from '../../../ui/words/language.tsx';
import { useText } from '../../../ui/words/texts.ts';
import { type SavedView, useDeskParts } from './desk-parts.ts';
import { deskTexts } from './desk-texts.ts';
import { DESK_VIEWS } from './triage-queue.ts';
import type { View } from './use-cases.ts';
import type { DeskViewState } from './use-desk.ts';

export interface TriageViewsProps extends DeskViewState {
  /** What is being looked at, words included. */
  readonly query: View;
  /** The address names a view that is there no more. */
  readonly isLost: boolean;
}

function savedActions(
  views: readonly SavedView[],
  shared: string,
  pick: (view: SavedView) => void,
): MenuAction[] {
  return views.map((one) => ({
    id: one.id,
    label: one.isShared && !one.isMine ? `${one.name}（${shared}）` : one.name,
    onPress: () => pick(one),
  }));
}

/** The desk's own views, side by side. */
export function OwnViews({ view, saved, pickView }: DeskViewState) {
  const t = useText(deskTexts);
  return (
    <fieldset className="gl-queue-views">
      <legend className="gl-unseen">{t.view}</legend>
      {DESK_VIEWS.map((one) => (
        <label key={one}>
          <input
            type="radio"
            name="desk-view"
            checked={one === view && !saved}
            onChange={() => pickView(one)}
          />
          <span>{t[one]}</span>
        </label>
      ))}
    </fieldset>
  );
}

/** Saved ones, and the way to save what is being looked at. */
export function SavedViewsMenu({ saved, pickView, query, isLost }: TriageViewsProps) {
  const t = useText(deskTexts);
  const language = useSpoken();
  const { views = [], SaveForm, remove } = useDeskParts().useViews();
  const [isSaving, setSaving] = useState(false);
  useEffect(() => {
    if (!isLost) return;
    toasts.show({ text: t.viewGone });
    pickView('awaiting');
  });
  const drop = (one: SavedView) =>
    remove?.(one.id).then(
      () => {
        pickView('awaiting');
        toasts.show({ text: t.viewRemoved(one.name) });
      },
      (error: unknown) => toasts.show({ text: tellError(error, language) }),
    );
  const mayDrop = saved?.canRemove === true && remove !== undefined;
  const actions: MenuAction[] = [
    ...savedActions(views, t.viewShared, pickView),
    ...(SaveForm
      ? [{ id: 'save', label: t.viewSave, icon: 'plus' as const, onPress: () => setSaving(true) }]
      : []),
    ...(mayDrop
      ? [{ id: 'drop', label: t.viewRemove(saved.name), isDanger: true, onPress: () => void drop(saved) }]
      : []),
  ];
  if (actions.length === 0) return null;
  return (
    <>
      <Menu label={saved ? t.viewNow(saved.name) : t.views} icon="chevron" actions={actions}>
        {saved?.name ?? t.views}
      </Menu>
      {isSaving && SaveForm ? <SaveForm query={query} onClose={() => setSaving(false)} /> : null}
    </>
  );
}
