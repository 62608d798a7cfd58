// What became of a change that was sent: it holds and is on record, or waits for a second person.
import { Notice } from '../../../ui/states/states.tsx';
import { useText } from '../../../ui/words/texts.ts';
import { adminTexts } from './admin-texts.ts';
import type { Waiting } from './use-admin.ts';

export function Told({ waiting }: { waiting: Waiting | undefined }) {
  const t = useText(adminTexts);
  if (!waiting) return null;
  if (waiting.isDone !== false) return <Notice tone="ok">{t.done}</Notice>;
  return (
    <Notice tone="warn">
      {t.waits} <a href="/command/approvals">{t.seeWaiting}</a>
    </Notice>
  );
}
