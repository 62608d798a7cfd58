// The foot of the navigation: who is signed in, how the page looks, and the way out.
import { DeviceSwitches } from '../../platform/web/i18n/device-switches.tsx';
import { rolesIn } from '../../platform/web/session/role-words.ts';
import { useSession } from '../../platform/web/session/session.tsx';
import { Button } from '../../ui/button/button.tsx';
import { useSpoken } from '../../ui/words/language.tsx';
import { defineTexts, useText } from '../../ui/words/texts.ts';
import './posts-foot.css';

const texts = defineTexts({ zh: { signOut: '退出登录' }, en: { signOut: 'Sign out' } });

export function PostsFoot() {
  const t = useText(texts);
  const language = useSpoken();
  const { session, signOut } = useSession();
  if (!session) return null;
  return (
    <>
      <div className="gl-foot-switches"><DeviceSwitches hasTheme /></div>
      <div className="gl-foot-person">
        <p>
          <strong>{session.name}</strong>
          <span>{rolesIn(session.posts, language)}</span>
        </p>
        <Button tone="quiet" size="small" icon="signOut" label={t.signOut} onClick={() => void signOut()} />
      </div>
    </>
  );
}
