// 我的: who I am here, how this phone speaks and looks, and the way out.
import { Suspense } from 'react';
import { DeviceSwitches } from '../../platform/web/i18n/device-switches.tsx';
import type { Entry } from '../../platform/web/outbox/entry.ts';
import { OutboxList, ReceiptList } from '../../platform/web/outbox/outbox-list.tsx';
import { ROLE_WORDS } from '../../kernel/role-words.ts';
import { navigate } from '../../platform/web/router/router.tsx';
import { useSession } from '../../platform/web/session/session.tsx';
import { lazyPart } from '../../platform/web/start/lazy-screen.ts';
import { conflictCard } from '../../slices/cases/web/conflict-slot.tsx';
import { ReachMeCard } from '../../slices/notices/web/reach-me-card.tsx';
import { useUnreadCount } from '../../slices/notices/web/use-notices.ts';
import { LinkButton } from '../../ui/button/button.tsx';
import { Card, Facts } from '../../ui/card/card.tsx';
import { Page, PageHead } from '../../ui/frame/frame.tsx';
import { useSpoken } from '../../ui/words/language.tsx';
import { defineTexts, useText } from '../../ui/words/texts.ts';
import { routesIn, waysIn } from '../../platform/web/start/shell-route.ts';
import { fieldRoutes } from './routes.ts';
import { tabsOf } from './tabs.ts';
import './me.css';

const texts = defineTexts({
  zh: {
    me: '我的',
    posts: '岗位',
    device: '这台手机',
    notices: '通知',
    more: '更多',
  },
  en: {
    me: 'Me',
    posts: 'Posts',
    device: 'This phone',
    notices: 'Notices',
    more: 'More',
  },
});

/** Below the first screenful: it comes and is drawn once that stands. */
const Below = lazyPart(() => import('./me-below.tsx'));

const caseHref = (id: string): string => `/field/cases/${id}`;

/** What the bar has no room for. */
function More() {
  const t = useText(texts);
  const language = useSpoken();
  const { can, session } = useSession();
  const paths = routesIn(fieldRoutes, language, can).map(({ path }) => path);
  const tabs = tabsOf(session?.posts ?? [], paths);
  const rest = waysIn(fieldRoutes, '/field', '/me', language, can).filter(
    ({ href }) => !tabs.some((tab) => href === `/field${tab}`),
  );
  if (rest.length === 0) return null;
  return (
    <Card title={t.more}>
      <div className="gl-me-more">
        {rest.map((way) => (
          <LinkButton key={way.href} href={way.href} icon={way.icon}>
            {way.label}
          </LinkButton>
        ))}
      </div>
    </Card>
  );
}

/** A report is mended on its form, anything else where its case is. */
function editElsewhere({ id, about, url }: Entry): Promise<boolean> {
  const isReport = about === undefined || url.endsWith('/join');
  navigate(isReport ? `/field/report?edit=${id}` : caseHref(about));
  return Promise.resolve(true);
}

export default function Me() {
  const t = useText(texts);
  const language = useSpoken();
  const { session } = useSession();
  const unread = useUnreadCount(session !== undefined);
  if (!session) return null;
  return (
    <Page>
      <PageHead title={session.name}>{t.me}</PageHead>
      <LinkButton href="/field/notices" icon="bell" isWide>
        {t.notices}
        {unread === undefined ? null : ` ${unread}`}
      </LinkButton>
      <OutboxList caseHref={caseHref} onEdit={editElsewhere} conflict={conflictCard} mostReceipts={0} />
      <ReceiptList caseHref={caseHref} />
      <More />
      <Card title={t.posts}>
        <Facts
          rows={session.posts.map((post) => ({
            name: ROLE_WORDS[post.role][language],
            value: language === 'zh' ? post.unitName : post.unitNameEn || post.unitName,
          }))}
        />
      </Card>
      <Card title={t.device}>
        <div className="gl-me-switches">
          <DeviceSwitches hasTheme hasElder />
        </div>
      </Card>
      <ReachMeCard owner={session.personId} />
      <Suspense>
        <Below />
      </Suspense>
    </Page>
  );
}
