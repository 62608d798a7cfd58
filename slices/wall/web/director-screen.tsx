// The desk of a wall's director, on any other device: which scene, whether it stays, the order of their
// turns, which machines are in, and every number of the wall as a link to its list.
import { useState } from 'react';
import { useRoute } from '../../../platform/web/router/router.tsx';
import { useSession } from '../../../platform/web/session/session.tsx';
import { SignedIn } from '../../../platform/web/session/signed-in.tsx';
import { useQuery } from '@tanstack/react-query';
import { SECOND } from '../../../kernel/duration.ts';
import { api } from '../../../platform/web/api/api.ts';
import { LinkButton } from '../../../ui/button/button.tsx';
import { Empty, Loading } from '../../../ui/states/states.tsx';
import { NativeSelect } from '../../../ui/text-field/text-field.tsx';
import { useSpoken } from '../../../ui/words/language.tsx';
import { useText } from '../../../ui/words/texts.ts';
import { type AreaNode, nodeAt, useAreaTree } from '../../areas/web/public.ts';
import type { StageView, WallNow } from '../core/contract.ts';
import { DirectorLists } from './director-lists.tsx';
import { DirectorRound, RoundToRead } from './director-round.tsx';
import { DirectorScenes } from './director-scenes.tsx';
import { DirectorScreens } from './director-screens.tsx';
import { watchedArea } from './wall-gate.tsx';
import { directorTexts } from './wall-texts.ts';
import './director.css';

const OFTEN_MS = 4 * SECOND;

/** The area and those one level below it: each may have a wall. */
function areasOf(tree: AreaNode | undefined, home: string, isZh: boolean) {
  const node = nodeAt(tree, home);
  if (!node) return [{ value: home, label: home }];
  return [node, ...node.children].map((one) => ({
    value: one.path,
    label: isZh ? one.name : (one.nameEn ?? one.name),
  }));
}

function Desk() {
  const t = useText(directorTexts);
  const isZh = useSpoken() === 'zh';
  const { session, can } = useSession();
  const { query } = useRoute();
  const home = watchedArea(session?.posts ?? [], null);
  const [chosen, setChosen] = useState(query.get('area'));
  const areaPath = watchedArea(session?.posts ?? [], chosen);
  const { data: tree } = useAreaTree(areaPath?.slice(0, 6));
  const stage = useQuery({
    queryKey: ['wall', 'stage', areaPath],
    enabled: areaPath !== undefined,
    queryFn: ({ signal }) => api.get<StageView>(`/api/wall/${areaPath}/stage`, { signal }),
    refetchInterval: OFTEN_MS,
  });
  const now = useQuery({
    queryKey: ['wall', 'now', areaPath],
    enabled: areaPath !== undefined,
    queryFn: ({ signal }) => api.get<WallNow>(`/api/wall/${areaPath}/now`, { signal }),
    refetchInterval: OFTEN_MS,
  });
  if (areaPath === undefined || home === undefined) {
    return (
      <Empty icon="screen" title={<h1>{t.title}</h1>}>
        {t.noRight}
      </Empty>
    );
  }
  const { data: view } = stage;
  if (!view) return <Loading lines={8} />;
  const streets = now.data?.streets.filter((street) => street.areaPath !== areaPath) ?? [];
  return (
    <main className="gl-director">
      <header>
        <h1>{t.title}</h1>
        <LinkButton href={`/wall?area=${areaPath}`} icon="screen">
          {t.open}
        </LinkButton>
      </header>
      <NativeSelect
        label={t.area}
        value={areaPath}
        onChange={setChosen}
        choices={areasOf(tree, home, isZh)}
      />
      {can('wall.direct') ? <DirectorScenes key={areaPath} view={view} streets={streets} /> : null}
      {now.data ? <DirectorLists now={now.data} /> : null}
      {can('wall.direct') ? <DirectorRound key={areaPath} view={view} /> : <RoundToRead view={view} />}
      {can('wall.list_screens') ? <DirectorScreens areaPath={areaPath} /> : null}
    </main>
  );
}

export default function DirectorScreen() {
  const t = useText(directorTexts);
  return (
    <SignedIn title={t.signIn}>
      <Desk />
    </SignedIn>
  );
}
