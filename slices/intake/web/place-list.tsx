// Saying where it is without a map and without a position: three native lists, from the street down to
// the grid. Who does not know the grid may leave it open; the community is enough for the centre to go
// on.
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { tellError } from '../../../platform/web/api/errors.ts';
import { useLanguage, useText } from '../../../platform/web/i18n/public.ts';
import { Button } from '../../../ui/button/button.tsx';
import { Failed, Loading } from '../../../ui/states/states.tsx';
import { type Choice, NativeSelect } from '../../../ui/text-field/text-field.tsx';
import { type AreaNode, areaTree } from './report-api.ts';
import type { DraftPlace } from './report-draft.ts';
import { reportTexts } from './report-texts.ts';

export interface PlaceListProps {
  readonly districtId: string;
  readonly onChoose: (place: DraftPlace) => void;
}

function Lists({ tree, districtId, onChoose }: PlaceListProps & { readonly tree: AreaNode }) {
  const t = useText(reportTexts);
  const { language } = useLanguage();
  const [picked, setPicked] = useState<readonly string[]>([]);
  const nameOf = (node: AreaNode) => (language === 'en' ? (node.nameEn ?? node.name) : node.name);
  const choices = (nodes: readonly AreaNode[]): readonly Choice[] =>
    nodes.map((node) => ({ value: node.path, label: nameOf(node) }));
  const street = tree.children.find((node) => node.path === picked[0]);
  const community = street?.children.find((node) => node.path === picked[1]);
  const grid = community?.children.find((node) => node.path === picked[2]);
  const pick = (level: number) => (path: string) => setPicked([...picked.slice(0, level), path]);
  const chosen = [tree, street, community, grid].flatMap((node) => node ?? []);
  const use = () => {
    const last = grid ?? community;
    if (!last) return;
    onChoose({
      way: 'list',
      located: { districtId, areaPath: last.path, names: chosen.map((node) => node.name) },
    });
  };
  return (
    <div className="gl-place-list">
      <NativeSelect
        label={t.street}
        value={picked[0] ?? ''}
        placeholder={t.pick}
        choices={choices(tree.children)}
        onChange={pick(0)}
      />
      {street ? (
        <NativeSelect
          label={t.community}
          value={picked[1] ?? ''}
          placeholder={t.pick}
          choices={choices(street.children)}
          onChange={pick(1)}
        />
      ) : null}
      {community ? (
        <NativeSelect
          label={t.grid}
          value={picked[2] ?? ''}
          placeholder={t.anyGrid}
          choices={choices(community.children)}
          onChange={pick(2)}
        />
      ) : null}
      {community ? (
        <Button tone="primary" icon="check" onClick={use}>
          {t.useArea}
        </Button>
      ) : null}
    </div>
  );
}

export function PlaceList(props: PlaceListProps) {
  const { language } = useLanguage();
  const { data, error, refetch } = useQuery({
    queryKey: ['area-tree', props.districtId],
    queryFn: () => areaTree(props.districtId),
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (data) return <Lists {...props} tree={data} />;
  return error ? (
    <Failed message={tellError(error, language)} onAgain={() => void refetch()} />
  ) : (
    <Loading lines={3} />
  );
}
