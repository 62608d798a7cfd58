// 红灯: what is late where I lead, or soon will be, who holds it, and a push: one by one or several at once.
// Every number is counted by the server and is the length of the list under it.
import { memo, useMemo, useState } from 'react';
import { tellError } from '../../../platform/web/api/errors.ts';
import { useNow } from '../../../platform/web/clock/clock.ts';
import { OutboxList } from '../../../platform/web/outbox/outbox-list.tsx';
import { setQuery, useRoute } from '../../../platform/web/router/router.tsx';
import { useSession } from '../../../platform/web/session/session.tsx';
import { Button, LinkButton } from '../../../ui/button/button.tsx';
import { Segments } from '../../../ui/choices/choices.tsx';
import { PageHead } from '../../../ui/frame/frame.tsx';
import { Empty, Failed, Loading } from '../../../ui/states/states.tsx';
import { NativeSelect } from '../../../ui/text-field/text-field.tsx';
import { count, whenWords } from '../../../ui/words/format.ts';
import { useSpoken } from '../../../ui/words/language.tsx';
import { useText } from '../../../ui/words/texts.ts';
import { fromIso } from '../../../kernel/instant.ts';
import { AreaPicker, useAreaName } from './area-picker.tsx';
import { stageWords } from '../core/case-words.ts';
import { nameIn } from './case-timeline.tsx';
import { conflictCard } from './conflict-slot.tsx';
import { caseHref } from './field-parts.tsx';
import { leaderTexts } from './leader-texts.ts';
import { PushForm } from './push-form.tsx';
import { RedCard } from './red-card.tsx';
import { useAsked } from './use-asked.ts';
import { type ListedCase, useCases } from './use-cases.ts';
import {
  type Details,
  type Figures,
  mayLead,
  redView,
  useCaseDetails,
  useFigures,
  useLedArea,
} from './use-leader.ts';
import { useScreenful } from './use-screenful.ts';
import './field-cases.css';
import './leader.css';

type Which = 'red' | 'soon';
/** At once on the screen; more by a button. */
const AT_ONCE = 20;
const NONE: readonly ListedCase[] = [];

const totalIn = (figures: Figures | undefined, which: Which): number | undefined =>
  figures?.figures.find(({ id }) => id === which)?.total;

interface FilterProps {
  readonly figures: Figures;
  readonly which: Which;
  readonly unitId: string | undefined;
  readonly stage: string | undefined;
}

function Filters({ figures, which, unitId, stage }: FilterProps) {
  const t = useText(leaderTexts);
  const language = useSpoken();
  const whole = count(totalIn(figures, which) ?? 0);
  const units = figures.units.filter(({ totals }) => (totals[which] ?? 0) > 0);
  const stages = figures.stages.filter(({ totals }) => (totals[which] ?? 0) > 0);
  const told = (name: string, totals: Readonly<Record<string, number>>): string =>
    t.withTotal(name, count(totals[which] ?? 0));
  if (units.length < 2 && stages.length < 2 && unitId === undefined && stage === undefined) return null;
  return (
    <div className="gl-red-filters">
      <NativeSelect
        label={t.byUnit}
        value={unitId ?? ''}
        placeholder={t.allUnits(whole)}
        choices={units.map(({ unit, totals }) => ({
          value: unit.id,
          label: told(nameIn(unit, language), totals),
        }))}
        onChange={(id) => setQuery({ unit: id === '' ? undefined : id })}
      />
      <NativeSelect
        label={t.byStage}
        value={stage ?? ''}
        placeholder={t.allStages(whole)}
        choices={stages.map((one) => ({
          value: one.stage,
          label: told(stageWords(one.stage, language), one.totals),
        }))}
        onChange={(id) => setQuery({ stage: id === '' ? undefined : id })}
      />
    </div>
  );
}

/** The ids chosen; undefined while nothing is being chosen. */
type Chosen = readonly string[] | undefined;

interface ListProps {
  readonly items: readonly ListedCase[];
  readonly chosen: Chosen;
  readonly onChosen: (chosen: Chosen) => void;
}

