// The grids of a version as a list: the twin of the map, that chooses what a press on it would, for keys and
// for screen readers. Arrow keys move between the rows.
import { type KeyboardEvent, useId, useState } from 'react';
import type { Areas } from '../../../platform/web/map/map-data.ts';
import { TextField } from '../../../ui/text-field/text-field.tsx';
import { useSpoken } from '../../../ui/words/language.tsx';
import { useText } from '../../../ui/words/texts.ts';
import type { Bench } from './bench.ts';
import { benchTexts } from './bench-texts.ts';
import { codeIn, nameIn } from './bench-names.ts';

/** More than a person reads; a word narrows them. */
const MOST_LISTED = 200;

function moveFocus(event: KeyboardEvent<HTMLUListElement>): void {
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
  if (step === 0) return;
  const rows = [...event.currentTarget.querySelectorAll('button')];
  const at = rows.indexOf(event.target as HTMLButtonElement);
  const next = rows[at + step];
  if (at < 0 || !next) return;
  event.preventDefault();
  next.focus();
}

interface GridsProps {
  readonly grids: Areas;
  readonly bench: Bench;
  readonly onLook: (path: string) => void;
}

/** Those whose name or code has the words; the chosen ones stand first, so that none hides below. */
function useFound({ features }: Areas, chosen: readonly string[], words: string) {
  const said = words.trim().toLowerCase();
  const found = features.filter(({ properties }) => {
    const { nameEn } = properties as { readonly nameEn?: string | null };
    const all = `${properties.name} ${nameEn ?? ''} ${codeIn(properties.path)} ${properties.path}`;
    return said === '' || all.toLowerCase().includes(said);
  });
  const isChosen = (path: string) => chosen.includes(path);
  return [
    ...found.filter(({ properties }) => isChosen(properties.path)),
    ...found.filter(({ properties }) => !isChosen(properties.path)),
  ];
}

export function BenchGrids({ grids, bench, onLook }: GridsProps) {
  const t = useText(benchTexts);
  const language = useSpoken();
  const [words, setWords] = useState('');
  const [last, setLast] = useState<string>();
  const id = useId();
  const found = useFound(grids, bench.chosen, words);
  const shown = found.slice(0, MOST_LISTED);
  const stop = shown.some(({ properties }) => properties.path === last) ? last : shown[0]?.properties.path;
  return (
    <search className="gl-bench-grids">
      <TextField
        type="search"
        label={t.find}
        help={t.findHelp}
        maxLength={50}
        value={words}
        onChange={setWords}
      />
      <p id={id} role="status">
        {t.found(found.length, grids.features.length)}
      </p>
      <ul aria-label={t.grids} aria-describedby={id} onKeyDown={moveFocus}>
        {shown.map(({ properties }) => {
          const { path } = properties;
          return (
            <li key={path}>
              <button
                type="button"
                aria-pressed={bench.chosen.includes(path)}
                tabIndex={path === stop ? 0 : -1}
                onFocus={() => setLast(path)}
                onClick={() => {
                  bench.choose(path);
                  onLook(path);
                }}
              >
                <span>{nameIn(properties, language)}</span>
                <span className="gl-figures gl-muted">{codeIn(path)}</span>
              </button>
            </li>
          );
        })}
      </ul>
      {found.length > MOST_LISTED ? <p>{t.most(MOST_LISTED)}</p> : null}
    </search>
  );
}
