// Every number of the wall, each a link to the list that sums to it: this is where the code on the wall
// leads.
import { count } from '../../../ui/words/format.ts';
import { useSpoken } from '../../../ui/words/language.tsx';
import { useText } from '../../../ui/words/texts.ts';
import type { WallNow } from '../core/contract.ts';
import { figureHref } from './lists.ts';
import { directorTexts } from './wall-texts.ts';

export function DirectorLists({ now }: { now: WallNow }) {
  const t = useText(directorTexts);
  const isZh = useSpoken() === 'zh';
  return (
    <section aria-labelledby="director-lists">
      <h2 id="director-lists">{t.lists}</h2>
      <p>{t.listsHint}</p>
      <ul className="gl-director-figures">
        {now.figures.map((figure) => (
          <li key={figure.id}>
            <a href={figureHref(figure.id, now.areaPath)}>
              <span>{isZh ? figure.zh : figure.en}</span> <strong>{count(figure.total)}</strong>
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}
