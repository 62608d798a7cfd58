// Who else is on a case: in its head with names, on its row in the queue as a mark. It says who, so that a
// word across the room can settle what two people would otherwise do twice.
import { Badge } from '../../../ui/badge/badge.tsx';
import { useSpoken } from '../../../ui/words/language.tsx';
import { useText } from '../../../ui/words/texts.ts';
import { type Present, useDeskParts } from './desk-parts.ts';
import { deskTexts } from './desk-texts.ts';

const namesOf = (present: readonly Present[], comma: string): string =>
  present.map((one) => one.name).join(comma);

export function OthersHere({ others }: { others: readonly Present[] }) {
  const t = useText(deskTexts);
  const language = useSpoken();
  const comma = language === 'zh' ? '、' : ', ';
  const edits = others.filter((one) => one.mode === 'edits');
  const looks = others.filter((one) => one.mode !== 'edits');
  return (
    <div className="gl-others" role="status">
      {edits.length === 0 ? null : (
        <Badge tone="warn">
          {namesOf(edits, comma)} {t.edits}
        </Badge>
      )}
      {looks.length === 0 ? null : (
        <Badge>
          {namesOf(looks, comma)} {t.looks}
        </Badge>
      )}
    </div>
  );
}

export function RowOthers({ caseId }: { caseId: string }) {
  const t = useText(deskTexts);
  const language = useSpoken();
  const others = useDeskParts().useRowPresence(caseId);
  if (others.length === 0) return null;
  const isEditing = others.some((one) => one.mode === 'edits');
  const words = t.rowOthers(namesOf(others, language === 'zh' ? '、' : ', '), isEditing);
  return (
    <span className={`gl-row-others${isEditing ? ' is-editing' : ''}`} title={words}>
      <span aria-hidden="true">{others[0]?.name.slice(0, 1)}</span>
      <span className="gl-unseen">{words}</span>
    </span>
  );
}
