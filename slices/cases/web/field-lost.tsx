// In place of a case that this person may not see (any more): what they last did to it, with the time and
// where it went, as the server acknowledged it; and the way back. Never a bare no after work that was taken.
import { useNow } from '../../../platform/web/clock/clock.ts';
import { useOutbox } from '../../../platform/web/outbox/outbox.ts';
import { LinkButton } from '../../../ui/button/button.tsx';
import { Empty } from '../../../ui/states/states.tsx';
import { whenWords } from '../../../ui/words/format.ts';
import { useSpoken } from '../../../ui/words/language.tsx';
import { useText } from '../../../ui/words/texts.ts';
import { actionWords, stateWords } from '../core/case-words.ts';
import { capital } from './action-form.tsx';
import { nameIn } from './case-timeline.tsx';
import { fieldCaseTexts } from './field-texts.ts';
import { lastDoneOn } from './my-work.ts';
import { usePhoneWorld } from './phone-world.ts';

type Done = NonNullable<ReturnType<typeof lastDoneOn>>;

/** What takes a case from whoever does it and gives it back to the centre. */
const GIVES_BACK: ReadonlySet<string> = new Set(['return']);

function useFate({ action, receipt }: Done): string {
  const t = useText(fieldCaseTexts);
  const language = useSpoken();
  const at = useNow(60_000);
  const knows = usePhoneWorld();
  const { holderUnitId, state } = receipt.reply;
  const unit = typeof holderUnitId === 'string' ? knows?.directory.unit(holderUnitId) : undefined;
  const when = whenWords(receipt.at, at, language);
  const became = typeof state === 'string' ? stateWords(state, language) : '';
  if (!unit) return t.nowIs(when, became);
  return (GIVES_BACK.has(action) ? t.backWith : t.nowWith)(when, nameIn(unit, language), became);
}

function WasDone({ done }: { done: Done }) {
  const t = useText(fieldCaseTexts);
  const language = useSpoken();
  const name = actionWords(done.action, language);
  return (
    <Empty
      icon="check"
      title={<h1>{t.done(language === 'zh' ? name : capital(name))}</h1>}
      action={<LinkButton href="/field/todo">{t.toTodo}</LinkButton>}
    >
      <p>{done.receipt.label}</p>
      <p role="status">{useFate(done)}</p>
      <p>{t.outOfSight}</p>
    </Empty>
  );
}

export function LostCase({ caseId }: { caseId: string | undefined }) {
  const t = useText(fieldCaseTexts);
  const { receipts } = useOutbox();
  const done = lastDoneOn(caseId, receipts);
  if (done) return <WasDone done={done} />;
  return (
    <Empty
      icon="search"
      title={<h1>{t.lost}</h1>}
      action={<LinkButton href="/field/todo">{t.toTodo}</LinkButton>}
    >
      {t.lostWhy}
    </Empty>
  );
}
