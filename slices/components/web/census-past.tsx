// The imports of a district, newest first: opened again, or thrown away where they have written nothing.
import { tellError } from '../../../platform/web/api/errors.ts';
import { setQuery } from '../../../platform/web/router/router.tsx';
import { Badge } from '../../../ui/badge/badge.tsx';
import { Button } from '../../../ui/button/button.tsx';
import { Card } from '../../../ui/card/card.tsx';
import { Empty, Failed, Notice } from '../../../ui/states/states.tsx';
import { useSpoken } from '../../../ui/words/language.tsx';
import { useText } from '../../../ui/words/texts.ts';
import { type ImportView, mayDiscard } from '../core/contract-imports.ts';
import { STATE_TONES } from './census-result.tsx';
import { censusTexts, STATE_WORDS } from './census-texts.ts';
import { useDiscard, useImports } from './use-census.ts';

function OnePast({ view }: { view: ImportView }) {
  const t = useText(censusTexts);
  const language = useSpoken();
  const discard = useDiscard();
  return (
    <li>
      <Button tone="quiet" size="small" onClick={() => setQuery({ import: view.id })}>
        {view.fileName}
      </Button>{' '}
      <Badge tone={STATE_TONES[view.state]}>{STATE_WORDS[view.state][language]}</Badge>{' '}
      <span className="gl-muted gl-figures">
        {view.rowsTotal === 0 ? t.notRead : t.rows(view.rowsDone, view.rowsTotal)}
      </span>{' '}
      {mayDiscard(view) ? (
        <Button
          tone="quiet"
          size="small"
          isBusy={discard.isSending}
          label={t.discardOf(view.fileName)}
          onClick={() => void discard.send(view.id)}
        >
          {t.discard}
        </Button>
      ) : null}
      {discard.error ? <Notice tone="danger">{tellError(discard.error, language)}</Notice> : null}
    </li>
  );
}

export function CensusPast({ districtId }: { districtId: string }) {
  const t = useText(censusTexts);
  const language = useSpoken();
  const { data, error, refetch } = useImports(districtId);
  const imports = data?.imports ?? [];
  return (
    <Card title={t.past}>
      {error ? <Failed message={tellError(error, language)} onAgain={() => void refetch()} /> : null}
      {data && imports.length === 0 ? <Empty title={t.none} /> : null}
      {imports.length > 0 ? <p className="gl-muted">{t.pastWhy}</p> : null}
      <ul className="gl-register-history">
        {imports.map((one) => (
          <OnePast key={one.id} view={one} />
        ))}
      </ul>
    </Card>
  );
}
