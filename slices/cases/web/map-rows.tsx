// Cases as rows beside the map: lamp, what, where; the name opens the case, the pin shows it on the map.
import { MINUTE } from '../../../kernel/duration.ts';
import { useNow } from '../../../platform/web/clock/clock.ts';
import { Button } from '../../../ui/button/button.tsx';
import { useSpoken } from '../../../ui/words/language.tsx';
import { useText } from '../../../ui/words/texts.ts';
import { itemName } from './case-facts.tsx';
import { caseTexts } from './case-texts.ts';
import { LampFor } from './lamp-for.tsx';
import type { CaseListItem } from './use-cases.ts';
import { workspaceTexts } from './workspace-texts.ts';

export interface MapRowsProps {
  readonly label: string;
  readonly items: readonly CaseListItem[];
  readonly current: string | undefined;
  readonly caseHref: (caseId: string) => string;
  readonly onPick: (id: string) => void;
}

export function MapRows({ label, items, current, caseHref, onPick }: MapRowsProps) {
  const t = useText(workspaceTexts);
  const words = useText(caseTexts);
  const language = useSpoken();
  const now = useNow(MINUTE);
  return (
    <ul className="gl-map-rows" aria-label={label}>
      {items.map((item) => {
        const name = itemName(item, language) ?? words.noItem;
        const where = item.address ?? item.description;
        return (
          <li key={item.id} aria-current={item.id === current}>
            <a href={caseHref(item.id)}>{name}</a>
            <LampFor of={item} now={now} isShort />
            {item.lon === null ? null : (
              <Button
                tone="quiet"
                size="small"
                icon="pin"
                label={t.showOnMap(`${name} ${where}`)}
                onClick={() => onPick(item.id)}
              />
            )}
            <span className="gl-muted">{where}</span>
          </li>
        );
      })}
    </ul>
  );
}
