// 我的: who I am here, how this phone speaks and looks, and the way out.
import { DeviceSwitches } from '../../platform/web/i18n/device-switches.tsx';
import { ROLE_WORDS } from '../../platform/web/session/role-words.ts';
import { useSession } from '../../platform/web/session/session.tsx';
import { Button } from '../../ui/button/button.tsx';
import { Card, Facts } from '../../ui/card/card.tsx';
import { Page, PageHead } from '../../ui/frame/frame.tsx';
import { useSpoken } from '../../ui/words/language.tsx';
import { defineTexts, useText } from '../../ui/words/texts.ts';
import './me.css';

const texts = defineTexts({
  zh: { me: '我的', posts: '岗位', device: '这台手机', signOut: '退出登录' },
  en: { me: 'Me', posts: 'Posts', device: 'This phone', signOut: 'Sign out' },
});

export default function Me() {
  const t = useText(texts);
  const language = useSpoken();
  const { session, signOut } = useSession();
  if (!session) return null;
  return (
    <Page>
      <PageHead title={session.name}>{t.me}</PageHead>
      <Card title={t.posts}>
        <Facts
          rows={session.posts.map((post) => ({
            name: ROLE_WORDS[post.role][language],
            value: language === 'zh' ? post.unitName : post.unitNameEn || post.unitName,
          }))}
        />
      </Card>
      <Card title={t.device}>
        <div className="gl-me-switches"><DeviceSwitches hasTheme hasElder /></div>
      </Card>
      <Button icon="signOut" isWide onClick={() => void signOut()}>{t.signOut}</Button>
    </Page>
  );
}
