// What a draft would have said of past periods, side by side with what was said. What differs is told in
// words.
import { Badge } from '../../../ui/badge/badge.tsx';
import { useSpoken } from '../../../ui/words/language.tsx';
import { useText } from '../../../ui/words/texts.ts';
import type { Simulation } from '../core/contract-index.ts';
import { ColourWord, nameIn, Scrolling, useWords } from './peace-parts.tsx';
import { peaceTexts } from './peace-texts.ts';

type Side = Simulation['rows'][number]['before'];

const SideCell = ({ side }: { side: Side }) => (
  <td>
    <span className="gl-figures">{side.index ?? '–'}</span> <ColourWord colour={side.colour} />
  </td>
);

export function SimulationTable({ simulation }: { simulation: Simulation }) {
  const t = useText(peaceTexts);
  const language = useSpoken();
  const wordsOf = useWords();
  const { rows, otherColour, oneSided } = simulation;
  return (
    <section>
      <h3>{t.tried}</h3>
      <p role="status">{t.triedWords(rows.length, otherColour, oneSided)}</p>
      <Scrolling label={t.tried}>
        <thead>
          <tr>
            {[t.period, t.name, t.now, t.drafted, t.change].map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {[...rows].reverse().map(({ areaPath, span, before, after, ...row }) => (
            <tr key={`${areaPath} ${span.from}`}>
              <th scope="row">{wordsOf(span)}</th>
              <td>{nameIn(row, language)}</td>
              <SideCell side={before} />
              <SideCell side={after} />
              <td>{before.colour === after.colour ? '' : <Badge tone="warn">{t.otherColour}</Badge>}</td>
            </tr>
          ))}
        </tbody>
      </Scrolling>
    </section>
  );
}
