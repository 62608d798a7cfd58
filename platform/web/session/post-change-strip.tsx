// Above the screen: the posts of whoever works here have changed while they did. It says which, since when
// and whom to ask, and stays until it was read; the screens below are drawn anew by the session itself.
import { MINUTE } from '../../../kernel/duration.ts';
import { Button } from '../../../ui/button/button.tsx';
import { Strip } from '../../../ui/states/strip.tsx';
import { useSpoken } from '../../../ui/words/language.tsx';
import { defineTexts, useText } from '../../../ui/words/texts.ts';
import { useNow } from '../clock/clock.ts';
import { begunWords, endedWords, whomToAsk } from './post-words.ts';
import { useSession } from './session.tsx';

const texts = defineTexts({
  zh: {
    title: '您的岗位有变动，画面已按现在的岗位更新',
    kept: '案件表单里已填写的和待发送的内容都还在。',
    ask: (who: string) => `有疑问请联系${who}。`,
    read: '知道了',
  },
  en: {
    title: 'Your posts have changed, and the screens with them',
    kept: 'What you typed into the forms of cases and what waits to be sent is still here.',
    ask: (who: string) => `If in doubt, ask ${who}.`,
    read: 'I have read it',
  },
});

export function PostChangeStrip() {
  const t = useText(texts);
  const language = useSpoken();
  const now = useNow(MINUTE);
  const { change, forgetChange } = useSession();
  if (!change) return null;
  const { ended, begun } = change;
  const lines = [
    ...ended.map((post) => endedWords(post, now, language)),
    ...begun.map((post) => begunWords(post, language)),
    ...(ended.length === 0 ? [] : [t.kept, t.ask(whomToAsk(ended, language))]),
  ];
  return (
    <Strip icon="person" title={t.title} action={<Button onClick={forgetChange}>{t.read}</Button>}>
      {lines.join(language === 'zh' ? '' : ' ')}
    </Strip>
  );
}
