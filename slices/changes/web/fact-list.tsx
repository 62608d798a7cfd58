// What changed from what to what, field by field, in the reader's language.
import { useSpoken } from '../../../ui/words/language.tsx';
import { useText } from '../../../ui/words/texts.ts';
import type { Fact } from '../core/change.ts';
import { changesTexts } from './changes-texts.ts';
import './changes.css';

function FactLine({ fact }: { fact: Fact }) {
  const t = useText(changesTexts);
  const language = useSpoken();
  const { before, after } = fact;
  return (
    <li>
      <strong>{fact.name[language]}</strong>
      {before === null ? null : (
        <del>
          <span className="gl-unseen">{t.before} </span>
          {before[language]}
        </del>
      )}
      {before === null ? null : <span aria-hidden="true">→</span>}
      <ins>
        {before === null ? null : <span className="gl-unseen">{t.after} </span>}
        {after === null ? t.nothing : after[language]}
      </ins>
    </li>
  );
}

export function FactList({ facts }: { facts: readonly Fact[] }) {
  if (facts.length === 0) return null;
  return (
    <ul className="gl-change-facts">
      {facts.map((fact) => (
        <FactLine key={fact.name.en} fact={fact} />
      ))}
    </ul>
  );
}
