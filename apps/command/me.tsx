// What the signed-in person is here for: their posts, each with its unit.
import { ROLE_WORDS } from '../../kernel/role-words.ts';
import { EndedPosts } from '../../platform/web/session/ended-posts.tsx';
import { NoPost } from '../../platform/web/session/no-post.tsx';
import { useSession } from '../../platform/web/session/session.tsx';
import { Card, Facts } from '../../ui/card/card.tsx';
import { Page, PageHead } from '../../ui/frame/frame.tsx';
import { useSpoken } from '../../ui/words/language.tsx';
import { defineTexts, useText } from '../../ui/words/texts.ts';

const texts = defineTexts({
  zh: {
    posts: '我的岗位',
    unit: '单位',
  },
  en: {
    posts: 'My posts',
    unit: 'Unit',
  },
});

export default function Me() {
  const t = useText(texts);
  const language = useSpoken();
  const { session } = useSession();
  const posts = session?.posts ?? [];
  return (
    <Page>
      <PageHead title={session?.name ?? ''}>{t.posts}</PageHead>
      {posts.length === 0 ? <NoPost /> : null}
      <EndedPosts />
      {posts.map((post) => (
        <Card key={post.id} title={ROLE_WORDS[post.role][language]}>
          <Facts
            rows={[
              { name: t.unit, value: language === 'zh' ? post.unitName : post.unitNameEn || post.unitName },
            ]}
          />
        </Card>
      ))}
    </Page>
  );
}
