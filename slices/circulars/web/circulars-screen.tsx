// The circulars of an area, and choosing the cases of a new one.
import { fromIso } from '../../../kernel/instant.ts';
import { PagedList } from '../../../platform/web/api/paged-list.tsx';
import { useNow } from '../../../platform/web/clock/clock.ts';
import { navigate, setQuery } from '../../../platform/web/router/router.tsx';
import { useSession } from '../../../platform/web/session/session.tsx';
import { Badge } from '../../../ui/badge/badge.tsx';
import { Card } from '../../../ui/card/card.tsx';
import { Page, PageHead } from '../../../ui/frame/frame.tsx';
import { Empty } from '../../../ui/states/states.tsx';
import { NativeSelect } from '../../../ui/text-field/text-field.tsx';
import { whenWords } from '../../../ui/words/format.ts';
import { useSpoken } from '../../../ui/words/language.tsx';
import { useText } from '../../../ui/words/texts.ts';
import { useAreaChoices } from '../../cases/web/public.ts';
import type { CircularHead } from '../core/contract.ts';
import { ChooseCases } from './choose-cases.tsx';
import { circularsTexts } from './circulars-texts.ts';
import { useAreas, useCirculars } from './use-circulars.ts';
import './circulars.css';

type CircularHref = (circularId: string) => string;

function Row({ one, href }: { one: CircularHead; href: string }) {
  const t = useText(circularsTexts);
  const language = useSpoken();
  const now = useNow(60_000);
  const when = (iso: string) => whenWords(fromIso(iso) ?? now, now, language);
  const { issued, byName, changedAt, title } = one;
  return (
    <li>
      <a href={href} lang="zh-CN">
        {title}
      </a>
      {issued === null ? <Badge tone="warn">{t.isDraft}</Badge> : null}
      <span className="gl-quiet">
        {issued === null ? t.changed(byName, when(changedAt)) : t.issued(issued.byName, when(issued.at))}
      </span>
    </li>
  );
}

interface AllProps {
  readonly asked: ReturnType<typeof useCirculars>;
  readonly circularHref: CircularHref;
}

function All({ asked, circularHref }: AllProps) {
  const t = useText(circularsTexts);
  const all = asked.data?.pages.flatMap(({ circulars }) => circulars) ?? [];
  const empty = (
    <Empty icon="cases" title={t.noCirculars}>
      {t.noCircularsWhy}
    </Empty>
  );
  return (
    <Card title={t.all}>
      <PagedList asked={asked} className="gl-circulars-list" empty={empty}>
        {all.map((one) => (
          <Row key={one.id} one={one} href={circularHref(one.id)} />
        ))}
      </PagedList>
    </Card>
  );
}

export function CircularsScreen({ circularHref }: { circularHref: CircularHref }) {
  const t = useText(circularsTexts);
  const { can } = useSession();
  const { areaPath, own } = useAreas();
  const asked = useCirculars(areaPath);
  const isMine = (value: string) => own.some((path) => value === path || value.startsWith(`${path}.`));
  const areas = useAreaChoices(areaPath.slice(0, 6), 'community').filter(({ value }) => isMine(value));
  return (
    <Page>
      <div className="gl-circulars">
        <PageHead title={t.title}>{t.why}</PageHead>
        <div className="gl-circulars-acts">
          <NativeSelect
            label={t.area}
            value={areaPath}
            choices={areas}
            onChange={(path) => setQuery({ areaPath: path })}
          />
        </div>
        {areaPath === '' ? null : (
          <>
            <All asked={asked} circularHref={circularHref} />
            {/* Comes with the list above it, which would push it down otherwise. */}
            {can('circular.draft') && !asked.isPending ? (
              <ChooseCases
                key={areaPath}
                areaPath={areaPath}
                onDone={({ id }) => navigate(circularHref(id))}
              />
            ) : null}
          </>
        )}
      </div>
    </Page>
  );
}
