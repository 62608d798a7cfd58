// What is known of a case as named values: only rows that say something are there.
import type { Point } from '../../../kernel/geo.ts';
import { fromIso, type Instant } from '../../../kernel/instant.ts';
import { tellLimit, type Limit } from '../../calendar/core/limit.ts';
import { type Fact, Facts } from '../../../ui/card/card.tsx';
import { useSpoken, type Language } from '../../../ui/words/language.tsx';
import { whenWords } from '../../../ui/words/format.ts';
import { textIn } from '../../../ui/words/texts.ts';
import { Ago, TimeLeft, When } from '../../../ui/time-left/time-words.tsx';
import { useLayerLines } from '../../areas/web/public.ts';
import {
  askWords,
  channelWords,
  carriedWords,
  type OwnWords,
  countWords,
  pauseWords,
  pushWords,
  stageWords,
  verifierWords,
} from '../core/case-words.ts';
import { type Ask, lateEndWords, termsOf } from './ask-words.ts';
import { caseTexts } from './case-texts.ts';
import { nameIn } from './case-timeline.tsx';
import { LampFor } from './lamp-for.tsx';
import type { CaseView } from './use-cases.ts';
import { useOwnWords } from './use-own-words.ts';
import './case-parts.css';

export const itemName = (
  one: Pick<CaseView, 'itemName' | 'itemNameEn' | 'itemCode'>,
  language: Language,
): string | null => (language === 'zh' ? one.itemName : one.itemNameEn || one.itemName) ?? one.itemCode;

type Row = Fact | false | null | undefined;
const list = (language: Language): string => (language === 'zh' ? '、' : ', ');

function timeRows(of: CaseView, now: Instant, language: Language): Row[] {
  const t = textIn(caseTexts, language);
  const { clock, total } = of;
  const created = fromIso(of.createdAt);
  return [
    clock && {
      name: t.stageLimit,
      value: (
        <>
          {stageWords(clock.stage, language)} {tellLimit(clock.limit as Limit, language)}{' '}
          <LampFor of={clock} now={now} />
        </>
      ),
    },
    total && {
      name: t.deadline,
      value: (
        <>
          {tellLimit(total.limit as Limit, language)} <LampFor of={total} now={now} />
        </>
      ),
    },
    created !== undefined && {
      name: t.reported,
      value: (
        <>
          <When at={created} now={now} /> · <Ago at={created} now={now} />
        </>
      ),
    },
  ];
}

/** By when the unit speaks with whoever reported, or that it has. */
function responseRow({ response }: CaseView, now: Instant, language: Language): Row {
  const dueAt = response && fromIso(response.dueAt);
  if (!response || dueAt === undefined) return undefined;
  const t = textIn(caseTexts, language);
  const contactedAt = response.contactedAt === null ? undefined : fromIso(response.contactedAt);
  if (contactedAt === undefined) return { name: t.response, value: <TimeLeft dueAt={dueAt} now={now} /> };
  const at = whenWords(contactedAt, now, language);
  return { name: t.response, value: contactedAt <= dueAt ? t.responded(at) : t.respondedLate(at) };
}

function whoRows(of: CaseView, language: Language): Row[] {
  const t = textIn(caseTexts, language);
  const holder = of.holder && [nameIn(of.holder, language), of.holderPersonName].filter(Boolean).join(' · ');
  return [
    of.holder !== null && { name: t.holder, value: holder },
    of.unit && of.unit.id !== of.holder?.id && { name: t.unit, value: nameIn(of.unit, language) },
    of.coUnits.length > 0 && {
      name: t.coUnits,
      value: of.coUnits.map((unit) => nameIn(unit, language)).join(list(language)),
    },
    of.centre && of.centre.id !== of.holder?.id && { name: t.centre, value: nameIn(of.centre, language) },
  ];
}

const when = (iso: string, now: Instant, language: Language): string =>
  whenWords(fromIso(iso) ?? now, now, language);

