// What stands where work would for somebody who is signed in and has no post: why there is nothing, and whom
// to ask. An empty list would only say that nothing matches.
import { Empty } from '../../../ui/states/states.tsx';
import { defineTexts, useText } from '../../../ui/words/texts.ts';

const texts = defineTexts({
  zh: {
    none: '现在没有岗位',
    why: '有岗位才能看到和办理案件。请管理员为您安排岗位，安排后这里立即可用。',
  },
  en: {
    none: 'You have no post',
    why: 'Cases are seen and worked on by posts. Ask an administrator for one; this page works at once then.',
  },
});

export function NoPost() {
  const t = useText(texts);
  return (
    <Empty icon="person" title={t.none}>
      {t.why}
    </Empty>
  );
}
