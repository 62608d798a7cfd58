// Nobody's land that was claimed and is in force, each place with the decision that stands behind it.
import { useQuery } from '@tanstack/react-query';
import { api } from '../../../platform/web/api/api.ts';
import { count } from '../../../ui/words/format.ts';
import { useText } from '../../../ui/words/texts.ts';
import type { Claimed } from '../../areas/core/contract-workshop.ts';
import { Card } from '../../../ui/card/card.tsx';
import { gridTexts } from './grid-texts.ts';

const MOST_LISTED = 200;

/** Not there while nothing was claimed. */
export function ClaimsPart({ districtId }: { districtId: string }) {
  const t = useText(gridTexts);
  const { data } = useQuery({
    queryKey: ['grid versions', districtId, 'claims'],
    queryFn: ({ signal }) =>
      api.get<readonly Claimed[]>('/api/areas/claims', { signal, query: { districtId } }),
  });
  if (!data || data.length === 0) return null;
  return (
    <Card title={t.claims}>
      <ul className="gl-grid-versions">
        {data.slice(0, MOST_LISTED).map(({ name, squareMetres, at, decision, number, madeByName }) => (
          <li key={`${at.lon} ${at.lat} ${decision.number}`}>
            <strong>{name}</strong>
            <span>{t.claimed(count(Math.round(squareMetres)))}</span>
            <span>
              {decision.number} {decision.decidedOn}: {decision.text}
            </span>
            <span className="gl-muted">
              {t.number(number)} {madeByName}
            </span>
          </li>
        ))}
      </ul>
    </Card>
  );
}
