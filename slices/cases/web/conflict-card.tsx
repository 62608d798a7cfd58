// Both versions of one case where the server refused what was done on the phone: mine, with its photos and on
// what I based it; and the case as it is now, with who did what since. Nothing is lost: it can be sent again
// where that is possible now, kept as a note, or given up with a way back.
import { useEffect } from 'react';
import { fromIso } from '../../../kernel/instant.ts';
import { newIntent } from '../../../platform/web/api/intent.ts';
import { deviceNow, useNow } from '../../../platform/web/clock/clock.ts';
import type { Entry } from '../../../platform/web/outbox/entry.ts';
import { outbox } from '../../../platform/web/outbox/outbox.ts';
import { sha256 } from '../../../platform/web/outbox/sha256.ts';
import { Button } from '../../../ui/button/button.tsx';
import { toasts } from '../../../ui/toast/toast.tsx';
import { whenWords } from '../../../ui/words/format.ts';
import { useSpoken } from '../../../ui/words/language.tsx';
import { useText } from '../../../ui/words/texts.ts';
import { capital } from './action-form.tsx';
import { type OwnWords, stateWords } from '../core/case-words.ts';
import { nameIn } from './case-timeline.tsx';
import { isAboutPictures, mayNote, mineOf, noteOf, sinceOf, typedIn, wouldBeTaken } from './conflict.ts';
import { ConflictPictures, useEntryPictures } from './conflict-pictures.tsx';
import { conflictTexts } from './conflict-texts.ts';
import { CopyWords } from './copy-words.tsx';
import { type PhoneKnows, usePhoneWorld } from './phone-world.ts';
import { stepWords } from './step-words.ts';
import type { StepView } from './use-cases.ts';
import { useOwnWords } from './use-own-words.ts';
import { type PhoneCase, useCaseHere } from './use-shift.ts';
import './conflict.css';

interface Known {
  readonly entry: Entry;
  readonly of: PhoneCase;
  readonly knows: PhoneKnows;
}

const nameOf = (step: StepView, language: 'zh' | 'en'): string =>
  language === 'zh' ? step.actionZh : capital(step.actionEn);

/** The server speaks of states and actions by their codes; here both have names. */
function useRefusalWords({ trouble }: Entry, step: StepView): string | undefined {
  const t = useText(conflictTexts);
  const language = useSpoken();
  const state = trouble?.data['state'];
  if (trouble?.code !== 'cases.wrong_state' || typeof state !== 'string') return trouble?.detail;
  return t.tooLateNow(stateWords(state, language), nameOf(step, language));
}

