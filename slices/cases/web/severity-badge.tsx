// How bad a matter is, in a word and a mark beside its colour; nothing for what is as usual.
import { Badge } from '../../../ui/badge/badge.tsx';
import { Icon } from '../../../ui/icon/icon.tsx';
import { useSpoken } from '../../../ui/words/language.tsx';
import { codeWords } from '../core/case-words.ts';
import type { CaseListItem } from './use-cases.ts';

/** A reply that an older server gave, or this phone kept, has no severity. */
export function SeverityBadge({ of }: { of: Partial<Pick<CaseListItem, 'severity'>> }) {
  const language = useSpoken();
  if (of.severity === undefined || of.severity === 'normal') return null;
  return (
    <Badge tone={of.severity === 'critical' ? 'danger' : 'warn'}>
      <Icon name="warning" />
      {codeWords('severity', of.severity, language)}
    </Badge>
  );
}