/** Drawn again when the list is another, and not with every word above it. */
const Cards = memo(function Cards({ items, chosen, onChosen }: ListProps) {
  const at = useNow(30_000);
  const toggle = (id: string) =>
    onChosen(chosen?.includes(id) ? chosen.filter((one) => one !== id) : [...(chosen ?? []), id]);
  return (
    <ul className="gl-case-cards">
      {items.map((item) => (
        <li key={item.id}>
          <RedCard
            item={item}
            now={at}
            choosing={chosen && { isChosen: chosen.includes(item.id), onToggle: () => toggle(item.id) }}
          />
        </li>
      ))}
    </ul>
  );
});

function SelectBar({ items, chosen, onChosen, onPush }: ListProps & { onPush: () => void }) {
  const t = useText(leaderTexts);
  const pushable = items.filter((item) => mayLead(item, 'push')).map(({ id }) => id);
  if (!chosen)
    return items.length < 2 ? null : (
      <Button icon="check" disabled={pushable.length < 2} onClick={() => onChosen([])}>
        {t.select}
      </Button>
    );
  return (
    <div className="gl-thumb-bar gl-red-select">
      <p role="status">{t.selected(chosen.length)}</p>
      <Button onClick={() => onChosen(undefined)}>{t.endSelect}</Button>
      {chosen.length === 0 ? (
        <Button tone="primary" onClick={() => onChosen(pushable)}>
          {t.selectAll}
        </Button>
      ) : (
        <Button tone="primary" onClick={onPush}>
          {t.pushMany(chosen.length)}
        </Button>
      )}
    </div>
  );
}

interface PushManyProps {
  readonly ids: readonly string[];
  readonly details: Details;
  readonly onDone: () => void;
  readonly onCancel: () => void;
}

/** What may be pushed of what was chosen: somebody may have been quicker meanwhile. */
function PushMany({ ids, details, onDone, onCancel }: PushManyProps) {
  const t = useText(leaderTexts);
  const language = useSpoken();
  const { session } = useSession();
  const cases = ids.flatMap((id) => details.details.get(id) ?? []);
  if (!session) return null;
  return (
    <div className="gl-field-page">
      <PageHead title={t.pushTitle}>{t.pushTo(ids.length)}</PageHead>
      {cases.length === ids.length ? (
        <PushForm cases={cases} owner={session.personId} onDone={onDone} onCancel={onCancel} />
      ) : details.isPending || details.error === null ? (
        <Loading lines={8} />
      ) : (
        <>
          <Failed message={tellError(details.error, language)} onAgain={details.again} />
          <Button onClick={onCancel}>{t.cancel}</Button>
        </>
      )}
    </div>
  );
}

function NoneRed({ isFiltered, which }: { isFiltered: boolean; which: Which }) {
  const t = useText(leaderTexts);
  if (isFiltered)
    return (
      <Empty icon="search" title={t.noneHere}>
        {t.noneHereWhy}
      </Empty>
    );
  return (
    <Empty icon="check" title={which === 'red' ? t.redEmpty : t.soonEmpty}>
      {t.redEmptyWhy}
    </Empty>
  );
}

function useRed() {
  const { query } = useRoute();
  const led = useLedArea();
  const which: Which = query.get('which') === 'soon' ? 'soon' : 'red';
  const [unitId, stage] = [query.get('unit') ?? undefined, query.get('stage') ?? undefined];
  const view = {
    ...redView(which, led.areaPath ?? ''),
    ...(unitId === undefined ? {} : { holderUnitId: [unitId] }),
    ...(stage === undefined ? {} : { stage: [stage] }),
  };
  const asked = useCases(view, led.areaPath !== undefined);
  const { data: figures, isPending } = useFigures(led.areaPath);
  return { ...led, which, unitId, stage, asked, figures, isCounting: isPending };
}

