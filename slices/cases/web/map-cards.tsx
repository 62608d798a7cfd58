// What was pressed on the map of the desk, as a card beside it: a case, several at one place, an area, a
// thing in the street. Each number leads to the list that it counts.
import { type ReactNode, useEffect, useRef } from 'react';
import type { Point } from '../../../kernel/geo.ts';
import { MINUTE } from '../../../kernel/duration.ts';
import { fromIso } from '../../../kernel/instant.ts';
import { tellError } from '../../../platform/web/api/errors.ts';
import { useNow } from '../../../platform/web/clock/clock.ts';
import { Badge } from '../../../ui/badge/badge.tsx';
import { Button, LinkButton } from '../../../ui/button/button.tsx';
import { Facts } from '../../../ui/card/card.tsx';
import { Failed, Loading } from '../../../ui/states/states.tsx';
import { When } from '../../../ui/time-left/time-words.tsx';
import { useSpoken } from '../../../ui/words/language.tsx';
import { useText } from '../../../ui/words/texts.ts';
import { useLayerLines } from '../../areas/web/public.ts';
import { itemName } from './case-facts.tsx';
import { CasePhotos } from './case-photos.tsx';
import { caseTexts } from './case-texts.ts';
import { nameIn } from './case-timeline.tsx';
import { LampFor } from './lamp-for.tsx';
import { MapRows } from './map-rows.tsx';
import { beforeAfter } from './step-words.ts';
import { type CaseView, useCase, useCases, type View } from './use-cases.ts';
import { workspaceTexts } from './workspace-texts.ts';

/** Where the screens lie that cards lead to; the shell knows. */
export interface MapPlaces {
  readonly caseHref: (caseId: string) => string;
  readonly listHref: (view: View) => string;
  readonly reportHref: (of: Point & { readonly id: string; readonly code: string }) => string;
}

export interface CardProps {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** Takes the focus when it comes, so that a key and a reader's voice go on in it. */
export function MapCard({ title, onClose, children }: CardProps) {
  const t = useText(workspaceTexts);
  const heading = useRef<HTMLHeadingElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another title is another card
  useEffect(() => heading.current?.focus({ preventScroll: false }), [title]);
  return (
    <section className="gl-map-panel gl-map-card" aria-label={title}>
      <header>
        <h2 ref={heading} tabIndex={-1}>
          {title}
        </h2>
        <Button tone="quiet" icon="close" label={t.close} onClick={onClose} />
      </header>
      {children}
    </section>
  );
}

const placeOf = ({ lon, lat }: CaseView): Point | undefined =>
  lon === null || lat === null ? undefined : { lon, lat };

function CaseBody({ of, caseHref }: { of: CaseView; caseHref: MapPlaces['caseHref'] }) {
  const t = useText(workspaceTexts);
  const language = useSpoken();
  const now = useNow(MINUTE);
  const [photo] = beforeAfter(of.steps).before;
  const layers = useLayerLines(of.areaPath.slice(0, 6), placeOf(of));
  const holder = [of.holder ? nameIn(of.holder, language) : '', of.holderPersonName ?? ''];
  return (
    <>
      <p className="gl-map-case-line">
        <LampFor of={of.clock ?? of} now={now} /> <Badge>{language === 'zh' ? of.stateZh : of.stateEn}</Badge>
      </p>
      {photo === undefined ? null : <CasePhotos ids={[photo]} />}
      <p>{of.description}</p>
      <Facts
        rows={[
          { name: t.place, value: of.address ?? '' },
          { name: t.layers, value: layers.join(language === 'zh' ? '；' : '; ') },
          { name: t.holder, value: holder.filter(Boolean).join(' · ') },
          { name: t.reported, value: <When at={fromIso(of.createdAt) ?? now} now={now} /> },
          { name: t.number, value: <span className="gl-figures">{of.number}</span> },
        ].filter(({ value }) => value !== '')}
      />
      <LinkButton tone="primary" isWide href={caseHref(of.id)}>
        {t.open}
      </LinkButton>
    </>
  );
}

export interface CaseCardProps {
  readonly id: string;
  readonly caseHref: MapPlaces['caseHref'];
  readonly onClose: () => void;
}

export function MapCaseCard({ id, caseHref, onClose }: CaseCardProps) {
  const t = useText(workspaceTexts);
  const words = useText(caseTexts);
  const language = useSpoken();
  const asked = useCase(id);
  const title = asked.data ? (itemName(asked.data, language) ?? words.noItem) : t.caseCard;
  return (
    <MapCard title={title} onClose={onClose}>
      {asked.data ? <CaseBody of={asked.data} caseHref={caseHref} /> : null}
      {asked.isError && !asked.data ? (
        <Failed message={tellError(asked.error, language)} onAgain={() => void asked.refetch()} />
      ) : null}
      {asked.isPending ? <Loading lines={5} /> : null}
    </MapCard>
  );
}

/** A little more than the store rounds off. */
const SLACK = 0.000_01;

/** Around these places, as the filter of a list says it. */
function outlineAround(points: readonly Point[]): string {
  const lons = points.map(({ lon }) => lon);
  const lats = points.map(({ lat }) => lat);
  const [west, east] = [Math.min(...lons) - SLACK, Math.max(...lons) + SLACK];
  const [south, north] = [Math.min(...lats) - SLACK, Math.max(...lats) + SLACK];
  return `${west},${south};${east},${south};${east},${north};${west},${north}`;
}

export interface PileCardProps extends Omit<CaseCardProps, 'id'> {
  readonly pile: readonly (Point & { readonly id: string })[];
  readonly view: View;
  readonly onPick: (id: string) => void;
}

/** Those of the view that lie here; the view itself may be drawn around more. */
export function MapPileCard({ pile, view, caseHref, onPick, onClose }: PileCardProps) {
  const t = useText(workspaceTexts);
  const language = useSpoken();
  const asked = useCases({ ...view, within: outlineAround(pile) });
  const ids = new Set(pile.map(({ id }) => id));
  const items = asked.items.filter(({ id }) => ids.has(id));
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = asked;
  return (
    <MapCard title={t.pile(pile.length)} onClose={onClose}>
      {asked.isPending ? <Loading lines={5} /> : null}
      {asked.isError && items.length === 0 ? (
        <Failed message={tellError(asked.error, language)} onAgain={() => void asked.refetch()} />
      ) : null}
      <MapRows label={t.pile(pile.length)} items={items} current={undefined} {...{ caseHref, onPick }} />
      {hasNextPage ? (
        <Button isBusy={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {t.next}
        </Button>
      ) : null}
    </MapCard>
  );
}
