// A brief as it is read: its sections, and below the one in which a number was pressed, the cases behind it.
import { useState } from 'react';
import { Notice } from '../../../ui/states/states.tsx';
import { useText } from '../../../ui/words/texts.ts';
import { OpenedCases } from '../../evaluation/web/public.ts';
import type { BriefText, Opens, Section } from '../core/brief-text.ts';
import { thousands } from '../core/compare.ts';
import { MapsOf } from './brief-maps.tsx';
import { Paragraph, TableOf } from './brief-parts.tsx';
import { briefsTexts } from './briefs-texts.ts';
import './briefs.css';

export interface PageProps {
  readonly areaPath: string;
  readonly text: BriefText;
  readonly caseHref: (caseId: string) => string;
}

interface Looked {
  readonly section: string;
  readonly what: string;
  readonly opens: Opens;
}

function Cases({
  looked,
  areaPath,
  caseHref,
  onClose,
}: Omit<PageProps, 'text'> & {
  looked: Looked;
  onClose: () => void;
}) {
  const t = useText(briefsTexts);
  const { total, ...question } = looked.opens;
  return (
    <div className="gl-brief-cases">
      <OpenedCases
        key={JSON.stringify(question)}
        opened={{ url: '/api/briefs/cases', query: { areaPath, ...question } }}
        what={looked.what}
        caseHref={caseHref}
        onClose={onClose}
      />
      <Notice>{t.listIsNow(thousands(total))}</Notice>
    </div>
  );
}

export function BriefPage({ areaPath, text, caseHref }: PageProps) {
  const [looked, setLooked] = useState<Looked>();
  const shown = ({ title, paragraphs, map, tables }: Section) => {
    const onOpen = (opens: Opens, what: string) => setLooked({ section: title, what, opens });
    return (
      <section key={title} className="gl-card gl-brief-section">
        <h2>{title}</h2>
        {paragraphs.map((pieces) => (
          <Paragraph key={pieces.map((piece) => piece.text).join('')} pieces={pieces} onOpen={onOpen} />
        ))}
        {map ? <MapsOf map={map} /> : null}
        {tables.map((table) => (
          <TableOf key={table.title} table={table} onOpen={onOpen} />
        ))}
        {looked?.section === title ? (
          <Cases
            looked={looked}
            areaPath={areaPath}
            caseHref={caseHref}
            onClose={() => setLooked(undefined)}
          />
        ) : null}
      </section>
    );
  };
  return (
    <article className="gl-brief" lang="zh-CN">
      {text.sections.map(shown)}
    </article>
  );
}
