// The briefs of an area: those issued, the newest first; a preview of any period; when they are written by
// themselves.
import { fromIso } from '../../../kernel/instant.ts';
import { PagedList } from '../../../platform/web/api/paged-list.tsx';
import { useNow } from '../../../platform/web/clock/clock.ts';
import { LinkButton } from '../../../ui/button/button.tsx';
import { Card } from '../../../ui/card/card.tsx';
import { Page, PageHead } from '../../../ui/frame/frame.tsx';
import { Empty } from '../../../ui/states/states.tsx';
import { whenWords } from '../../../ui/words/format.ts';
import { useSpoken } from '../../../ui/words/language.tsx';
import { useText } from '../../../ui/words/texts.ts';
import { periodOf, periodWords } from '../../evaluation/core/period.ts';
import type { BriefHead } from '../core/contract.ts';
import { BriefChoices } from './brief-choices.tsx';
import { briefsTexts } from './briefs-texts.ts';
import { PlansCard } from './plans-card.tsx';
import { type Choice, useBriefs, useChoice } from './use-briefs.ts';
import './briefs.css';

export interface BriefPlaces {
  readonly briefHref: (briefId: string) => string;
  readonly previewHref: (query: string) => string;
}

function Row({ brief, href }: { brief: BriefHead; href: string }) {
  const t = useText(briefsTexts);
  const language = useSpoken();
  const now = useNow(60_000);
  const { revision, why, byName, asOf, period } = brief;
  return (
    <li>
      <a href={href}>
        {period[language]}
        {revision > 1 ? ` · ${t.revision(revision)}` : ''}
      </a>
      <span className="gl-quiet">{t.by(byName, whenWords(fromIso(asOf) ?? 0, now, language))}</span>
      {why === null ? null : <span>{t.reasonOf(why)}</span>}
    </li>
  );
}

function Issued({ choice, briefHref }: { choice: Choice } & Pick<BriefPlaces, 'briefHref'>) {
  const t = useText(briefsTexts);
  const asked = useBriefs(choice);
  const all = asked.data?.pages.flatMap(({ briefs }) => briefs) ?? [];
  const empty = (
    <Empty icon="figures" title={t.none}>
      {t.noneWhy}
    </Empty>
  );
  return (
    <Card title={`${t.issued} · ${t[choice.kind]}`}>
      <PagedList asked={asked} className="gl-briefs-list" empty={empty}>
        {all.map((brief) => (
          <Row key={brief.id} brief={brief} href={briefHref(brief.id)} />
        ))}
      </PagedList>
    </Card>
  );
}

export function BriefsScreen({ briefHref, previewHref }: BriefPlaces) {
  const t = useText(briefsTexts);
  const language = useSpoken();
  const choice = useChoice();
  const { areaPath, kind, day } = choice;
  const query = new URLSearchParams({ areaPath, kind, day }).toString();
  return (
    <Page>
      <div className="gl-briefs">
        <PageHead title={t.title}>{t.why}</PageHead>
        <BriefChoices choice={choice} />
        <div className="gl-briefs-acts">
          <LinkButton tone="primary" href={previewHref(query)}>
            {t.previewOf(periodWords(periodOf(kind, day), language))}
          </LinkButton>
        </div>
        <Issued choice={choice} briefHref={briefHref} />
        {areaPath === '' ? null : <PlansCard areaPath={areaPath} />}
      </div>
    </Page>
  );
}
