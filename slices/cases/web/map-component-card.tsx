// The card of a thing in the street on the desk's map: what it is, whose it is, and the cases that name it.
import { useEffect } from 'react';
import type { Point } from '../../../kernel/geo.ts';
import { tellError } from '../../../platform/web/api/errors.ts';
import { LinkButton } from '../../../ui/button/button.tsx';
import { Failed, Loading } from '../../../ui/states/states.tsx';
import { count } from '../../../ui/words/format.ts';
import { useSpoken } from '../../../ui/words/language.tsx';
import { useText } from '../../../ui/words/texts.ts';
import { ComponentCard } from './component-card.tsx';
import { type Standing, useComponent } from './grid-data.ts';
import { MapCard, type MapPlaces } from './map-cards.tsx';
import { MapRows } from './map-rows.tsx';
import { useCases } from './use-cases.ts';
import { useCount } from './use-count.ts';
import { workspaceTexts } from './workspace-texts.ts';

const NONE: readonly Standing[] = [];
const LATEST = 5;

export interface MapComponentCardProps extends MapPlaces {
  readonly districtId: string;
  readonly code: string;
  readonly onFound: (at: Point) => void;
  readonly onPick: (caseId: string) => void;
  readonly onClose: () => void;
}

function History({
  componentId,
  caseHref,
  listHref,
  onPick,
}: MapComponentCardProps & { componentId: string }) {
  const t = useText(workspaceTexts);
  const asked = useCases({ componentId, limit: LATEST });
  const { data } = useCount({ componentId });
  if (asked.isPending) return <Loading lines={2} />;
  return (
    <>
      <h3>{t.history}</h3>
      {asked.items.length === 0 ? <p>{t.noHistory}</p> : null}
      <MapRows
        label={t.history}
        items={asked.items.slice(0, LATEST)}
        current={undefined}
        {...{ caseHref, onPick }}
      />
      {data && data.total > 0 ? (
        <LinkButton href={listHref({ componentId })}>{t.allHistory(count(data.total))}</LinkButton>
      ) : null}
    </>
  );
}

export function MapComponentCard(props: MapComponentCardProps) {
  const { districtId, code, onFound, onClose } = props;
  const t = useText(workspaceTexts);
  const language = useSpoken();
  const { component, error, again } = useComponent(districtId, code, NONE);
  // biome-ignore lint/correctness/useExhaustiveDependencies: shown once it is found, not at every draw
  useEffect(() => {
    if (component) onFound({ lon: component.lon, lat: component.lat });
  }, [component]);
  return (
    <MapCard title={component?.name ?? t.componentCard} onClose={onClose}>
      {component ? (
        <>
          <ComponentCard
            component={component}
            areaPath={districtId}
            reportHref={props.reportHref(component)}
          />
          <History {...props} componentId={component.id} />
        </>
      ) : null}
      {!component && error ? (
        <Failed message={tellError(error, language)} onAgain={() => void again()} />
      ) : null}
      {component || error ? null : <Loading lines={5} />}
    </MapCard>
  );
}