/** `督办 10:05，12:00 前回复，已回复`: what was asked, when, and by when. */
function pushLine(push: CaseView['pushes'][number], now: Instant, language: Language): string {
  const t = textIn(caseTexts, language);
  const { kind, at, answerBy, isAnswered } = push;
  return [
    `${pushWords(kind, language)} ${when(at, now, language)}`,
    answerBy === null ? '' : t.answerBy(when(answerBy, now, language)),
    isAnswered ? t.answered : '',
  ]
    .filter(Boolean)
    .join(language === 'zh' ? '，' : ', ');
}

function askLine(ask: Ask, now: Instant, language: Language): string {
  const { kind, at, words } = ask;
  const head = `${askWords(kind, language)} ${when(at, now, language)}${words ? ` “${words}”` : ''}`;
  return [head, ...termsOf(ask, now, language)].join(language === 'zh' ? '，' : ', ');
}

const Lines = ({ of }: { of: readonly string[] }) => (
  <>
    {of.map((line) => (
      <span key={line} className="gl-case-line">
        {line}
      </span>
    ))}
  </>
);

function waitingRows(of: CaseView, now: Instant, language: Language): Row[] {
  const t = textIn(caseTexts, language);
  const review = of.pause?.reviewAt ? fromIso(of.pause.reviewAt) : undefined;
  const open = of.pushes.filter((push) => !push.isLifted);
  return [
    of.pause && {
      name: t.paused,
      value: (
        <>
          {pauseWords(of.pause.kind, language)}{' '}
          {review === undefined ? null : (
            <>
              {t.review} <When at={review} now={now} />
            </>
          )}
        </>
      ),
    },
    of.asks.length > 0 && {
      name: t.waiting,
      value: <Lines of={of.asks.map((ask) => askLine(ask, now, language))} />,
    },
    open.length > 0 && {
      name: t.pushes,
      value: <Lines of={open.map((push) => pushLine(push, now, language))} />,
    },
  ];
}

function ruleRows(of: CaseView, language: Language, own: readonly OwnWords[]): Row[] {
  const t = textIn(caseTexts, language);
  const counts = Object.entries(of.counts).filter(([, total]) => total > 0);
  return [
    of.rule && of.rule.legalBasis !== '' && { name: t.basis, value: of.rule.legalBasis },
    of.rule && { name: t.verification, value: verifierWords(of.rule.verification, language) },
    counts.length > 0 && {
      name: t.counts,
      value: counts
        .map(([name, total]) => `${countWords(name, language)} ${t.times(total)}`)
        .join(list(language)),
    },
    of.lateEnd && { name: t.lateEnd, value: lateEndWords(of, language) },
    of.closingCode !== null && {
      name: t.closing,
      value: carriedWords({ action: 'close', field: 'closingCode', code: of.closingCode }, language, own),
    },
  ];
}

const pointOf = ({ lon, lat }: CaseView): Point | undefined =>
  lon === null || lat === null ? undefined : { lon, lat };

export interface CaseFactsProps {
  readonly of: CaseView;
  readonly now: Instant;
  /** Leaves out what the screen shows elsewhere. */
  readonly isShort?: boolean;
}

export function CaseFacts({ of, now, isShort = false }: CaseFactsProps) {
  const language = useSpoken();
  const t = textIn(caseTexts, language);
  const own = useOwnWords(of.areaPath);
  const layers = useLayerLines(of.areaPath.slice(0, 6), pointOf(of));
  const rows: Row[] = [
    { name: t.place, value: of.address ?? t.place0 },
    layers.length > 0 && { name: t.layers, value: <Lines of={layers} /> },
    !isShort && { name: t.item, value: itemName(of, language) ?? t.noItem },
    ...timeRows(of, now, language),
    responseRow(of, now, language),
    ...whoRows(of, language),
    ...waitingRows(of, now, language),
    { name: t.channel, value: channelWords(of.channel, language) },
    ...ruleRows(of, language, own),
    { name: t.number, value: <span className="gl-figures">{of.number}</span> },
  ];
  return <Facts rows={rows.filter((row): row is Fact => Boolean(row))} />;
}
