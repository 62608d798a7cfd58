// What one index is made of: each series with its value, its points of how many, what it was held against, or
// why it could not be judged. The points add up to the index above.
import { Card } from '../../../ui/card/card.tsx';
import { useSpoken } from '../../../ui/words/language.tsx';
import { useText } from '../../../ui/words/texts.ts';
import type { IndexRow, IndexTable } from '../core/contract-index.ts';
import { ColourWord, nameIn, Scrolling, useReferenceWords, useWords } from './peace-parts.tsx';
import { peaceTexts } from './peace-texts.ts';

type Contribution = IndexRow['contributions'][number];
type Reference = Contribution['references'][number];

function ReferenceLine({ reference }: { reference: Reference }) {
  const t = useText(peaceTexts);
  const nameOf = useReferenceWords();
  const { to, was, worseBy, why } = reference;
  const told = () => {
    if (why !== null) return t[why];
    if (worseBy === null) return t.fromZero;
    const by = worseBy.startsWith('-') ? t.better(worseBy.slice(1)) : t.worse(worseBy);
    return `${t.from(was ?? '–')} · ${by}`;
  };
  return <li>{`${nameOf(to)}: ${told()}`}</li>;
}

export function ContributionsCard({ table, row }: { table: IndexTable; row: IndexRow }) {
  const t = useText(peaceTexts);
  const language = useSpoken();
  const wordsOf = useWords();
  const name = nameIn(row, language);
  const nameOf = (id: string): string => {
    const found = table.names.find(({ indicator }) => indicator === id);
    return found ? wordsOf(found) : id;
  };
  return (
    <Card title={t.contributions(name)} aside={<ColourWord colour={row.colour} />}>
      <Scrolling label={t.contributions(name)}>
        <thead>
          <tr>
            {[t.item, t.value, t.earned, t.of, t.references].map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {row.contributions.map((one) => (
            <tr key={one.indicator}>
              <th scope="row">{nameOf(one.indicator)}</th>
              <td className="gl-figures">{one.value ?? '–'}</td>
              <td className="gl-figures">{one.points ?? '–'}</td>
              <td className="gl-figures">{one.kind === 'part' ? one.of : '–'}</td>
              <td>
                {one.why === null ? null : <p className="gl-quiet">{t[one.why]}</p>}
                {one.references.length > 0 ? (
                  <ul>
                    {one.references.map((reference) => (
                      <ReferenceLine key={reference.to} reference={reference} />
                    ))}
                  </ul>
                ) : null}
              </td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{t.sum}</th>
            <td />
            <td className="gl-figures">{row.index ?? t.none}</td>
            <td />
            <td className="gl-quiet">{`${t.judged} ${row.judged}%`}</td>
          </tr>
        </tfoot>
      </Scrolling>
    </Card>
  );
}
