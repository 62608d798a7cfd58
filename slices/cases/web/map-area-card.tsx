// The card of an area on the map: its code, its head, what is open and red there, each number the list
// behind it, and who is on duty.
import { LinkButton, Button } from '../../../ui/button/button.tsx';
import { Facts } from '../../../ui/card/card.tsx';
import { count } from '../../../ui/words/format.ts';
import { useSpoken } from '../../../ui/words/language.tsx';
import { useText } from '../../../ui/words/texts.ts';
import { areaNames, useAreaTree } from '../../areas/web/public.ts';
import { useOnDuty } from './grid-data.ts';
import { GridPeople } from './grid-people.tsx';
import { MapCard, type MapPlaces } from './map-cards.tsx';
import type { View } from './use-cases.ts';
import { useCount } from './use-count.ts';
import { workspaceTexts } from './workspace-texts.ts';
import './grid.css';

export interface AreaCardProps {
  readonly areaPath: string;
  readonly listHref: MapPlaces['listHref'];
  readonly onOnly: (areaPath: string) => void;
  readonly onClose: () => void;
}

function Counted({ label, view, listHref }: { label: string; view: View } & Pick<AreaCardProps, 'listHref'>) {
  const { data } = useCount(view);
  const total = data ? `${count(data.total)}${data.isMore ? '+' : ''}` : '…';
  return (
    <LinkButton href={listHref(view)}>
      {label} <strong className="gl-figures">{total}</strong>
    </LinkButton>
  );
}

function useHeads(areaPath: string): string {
  const people = useOnDuty(areaPath).data?.people ?? [];
  const heads = people.filter((one) => one.role === 'grid_head' && one.areaPath === areaPath);
  return heads.map(({ name }) => name).join(' ');
}

const GRID_DEPTH = 4;

export function MapAreaCard({ areaPath, listHref, onOnly, onClose }: AreaCardProps) {
  const t = useText(workspaceTexts);
  const language = useSpoken();
  const { data: tree } = useAreaTree(areaPath.slice(0, 6));
  const heads = useHeads(areaPath);
  const isGrid = areaPath.split('.').length === GRID_DEPTH;
  const code = { name: t.code, value: <span className="gl-figures">{areaPath.replaceAll('.', '')}</span> };
  return (
    <MapCard title={areaNames(tree, areaPath, language, 1) ?? t.areaCard} onClose={onClose}>
      <Facts rows={isGrid ? [code, { name: t.head, value: heads || t.noHead }] : [code]} />
      <div className="gl-map-buttons">
        <Counted label={t.openIn} view={{ areaPath, state: ['open'] }} listHref={listHref} />
        <Counted label={t.redIn} view={{ areaPath, lamp: ['red'] }} listHref={listHref} />
        <Button icon="search" onClick={() => onOnly(areaPath)}>
          {t.onlyHere}
        </Button>
      </div>
      <GridPeople areaPath={areaPath} tree={tree} />
    </MapCard>
  );
}
