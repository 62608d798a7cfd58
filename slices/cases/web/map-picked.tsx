// What was pressed on the map, as a card: a case, a thing in the street, or a place to report from.
import type { Point } from '../../../kernel/geo.ts';
import { MINUTE } from '../../../kernel/duration.ts';
import { tellError } from '../../../platform/web/api/errors.ts';
import { useNow } from '../../../platform/web/clock/clock.ts';
import { LinkButton } from '../../../ui/button/button.tsx';
import { Sheet } from '../../../ui/sheet/sheet.tsx';
import { Failed, Loading } from '../../../ui/states/states.tsx';
import { useSpoken } from '../../../ui/words/language.tsx';
import { useText } from '../../../ui/words/texts.ts';
import { itemName } from './case-facts.tsx';
import { ComponentCard, reportHref } from './component-card.tsx';
import { CaseRow } from './grid-cases.tsx';
import { type Standing, useComponent } from './grid-data.ts';
import { gridTexts } from './grid-texts.ts';
import type { CaseListItem } from './use-cases.ts';

export type Picked =
  | { readonly kind: 'case'; readonly id: string }
  | { readonly kind: 'component'; readonly code: string }
  | { readonly kind: 'place'; readonly point: Point };

export interface MapPickedProps {
  readonly picked: Picked;
  readonly areaPath: string;
  readonly cases: readonly CaseListItem[];
  readonly known: readonly Standing[];
  readonly onClose: () => void;
}

function PickedComponent({
  code,
  areaPath,
  known,
  onClose,
}: Omit<MapPickedProps, 'picked'> & { code: string }) {
  const t = useText(gridTexts);
  const language = useSpoken();
  const { component, error, again } = useComponent(areaPath.slice(0, 6), code, known);
  return (
    <Sheet title={component?.name ?? t.components} onClose={onClose}>
      {component ? <ComponentCard component={component} areaPath={areaPath} /> : null}
      {!component && error ? (
        <Failed message={tellError(error, language)} onAgain={() => void again()} />
      ) : null}
      {component || error ? null : <Loading lines={4} />}
    </Sheet>
  );
}

function PickedPlace({ point, onClose }: { point: Point; onClose: () => void }) {
  const t = useText(gridTexts);
  return (
    <Sheet title={t.pickedPlace} onClose={onClose}>
      <p className="gl-figures">
        {point.lon.toFixed(5)}, {point.lat.toFixed(5)}
      </p>
      <LinkButton tone="primary" icon="camera" isWide href={reportHref(point)}>
        {t.reportHere}
      </LinkButton>
    </Sheet>
  );
}

export function MapPicked(props: MapPickedProps) {
  const { picked, cases, onClose } = props;
  const t = useText(gridTexts);
  const language = useSpoken();
  const at = useNow(MINUTE);
  if (picked.kind === 'component') return <PickedComponent {...props} code={picked.code} />;
  if (picked.kind === 'place') return <PickedPlace point={picked.point} onClose={onClose} />;
  const item = cases.find(({ id }) => id === picked.id);
  if (!item) return null;
  return (
    <Sheet title={itemName(item, language) ?? t.cases} onClose={onClose}>
      <CaseRow item={item} at={at} />
    </Sheet>
  );
}
