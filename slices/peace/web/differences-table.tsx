// What a revision says otherwise than the one before: area by area both indexes, and the series that make the
// difference.
import { tellError } from '../../../platform/web/api/errors.ts';
import { Button } from '../../../ui/button/button.tsx';
import { Failed, Loading } from '../../../ui/states/states.tsx';
import { useSpoken } from '../../../ui/words/language.tsx';
import { useText } from '../../../ui/words/texts.ts';
import type { Differences, Publication } from '../core/contract-published.ts';
import { ColourWord, nameIn, Scrolling, useWords } from './peace-parts.tsx';
import { peaceTexts } from './peace-texts.ts';
import { publishedTexts } from './published-texts.ts';
import { useDifferences } from './use-published.ts';

type Item = Differences['items'][number];

const SideCell = ({ side }: { side: Item['was'] }) => (
  <td>
    <span className="gl-figures">{side?.index ?? '–'}</span> <ColourWord colour={side?.colour ?? null} />
  </td>
);

function DifferenceRow({ item }: { item: Item }) {
  const t = useText(publishedTexts);
  const language = useSpoken();
  const wordsOf = useWords();
  const { parts } = item;
  const told = (part: Item['parts'][number]): string =>
    t.part(
      wordsOf(part),
      part.wasValue ?? '–',
      part.isValue ?? '–',
      part.wasPoints ?? '–',
      part.isPoints ?? '–',
    );
  return (
    <tr>
      <th scope="row">{nameIn(item, language)}</th>
      <SideCell side={item.was} />
      <SideCell side={item.is} />
      <td>
        {parts.length === 0 ? <span className="gl-quiet">{t.comparedOnly}</span> : null}
        {parts.length === 0 ? null : (
          <ul>
            {parts.map((part) => (
              <li key={part.indicator}>{told(part)}</li>
            ))}
          </ul>
        )}
      </td>
    </tr>
  );
}

interface TableProps {
  readonly areaPath: string;
  readonly of: Publication;
  readonly name: string;
}

export function DifferencesTable({ areaPath, of, name }: TableProps) {
  const [t, words] = [useText(publishedTexts), useText(peaceTexts)];
  const language = useSpoken();
  const { span, revision } = of;
  const asked = useDifferences({ areaPath, day: span.from, revision });
  const items = asked.data?.pages.flatMap((page) => page.items) ?? [];
  if (asked.error && items.length === 0)
    return <Failed message={tellError(asked.error, language)} onAgain={() => void asked.refetch()} />;
  if (asked.isPending) return <Loading lines={3} />;
  if (items.length === 0) return <p>{t.noneHere}</p>;
  return (
    <>
      <Scrolling label={t.differences(name)}>
        <thead>
          <tr>
            {[words.name, t.was, t.is, t.parts].map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {items.map((item) => (
            <DifferenceRow key={item.areaPath} item={item} />
          ))}
        </tbody>
      </Scrolling>
      {asked.hasNextPage ? (
        <Button isBusy={asked.isFetchingNextPage} onClick={() => void asked.fetchNextPage()}>
          {t.more}
        </Button>
      ) : null}
    </>
  );
}