/** Nothing comes into it once the list stands below. */
function Head({ red, isDrawing }: { red: ReturnType<typeof useRed>; isDrawing: boolean }) {
  const t = useText(leaderTexts);
  const language = useSpoken();
  const at = useNow(30_000);
  const { figures, which, areaPath = '' } = red;
  const asOf = figures && fromIso(figures.asOf);
  const waiting = useAsked().data?.items.length;
  return (
    <>
      <PageHead title={t.redTitle}>
        {[useAreaName(areaPath), asOf === undefined ? '' : t.asOf(whenWords(asOf, at, language))]
          .filter((words) => words !== '')
          .join(' · ')}
      </PageHead>
      <AreaPicker led={red.led} areaPath={areaPath} />
      <LinkButton href="/field/asked" icon="inbox" isWide>
        {t.askedTitle}
        {waiting === undefined ? null : ` ${waiting}`}
      </LinkButton>
      <Segments
        label={t.which}
        isLabelHidden
        choices={(['red', 'soon'] as const).map((id) => {
          const total = totalIn(figures, id);
          return { id, label: t[id], ...(total === undefined ? {} : { total }) };
        })}
        chosen={which}
        onChoose={(id) =>
          setQuery({ which: id === 'red' ? undefined : id, unit: undefined, stage: undefined })
        }
      />
      {figures && !isDrawing ? (
        <Filters figures={figures} which={which} unitId={red.unitId} stage={red.stage} />
      ) : null}
    </>
  );
}

function More({
  asked,
  left,
  onMore,
}: {
  asked: ReturnType<typeof useCases>;
  left: number;
  onMore: () => void;
}) {
  const t = useText(leaderTexts);
  if (left === 0 && !asked.hasNextPage) return null;
  const more = () => {
    if (left < AT_ONCE && asked.hasNextPage) void asked.fetchNextPage();
    onMore();
  };
  return (
    <Button isWide isBusy={asked.isFetchingNextPage} onClick={more}>
      {t.more(left === 0 ? AT_ONCE : Math.min(left, AT_ONCE))}
    </Button>
  );
}

export default function FieldRed() {
  const language = useSpoken();
  const red = useRed();
  const { asked } = red;
  const [most, setMost] = useState(AT_ONCE);
  const [ticked, setTicked] = useState<Chosen>();
  const [isPushing, setPushing] = useState(false);
  const [batch, setBatch] = useState(1);
  // The filters above the list come with the figures: the list comes with them, so that nothing jumps.
  const isPending = asked.isPending || red.isCounting;
  const wanted = useMemo(
    () => (isPending ? NONE : asked.items.slice(0, most)),
    [isPending, asked.items, most],
  );
  const items = useScreenful(wanted, 0);
  const isDrawing = isPending || (items.length === 0 && wanted.length > 0);
  // What has left the list, by a filter or because it is red no more, is not pushed unseen.
  const chosen = ticked?.filter((id) => items.some((item) => item.id === id));
  const details = useCaseDetails(chosen ?? []);
  if (isPushing && chosen && chosen.length > 0) {
    const done = () => {
      setBatch(chosen.length);
      setPushing(false);
      setTicked(undefined);
    };
    return <PushMany ids={chosen} details={details} onDone={done} onCancel={() => setPushing(false)} />;
  }
  const list = { items, chosen, onChosen: setTicked };
  const isFiltered = red.unitId !== undefined || red.stage !== undefined;
  return (
    <div className="gl-field-page">
      <Head red={red} isDrawing={isDrawing} />
      <OutboxList caseHref={caseHref} mostReceipts={batch} conflict={conflictCard} />
      {isDrawing ? <Loading lines={8} /> : null}
      {asked.isError && items.length === 0 ? (
        <Failed message={tellError(asked.error, language)} onAgain={() => void asked.refetch()} />
      ) : null}
      {asked.isSuccess && !isDrawing && items.length === 0 ? (
        <NoneRed isFiltered={isFiltered} which={red.which} />
      ) : null}
      {chosen ? null : <SelectBar {...list} onPush={() => setPushing(true)} />}
      <Cards {...list} />
      <More
        asked={asked}
        left={isDrawing ? 0 : asked.items.length - items.length}
        onMore={() => setMost(most + AT_ONCE)}
      />
      {chosen ? <SelectBar {...list} onPush={() => setPushing(true)} /> : null}
    </div>
  );
}
