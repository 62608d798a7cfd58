// 我的网格: the area of my post on the map, its open cases, the people posted there. Whoever has several posts
// chooses; the map loads apart and has a list beside it.
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { MINUTE } from '../../../kernel/duration.ts';
import { isWithin } from '../../../kernel/rights.ts';
import { api } from '../../../platform/web/api/api.ts';
import { isRefused, tellError } from '../../../platform/web/api/errors.ts';
import { useNow } from '../../../platform/web/clock/clock.ts';
import { AreaMap } from '../../../platform/web/map/map.tsx';
import { NO_AREAS } from '../../../platform/web/map/map-data.ts';
import { navigate } from '../../../platform/web/router/router.tsx';
import { ROLE_WORDS } from '../../../platform/web/session/role-words.ts';
import { useSession } from '../../../platform/web/session/session.tsx';
import type { Role } from '../../../kernel/rights.ts';
import { Card, Facts } from '../../../ui/card/card.tsx';
import { Chips } from '../../../ui/choices/choices.tsx';
import { PageHead } from '../../../ui/frame/frame.tsx';
import { Empty, Failed, Loading } from '../../../ui/states/states.tsx';
import { useSpoken } from '../../../ui/words/language.tsx';
import { useText } from '../../../ui/words/texts.ts';
import { areaNames, nodeAt, useAreaTree, useBoundaries } from '../../areas/web/public.ts';
import { itemName } from './case-facts.tsx';
import { CaseCard, caseHref } from './field-parts.tsx';
import { fieldCaseTexts } from './field-texts.ts';
import { useDetails, useLists } from './field-todo.tsx';
import { lampNow } from './lamp-for.tsx';
import { orderTodo, PAGE } from './todo-order.ts';
import './field-cases.css';

const OPEN = ['reported', 'accepted', 'dispatched', 'handling', 'answered', 'verified'];
const LEVELS = ['district', 'street', 'community', 'grid'] as const;
const MOST_SHOWN = 20;

/** A grid shows itself, a wider area the areas it is made of. */
const shownLevel = (path: string) => LEVELS[Math.min(path.split('.').length, LEVELS.length - 1)] ?? 'grid';

interface Posted {
  readonly postId: string;
  readonly name: string;
  readonly role: Role;
  readonly areaPath: string;
}

/** Those posted in this area, as far as I may know them; nothing where the server says no. */
function People({ areaPath, unitId }: { areaPath: string; unitId: string }) {
  const t = useText(fieldCaseTexts);
  const language = useSpoken();
  const { can } = useSession();
  const { data } = useQuery({
    queryKey: ['people', areaPath, unitId],
    enabled: can('person.read'),
    staleTime: 10 * MINUTE,
    retry: (failures, error) => !isRefused(error) && failures < 2,
    queryFn: ({ signal }) =>
      api.get<{ people: readonly Posted[] }>('/api/people', {
        signal,
        query: { unitId, areaPath, limit: 50 },
      }),
  });
  const people = (data?.people ?? []).filter((one) => isWithin(one.areaPath, areaPath));
  if (people.length === 0) return null;
  return (
    <Card title={t.heads}>
      <Facts rows={people.map((one) => ({ name: ROLE_WORDS[one.role][language], value: one.name }))} />
    </Card>
  );
}

function GridMap({
  areaPath,
  name,
  lists,
}: {
  areaPath: string;
  name: string;
  lists: ReturnType<typeof useLists>;
}) {
  const t = useText(fieldCaseTexts);
  const language = useSpoken();
  const at = useNow(60_000);
  const { data } = useBoundaries(areaPath.slice(0, 6), shownLevel(areaPath));
  if (!data) return <Loading lines={5} />;
  const areas = {
    ...NO_AREAS,
    features: data.features.filter((one) => isWithin(one.properties.path, areaPath)),
  };
  const points = lists.items.flatMap((one) => {
    const lamp = lampNow(one, at)?.lamp;
    if (one.lon === null || one.lat === null || lamp === undefined) return [];
    return [
      {
        id: one.id,
        lon: one.lon,
        lat: one.lat,
        lamp,
        label: `${itemName(one, language) ?? one.description}`,
      },
    ];
  });
  return (
    <div className="gl-grid-map">
      <AreaMap label={t.mapOf(name)} areas={areas} points={points} onPick={(id) => navigate(caseHref(id))} />
    </div>
  );
}

function Grid({ areaPath, unitId }: { areaPath: string; unitId: string }) {
  const t = useText(fieldCaseTexts);
  const language = useSpoken();
  const at = useNow(30_000);
  const { data: tree } = useAreaTree(areaPath.slice(0, 6));
  const lists = useLists([{ areaPath, state: OPEN, limit: PAGE }]);
  const ordered = orderTodo(lists.items, at);
  const shown = useDetails(ordered.slice(0, MOST_SHOWN));
  const name = areaNames(tree, areaPath, language, 1) ?? areaPath;
  const node = nodeAt(tree, areaPath);
  const size = node ? `${(node.areaM2 / 1e6).toFixed(2)} km²` : '';
  const total = lists.items.length >= PAGE ? t.atLeast(PAGE) : t.cases(lists.items.length);
  return (
    <>
      <PageHead title={name}>{size}</PageHead>
      <GridMap areaPath={areaPath} name={name} lists={lists} />
      <Card title={t.openCases} aside={<span className="gl-figures">{total}</span>}>
        {lists.isPending ? <Loading lines={4} /> : null}
        {lists.error ? <Failed message={tellError(lists.error, language)} onAgain={lists.again} /> : null}
        {!lists.isPending && !lists.error && ordered.length === 0 ? (
          <Empty icon="check" title={t.noOpen} />
        ) : null}
        <ul className="gl-case-cards">
          {shown.map(({ item, detail }) => (
            <li key={item.id}>
              <CaseCard item={item} detail={detail} />
            </li>
          ))}
        </ul>
      </Card>
      <People areaPath={areaPath} unitId={unitId} />
    </>
  );
}

export default function FieldGrid() {
  const t = useText(fieldCaseTexts);
  const language = useSpoken();
  const { session } = useSession();
  const posts = session?.posts ?? [];
  const [postId, setPostId] = useState(posts[0]?.id);
  const { data: tree } = useAreaTree(posts[0]?.areaPath.slice(0, 6));
  const post = posts.find(({ id }) => id === postId) ?? posts[0];
  if (!post) return <Empty icon="grid" title={t.grid} />;
  const choices = posts.map(({ id, areaPath }) => ({
    id,
    label: areaNames(tree, areaPath, language, 1) ?? areaPath,
  }));
  return (
    <div className="gl-field-page">
      {choices.length < 2 ? null : (
        <Chips label={t.choose} choices={choices} chosen={post.id} onChoose={setPostId} />
      )}
      <Grid key={post.id} areaPath={post.areaPath} unitId={post.unitId} />
    </div>
  );
}
