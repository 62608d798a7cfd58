// The cases behind one figure: the same clauses as the count, page after page, as cards that open the case.
import { memo } from 'react';
import { tellError } from '../../../platform/web/api/errors.ts';
import { useNow } from '../../../platform/web/clock/clock.ts';
import { useRoute } from '../../../platform/web/router/router.tsx';
import { Button } from '../../../ui/button/button.tsx';
import { PageHead } from '../../../ui/frame/frame.tsx';
import { Empty, Failed, Loading } from '../../../ui/states/states.tsx';
import { count } from '../../../ui/words/format.ts';
import { useSpoken } from '../../../ui/words/language.tsx';
import { useText } from '../../../ui/words/texts.ts';
import { type Figure, figureOf } from '../core/figures.ts';
import { useAreaName } from './area-picker.tsx';
import { figureName } from './field-figures.tsx';
import { useTitle } from './field-parts.tsx';
import { leaderTexts } from './leader-texts.ts';
import { RedCard } from './red-card.tsx';
import { type ListedCase, useCases, type View } from './use-cases.ts';
import { useLedArea } from './use-leader.ts';
import { useScreenful } from './use-screenful.ts';
import './field-cases.css';
import './leader.css';

const PAGE = 50;
const SCREENFUL = 5;
const Line = memo(RedCard);

function viewIn(id: string, areaPath: string, query: URLSearchParams): View {
  const [unitId, holderUnitId] = [query.get('unit'), query.get('holder')];
  return {
    figure: id,
    areaPath,
    limit: PAGE,
    ...(unitId === null ? {} : { unitId: [unitId] }),
    ...(holderUnitId === null ? {} : { holderUnitId: [holderUnitId] }),
  };
}

function Cards({ items }: { items: readonly ListedCase[] }) {
  const at = useNow(30_000);
  const drawn = useScreenful(items, SCREENFUL);
  return (
    <ul className="gl-case-cards">
      {drawn.map((item) => (
        <li key={item.id}>
          <Line item={item} now={at} />
        </li>
      ))}
    </ul>
  );
}

function Cases({ figure, areaPath }: { figure: Figure; areaPath: string }) {
  const t = useText(leaderTexts);
  const language = useSpoken();
  const { query } = useRoute();
  const asked = useCases(viewIn(figure.id, areaPath, query));
  const { items, hasNextPage } = asked;
  if (asked.isPending) return <Loading lines={8} />;
  if (asked.isError && items.length === 0)
    return <Failed message={tellError(asked.error, language)} onAgain={() => void asked.refetch()} />;
  if (items.length === 0)
    return (
      <Empty icon="search" title={t.listEmpty}>
        {t.listEmptyWhy}
      </Empty>
    );
  return (
    <>
      <p className="gl-quiet" role="status">
        {t.listOf(`${count(items.length)}${hasNextPage ? '+' : ''}`)}
      </p>
      <Cards items={items} />
      {hasNextPage ? (
        <Button isWide isBusy={asked.isFetchingNextPage} onClick={() => void asked.fetchNextPage()}>
          {t.loadingMore}
        </Button>
      ) : null}
    </>
  );
}

export default function FieldFigureList() {
  const t = useText(leaderTexts);
  const language = useSpoken();
  const { params } = useRoute();
  const { areaPath } = useLedArea();
  const figure = figureOf(params['id'] ?? '');
  const name = figure ? figureName(figure, language) : t.noFigure;
  const area = useAreaName(areaPath);
  useTitle(name);
  if (!figure || areaPath === undefined)
    return (
      <Empty icon="search" title={<h1>{t.noFigure}</h1>}>
        {t.noFigureWhy}
      </Empty>
    );
  return (
    <div className="gl-field-page">
      <PageHead title={name}>
        {[area, language === 'zh' ? figure.whatZh : figure.whatEn].filter(Boolean).join(' · ')}
      </PageHead>
      <Cases figure={figure} areaPath={areaPath} />
    </div>
  );
}
