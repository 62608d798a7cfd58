// The citizens' report: photo → place → words → sent. One step at a time, each with its own address, so
// that the browser's back goes one step back and never loses what was entered.
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { isRefused, tellError } from '../../../platform/web/api/errors.ts';
import { useLanguage, useText } from '../../../platform/web/i18n/public.ts';
import { navigate, useRoute } from '../../../platform/web/router/router.tsx';
import { useOnline } from '../../../platform/web/start/use-online.ts';
import { Button } from '../../../ui/button/button.tsx';
import { Loading, Notice } from '../../../ui/states/states.tsx';
import { reportDraft, useDraft } from './draft-store.ts';
import type { LikelySame } from './report-api.ts';
import { type Draft, type Fault, faultsOf, isUntouched, STEP_OF, STEPS, type Step } from './report-draft.ts';
import { ReportPhotos } from './report-photos.tsx';
import { ReportPlace } from './report-place.tsx';
import { ReportNear, ReportSame } from './report-same.tsx';
import { reportTexts } from './report-texts.ts';
import { ReportWords } from './report-words.tsx';
import { sendPictures } from './send-pictures.ts';
import { usePlace } from './use-place.ts';
import { type FiledReport, useSending } from './use-sending.ts';
import './report.css';

export interface ReportScreenProps {
  /** Keeps the number and shows what happens next; the draft is emptied after it. */
  readonly onFiled: (filed: FiledReport) => Promise<void>;
}

type Screen = Step | 'same';
const isScreen = (word: string | null): word is Screen =>
  word === 'same' || STEPS.some((step) => step === word);
const goTo = (screen: Screen): void =>
  navigate(screen === 'photos' ? location.pathname : `${location.pathname}?step=${screen}`);

function Progress({ at }: { at: number }) {
  const t = useText(reportTexts);
  return (
    <p className="gl-report-progress">
      <progress value={at} max={STEPS.length} aria-label={t.progress} />
      <span>{t.stepOf(at, STEPS.length)}</span>
    </p>
  );
}

/** What is missing, each with a way to where it is mended; takes the focus so that it is heard at once. */
function Faults({ faults, error }: { faults: readonly Fault[]; error: Error | undefined }) {
  const t = useText(reportTexts);
  const { language } = useLanguage();
  const summary = useRef<HTMLDivElement>(null);
  const hasAny = faults.length > 0 || error !== undefined;
  useEffect(() => {
    if (hasAny) summary.current?.focus();
  }, [hasAny]);
  if (!hasAny) return null;
  return (
    <div ref={summary} tabIndex={-1} className="gl-report-faults">
      <Notice tone="danger">
        <strong>{t.fix}</strong>
        {error ? <p>{tellError(error, language)}</p> : null}
        {isRefused(error, 'cases.photo_missing') ? (
          <Button onClick={() => goTo('photos')}>{t.photosTitle}</Button>
        ) : null}
        <ul>
          {faults.map((fault) => (
            <li key={fault}>
              <button type="button" className="gl-report-fault" onClick={() => goTo(STEP_OF[fault])}>
                {t[fault]}
              </button>
            </li>
          ))}
        </ul>
      </Notice>
    </div>
  );
}

interface StepFrameProps {
  readonly screen: Screen;
  readonly draft: Draft;
  readonly top: ReactNode;
  readonly children: ReactNode;
  readonly forward: ReactNode;
}

function StepFrame({ screen, draft, top, children, forward }: StepFrameProps) {
  const t = useText(reportTexts);
  const isOnline = useOnline();
  const heading = useRef<HTMLHeadingElement>(null);
  const shown = useRef(screen);
  const titles = { photos: t.photosTitle, place: t.placeTitle, words: t.wordsTitle, same: t.sameTitle };
  const index = STEPS.findIndex((step) => step === screen);
  useEffect(() => {
    if (shown.current === screen) return;
    shown.current = screen;
    heading.current?.focus({ preventScroll: true });
    scrollTo(0, 0);
  }, [screen]);
  return (
    <div className="gl-report">
      <Progress at={index < 0 ? STEPS.length : index + 1} />
      <h1 ref={heading} tabIndex={-1}>
        {titles[screen]}
      </h1>
      {isOnline ? null : <p className="gl-report-help">{t.offlineKept}</p>}
      {top}
      {children}
      <div className="gl-report-bar">
        {screen === 'photos' ? null : (
          <Button size="large" icon="back" onClick={() => history.back()}>
            {t.back}
          </Button>
        )}
        {forward}
      </div>
      {isUntouched(draft) ? null : (
        <p className="gl-report-kept">
          {t.kept}
          <Button tone="quiet" onClick={() => void reportDraft.startAnew().then(() => goTo('photos'))}>
            {t.startAnew}
          </Button>
        </p>
      )}
    </div>
  );
}

