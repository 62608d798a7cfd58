// The telephone list of an area: the units that serve it. It is on the phone, so it works in the lift; a
// unit's number is an office's, not a person's.
import { useState } from 'react';
import { tellError } from '../../../platform/web/api/errors.ts';
import { Card } from '../../../ui/card/card.tsx';
import { Icon } from '../../../ui/icon/icon.tsx';
import { Empty, Failed, Loading } from '../../../ui/states/states.tsx';
import { TextField } from '../../../ui/text-field/text-field.tsx';
import { useSpoken } from '../../../ui/words/language.tsx';
import { useText } from '../../../ui/words/texts.ts';
import { type GridUnit, useUnits } from './grid-data.ts';
import { gridTexts } from './grid-texts.ts';

/** Beyond this many a person looks by name. */
const FEW = 8;

/** The nearest first: a community's station before the district's department. */
const nearFirst = (units: readonly GridUnit[]): readonly GridUnit[] =>
  [...units].sort((a, b) => b.areaPath.length - a.areaPath.length || (a.name < b.name ? -1 : 1));

export function GridPhones({ areaPath }: { areaPath: string }) {
  const t = useText(gridTexts);
  const language = useSpoken();
  const asked = useUnits(areaPath);
  const [words, setWords] = useState('');
  const nameOf = (unit: GridUnit) => (language === 'zh' ? unit.name : unit.nameEn || unit.name);
  const all = nearFirst((asked.data?.units ?? []).filter(({ phone }) => phone !== undefined && phone !== ''));
  const found = all.filter((unit) => nameOf(unit).toLowerCase().includes(words.trim().toLowerCase()));
  return (
    <Card title={t.unitPhones} aside={asked.data ? <span className="gl-figures">{all.length}</span> : null}>
      {asked.isPending ? <Loading lines={5} /> : null}
      {asked.error && !asked.data ? (
        <Failed message={tellError(asked.error, language)} onAgain={() => void asked.refetch()} />
      ) : null}
      {asked.data && all.length === 0 ? <Empty icon="person" title={t.noPhones} /> : null}
      {all.length > FEW ? (
        <TextField
          label={t.find}
          type="search"
          value={words}
          onChange={setWords}
        />
      ) : null}
      {all.length > 0 && found.length === 0 ? <p role="status">{t.noMatch}</p> : null}
      <ul className="gl-grid-rows">
        {found.map((unit) => (
          <li key={unit.id}>
            <a className="gl-grid-row is-level" href={`tel:${unit.phone}`} aria-label={t.call(nameOf(unit))}>
              <strong>{nameOf(unit)}</strong>
              <span className="gl-grid-number-small gl-figures">{unit.phone}</span>
              <Icon name="next" />
            </a>
          </li>
        ))}
      </ul>
    </Card>
  );
}