function Mine({ entry, of, step }: { entry: Entry; of: PhoneCase; step: StepView }) {
  const t = useText(conflictTexts);
  const language = useSpoken();
  const { facts, said } = stepWords(step, deviceNow(), language, useOwnWords(of.view.areaPath));
  const pictures = useEntryPictures(entry);
  return (
    <section className="gl-conflict-side">
      <h4>{t.mine}</h4>
      <p>
        <strong>{nameOf(step, language)}</strong> {whenWords(entry.madeAt, deviceNow(), language)}
      </p>
      {entry.basis ? <p className="gl-quiet">{t.basedOn(stateWords(entry.basis.state, language))}</p> : null}
      {[...facts, ...said].map((words) => (
        <p key={words}>{words}</p>
      ))}
      {pictures.length === 0 ? null : (
        <ul className="gl-conflict-pictures">
          {pictures.map(({ key, url }, index) => (
            <li key={key}>
              <img src={url} alt={t.photoOf(index + 1)} />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function Theirs({ entry, of }: { entry: Entry; of: PhoneCase }) {
  const t = useText(conflictTexts);
  const language = useSpoken();
  const at = useNow(30_000);
  const { view } = of.held;
  const since = sinceOf(entry, of);
  const holder = view.holder
    ? [nameIn(view.holder, language), view.holderPersonName].filter(Boolean).join(' · ')
    : undefined;
  return (
    <section className="gl-conflict-side">
      <h4>{t.theirs}</h4>
      <p>
        <strong>{t.nowIs(language === 'zh' ? view.stateZh : view.stateEn)}</strong>
      </p>
      {holder === undefined ? null : <p>{holder}</p>}
      <p className="gl-quiet">{since.length === 0 ? t.noSince : t.since}</p>
      <ol className="gl-conflict-since">
        {since.map((step) => {
          const unit = step.actor.unit ? nameIn(step.actor.unit, language) : undefined;
          const who = step.actor.name ?? unit ?? t.somebody;
          return (
            <li key={step.seq}>
              {whenWords(fromIso(step.at) ?? at, at, language)} {t.byWhom(who, nameOf(step, language))}
            </li>
          );
        })}
      </ol>
    </section>
  );
}

/** The words of mine in one line, as a note tells them. */
function wordsOf(step: StepView, language: 'zh' | 'en', own: readonly OwnWords[]): string {
  const { facts, said } = stepWords(step, deviceNow(), language, own);
  return [...facts, ...said].join(language === 'zh' ? '；' : '; ');
}

async function drop(entry: Entry, words: { readonly dropped: string; readonly tooLate: string }) {
  const undo = await outbox.remove(entry.id);
  if (undo) toasts.show({ text: words.dropped, onUndo: () => void undo() });
  else toasts.show({ text: words.tooLate });
}

/** The note is safe on the phone before mine goes; its id follows from mine, so that twice is once. */
function useKeepAsNote({ entry, of }: Known, step: StepView): () => Promise<void> {
  const t = useText(conflictTexts);
  const language = useSpoken();
  const own = useOwnWords(of.view.areaPath);
  return async () => {
    const name = nameOf(step, language);
    const made = whenWords(entry.madeAt, deviceNow(), language);
    const bytes = await outbox.picturesOf(entry);
    const pictures = entry.pictures.flatMap(({ key, type }) => {
      const found = bytes.get(key);
      return found ? [{ key: newIntent(), bytes: found, type }] : [];
    });
    const words = t.noteWords(name, made, wordsOf(step, language, own));
    const id = (await sha256(`${entry.id} note`)).slice(0, 32);
    await outbox.add(noteOf(entry, words, pictures, t.noteLabel(name), id));
    await outbox.remove(entry.id);
    toasts.show({ text: t.kept });
  };
}

/** What was typed can be taken along where the case can't keep it. */
function Typed({ entry }: { entry: Entry }) {
  const language = useSpoken();
  const typed = typedIn(entry, whenWords(entry.madeAt, deviceNow(), language));
  return typed === undefined ? null : <CopyWords words={typed} />;
}

function Choices(props: Known & { readonly step: StepView }) {
  const { entry, of, knows, step } = props;
  const t = useText(conflictTexts);
  const language = useSpoken();
  const at = useNow(30_000);
  const keepAsNote = useKeepAsNote(props, step);
  const isNote = step.action === 'note';
  const canNote = mayNote(of) && !isNote;
  const centre = knows.directory.unit(of.file.centreUnitId);
  const called = [centre ? nameIn(centre, language) : of.view.centre?.name, centre?.phone]
    .filter(Boolean)
    .join(' ');
  return (
    <div className="gl-conflict-ways">
      {wouldBeTaken(entry, of, knows, at) ? (
        <Button tone="primary" onClick={() => void outbox.retry(entry.id)}>
          {t.again}
        </Button>
      ) : null}
      {canNote ? <Button onClick={() => void keepAsNote()}>{t.keep}</Button> : null}
      {canNote || isNote ? null : <p>{t.call(called)}</p>}
      {canNote ? null : <Typed entry={entry} />}
      <Button tone="quiet" onClick={() => void drop(entry, t)}>
        {t.drop}
      </Button>
    </div>
  );
}

function Both(props: Known & { readonly step: StepView }) {
  const { entry, of, step } = props;
  const t = useText(conflictTexts);
  const why = useRefusalWords(entry, step);
  return (
    <div className="gl-conflict">
      <p>
        <strong>{t.title}</strong>
      </p>
      <p role="status">{why}</p>
      <div className="gl-conflict-sides">
        <Mine entry={entry} of={of} step={step} />
        <Theirs entry={entry} of={of} />
      </div>
      <Choices {...props} />
    </div>
  );
}

function Versions(props: Known) {
  const { entry, of, knows } = props;
  const at = useNow(30_000);
  const step = mineOf(entry, of, knows, at);
  if (!step) return null;
  return isAboutPictures(entry) ? <ConflictPictures {...props} /> : <Both {...props} step={step} />;
}

/** Until the case is here the server's own words do. */
export default function ConflictCard({ entry }: { entry: Entry }) {
  const here = useCaseHere(entry.about);
  const knows = usePhoneWorld();
  const { again } = here;
  // Who did what since is known only after the refusal: the case is looked at anew.
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each refusal
  useEffect(again, [entry.id, entry.trouble?.code]);
  if (here.mode !== 'here' || !knows) return <Plain entry={entry} />;
  return <Versions entry={entry} of={here.case} knows={knows} />;
}

/** A case that is not on this phone and can't be fetched now. */
function Plain({ entry }: { entry: Entry }) {
  const t = useText(conflictTexts);
  return (
    <div className="gl-conflict">
      <p role="status">{entry.trouble?.detail}</p>
      <div className="gl-conflict-ways">
        <Typed entry={entry} />
        <Button tone="quiet" onClick={() => void drop(entry, t)}>
          {t.drop}
        </Button>
      </div>
    </div>
  );
}
