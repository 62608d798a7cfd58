// On a person's own page: which of their posts ended of late, since when and by whom.
import { MINUTE } from '../../../kernel/duration.ts';
import { Card } from '../../../ui/card/card.tsx';
import { useSpoken } from '../../../ui/words/language.tsx';
import { defineTexts, useText } from '../../../ui/words/texts.ts';
import { useNow } from '../clock/clock.ts';
import { endedWords } from './post-words.ts';
import { useSession } from './session.tsx';

const texts = defineTexts({ zh: { title: '最近结束的岗位' }, en: { title: 'Posts that ended lately' } });

export function EndedPosts() {
  const t = useText(texts);
  const language = useSpoken();
  const now = useNow(MINUTE);
  const { session } = useSession();
  const ended = session?.endedPosts ?? [];
  if (ended.length === 0) return null;
  return (
    <Card title={t.title}>
      <ul>
        {ended.map((post) => (
          <li key={post.id}>{endedWords(post, now, language)}</li>
        ))}
      </ul>
    </Card>
  );
}