interface ForwardProps {
  readonly here: Screen;
  readonly isWithoutPhotos: boolean;
  readonly mode: 'writing' | 'looking' | 'sending';
  readonly isJoining: boolean;
  readonly onNext: () => void;
  readonly onSubmit: () => void;
  readonly onFile: () => void;
}

/** The one button that goes on: to the next step, to the sending, or past what is known nearby. */
function Forward({ here, isWithoutPhotos, mode, isJoining, onNext, onSubmit, onFile }: ForwardProps) {
  const t = useText(reportTexts);
  const isBusy = mode !== 'writing';
  if (here === 'same') {
    return (
      <Button tone="primary" size="large" isBusy={isBusy && !isJoining} onClick={onFile}>
        {t.another}
      </Button>
    );
  }
  if (here === 'words') {
    const words = { writing: t.send, looking: t.checking, sending: t.isSending }[mode];
    return (
      <Button tone="primary" size="large" isBusy={isBusy} onClick={onSubmit}>
        {words}
      </Button>
    );
  }
  const skips = here === 'photos' && isWithoutPhotos;
  return (
    <Button tone={skips ? 'plain' : 'primary'} size="large" onClick={onNext}>
      {skips ? t.skipPhotos : t.next}
    </Button>
  );
}

interface FormProps extends ReportScreenProps {
  readonly draft: Draft;
  readonly screen: Screen;
}

function Form({ draft, screen, onFiled }: FormProps) {
  const [shownFaults, showFaults] = useState<readonly Fault[]>([]);
  const [same, setSame] = useState<readonly LikelySame[]>([]);
  // Here and not in its step: a place taken without network is confirmed wherever the person has gone on to.
  const place = usePlace(draft);
  const sending = useSending(async (filed) => {
    await onFiled(filed);
    await reportDraft.startAnew();
  });
  const faults = faultsOf(draft).filter((fault) => shownFaults.includes(fault));
  const here = screen === 'same' && same.length === 0 ? 'words' : screen;

  const goOn = () => {
    const missing = faultsOf(draft).filter((fault) => STEP_OF[fault] === here && fault !== 'photo_unsent');
    // A place that waits for the network to be confirmed is no reason to stay.
    const stops = draft.place === null ? missing : missing.filter((fault) => fault !== 'place_missing');
    showFaults(stops);
    if (stops.length === 0) goTo(here === 'photos' ? 'place' : 'words');
  };
  const isWhole = () => {
    const missing = faultsOf(draft);
    showFaults(missing);
    return missing.length === 0;
  };
  const submit = async () => {
    const found = isWhole() ? await sending.look(draft) : [];
    setSame(found);
    if (found.length > 0) goTo('same');
  };
  const joining = {
    joining: sending.joining,
    onJoin: (caseId: string) => void (isWhole() && sending.join(draft, caseId)),
  };
  const forward = (
    <Forward
      here={here}
      isWithoutPhotos={draft.photos.length === 0}
      mode={sending.mode}
      isJoining={sending.joining !== undefined}
      onNext={goOn}
      onSubmit={() => void submit()}
      onFile={() => void sending.file(draft)}
    />
  );
  return (
    <StepFrame
      screen={here}
      draft={draft}
      top={<Faults faults={faults} error={sending.error} />}
      forward={forward}
    >
      {here === 'photos' ? <ReportPhotos draft={draft} /> : null}
      {here === 'place' ? <ReportPlace draft={draft} state={place} /> : null}
      {here === 'words' ? (
        <ReportWords draft={draft} faults={faults} near={<ReportNear draft={draft} {...joining} />} />
      ) : null}
      {here === 'same' ? <ReportSame cases={same} {...joining} /> : null}
    </StepFrame>
  );
}

export function ReportScreen({ onFiled }: ReportScreenProps) {
  const draft = useDraft();
  const { language } = useLanguage();
  const { query } = useRoute();
  const asked = query.get('step');
  useEffect(() => {
    const goOn = () => void sendPictures(language);
    void reportDraft.open().then(goOn);
    addEventListener('online', goOn);
    return () => removeEventListener('online', goOn);
  }, [language]);
  if (!draft) return <Loading lines={5} />;
  return <Form draft={draft} screen={isScreen(asked) ? asked : 'photos'} onFiled={onFiled} />;
}
