// The shell of the big screen: no frame and no navigation, only what stands on it and its director's desk.
import { Router } from '../../platform/web/router/router.tsx';
import { Empty, Loading } from '../../ui/states/states.tsx';
import { ToastRegion } from '../../ui/toast/toast.tsx';
import { useSpoken } from '../../ui/words/language.tsx';
import { defineTexts, useText } from '../../ui/words/texts.ts';
import { wallRoutes } from './routes.ts';
import { WallKeys } from './wall-keys.tsx';

const texts = defineTexts({
  zh: { lost: '没有这一页', lostWhy: '大屏的地址是 /wall。' },
  en: { lost: 'There is no such page', lostWhy: 'The wall is at /wall.' },
});

export function WallShell() {
  const t = useText(texts);
  const language = useSpoken();
  return (
    <>
      <Router
        base="/wall"
        routes={wallRoutes(language)}
        name="Gridloop"
        loading={<Loading />}
        notFound={
          <Empty icon="search" title={<h1>{t.lost}</h1>}>
            {t.lostWhy}
          </Empty>
        }
        frame={(screen, here) => <WallKeys at={here.path}>{screen}</WallKeys>}
      />
      <ToastRegion />
    </>
  );
}
