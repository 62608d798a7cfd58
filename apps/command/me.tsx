// What the signed-in person is here for: their posts, each with its unit.
import { ROLE_WORDS } from '../../kernel/role-words.ts';
import { EndedPosts } from '../../platform/web/session/ended-posts.tsx';
import { useSession } from '../../platform/web/session/session.tsx';
import { Card, Facts } from '../../ui/card/card.tsx';
import { Page, PageHead } from '../../ui/frame/frame.tsx';
import { Empty } from '../../ui/states/states.tsx';
import { useSpoken } from '../../ui/words/language.tsx';
import { defineTexts, useText } from '../../ui/words/texts.ts';

const texts = defineTexts({
  zh: {
    posts: '我的岗位',
    none: '还没有岗位',
    noneWhy: '请管理员为您安排岗位，之后即可开始工作。',
    unit: '单位',
  },
  en: {
    posts: 'My posts',
    none: 'No post yet',
    noneWhy: 'Ask an administrator to give you a post; then you can start.',
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
      {posts.length === 0 ? (
        <Empty icon="person" title={t.none}>
          {t.noneWhy}
        </Empty>
      ) : null}
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
