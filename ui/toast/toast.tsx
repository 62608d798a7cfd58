// What has just been done, with a way back: `toasts.show({ text: '已派遣', onUndo })`. Stays at least 10 s,
// waits while the pointer or focus is on it; the newest can be undone by key through `toasts.undoLast()`.
// Errors that need an answer do not belong here.
import { useEffect, useState, useSyncExternalStore } from 'react';
import { Button } from '../button/button.tsx';
import { KeyHint } from '../key-hint/key-hint.tsx';
import { defineTexts, useText } from '../words/texts.ts';
import './toast.css';

export interface Toast {
  readonly text: string;
  readonly onUndo?: () => void;
  readonly seconds?: number;
  /** It tells of an act even where there is no way back: the key must not undo the one before. */
  readonly isAct?: boolean;
}

interface Shown extends Toast {
  readonly id: number;
}

const SHORTEST_SECONDS = 10;
const MOST_SHOWN = 3;
const texts = defineTexts({
  zh: { undo: '撤销', close: '关闭', region: '刚刚的操作' },
  en: { undo: 'Undo', close: 'Dismiss', region: 'What was just done' },
});

let shown: readonly Shown[] = [];
let made = 0;
/** The newest act. A key undoes this one alone: the one before may be about another case. */
let newest: number | undefined;
const listeners = new Set<() => void>();
const put = (next: readonly Shown[]): void => {
  shown = next;
  for (const listener of listeners) listener();
};

export const toasts = {
  /** Returns how to take it away early. */
  show(toast: Toast): () => void {
    made += 1;
    const id = made;
    if (toast.onUndo || toast.isAct === true) newest = id;
    put([...shown, { ...toast, id }].slice(-MOST_SHOWN));
    return () => toasts.remove(id);
  },
  remove: (id: number): void => put(shown.filter((toast) => toast.id !== id)),
  /** Undoes the newest act; false where it can’t be undone, or not any more. */
  undoLast(): boolean {
    const last = shown.find(({ id }) => id === newest);
    if (!last?.onUndo) return false;
    toasts.remove(last.id);
    last.onUndo();
    return true;
  },
};

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => void listeners.delete(listener);
};

function ToastCard({ toast, undoKey }: { toast: Shown; undoKey: string | undefined }) {
  const t = useText(texts);
  const [isHeld, setHeld] = useState(false);
  const seconds = Math.max(toast.seconds ?? SHORTEST_SECONDS, SHORTEST_SECONDS);
  useEffect(() => {
    if (isHeld) return undefined;
    const timer = setTimeout(() => toasts.remove(toast.id), seconds * 1_000);
    return () => clearTimeout(timer);
  }, [isHeld, seconds, toast.id]);
  const undo = () => {
    toasts.remove(toast.id);
    toast.onUndo?.();
  };
  return (
    <li
      className="gl-toast"
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      <span>{toast.text}</span>
      {toast.onUndo ? (
        <button type="button" className="gl-toast-undo" onClick={undo}>
          {t.undo}
          {undoKey === undefined || toast.id !== newest ? null : <KeyHint keys={[undoKey]} />}
        </button>
      ) : null}
      <Button
        tone="quiet"
        size="small"
        icon="close"
        label={t.close}
        onClick={() => toasts.remove(toast.id)}
      />
    </li>
  );
}

/** Once per shell. `undoKey` is shown beside 撤销 where the shell binds one. */
export function ToastRegion({ undoKey }: { undoKey?: string }) {
  const t = useText(texts);
  const list = useSyncExternalStore(subscribe, () => shown);
  return (
    <section className="gl-toasts" aria-label={t.region} aria-live="polite" aria-relevant="additions">
      <ol>
        {list.map((toast) => (
          <ToastCard key={toast.id} toast={toast} undoKey={undoKey} />
        ))}
      </ol>
    </section>
  );
}
