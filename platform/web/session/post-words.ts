// What is said of posts that ended or began: which, since when, by whom.
import type { Instant } from '../../../kernel/instant.ts';
import { ROLE_WORDS } from '../../../kernel/role-words.ts';
import { whenWords } from '../../../ui/words/format.ts';
import type { Language } from '../../../ui/words/language.tsx';
import { defineTexts, textIn } from '../../../ui/words/texts.ts';
import type { PostChange } from './post-change.ts';
import type { NamedPost } from './session.tsx';

const texts = defineTexts({
  zh: {
    post: (role: string, unit: string) => `“${role} · ${unit}”`,
    ended: (post: string, when: string, by: string) => `岗位${post}已${when}结束${by}。`,
    at: (when: string) => `于 ${when} `,
    by: (name: string) => `，由${name}办理`,
    begun: (post: string) => `岗位${post}已开始。`,
    and: '、',
    anyone: '管理员',
  },
  en: {
    post: (role: string, unit: string) => `“${role} · ${unit}”`,
    ended: (post: string, when: string, by: string) => `Your post ${post} has ended${when}${by}.`,
    at: (when: string) => ` (${when})`,
    by: (name: string) => `, by ${name}`,
    begun: (post: string) => `Your post ${post} has begun.`,
    and: ', ',
    anyone: 'your administrator',
  },
});

type Ended = PostChange['ended'][number];

function postIn(post: NamedPost, language: Language): string {
  const unit = language === 'zh' ? post.unitName : post.unitNameEn || post.unitName;
  return textIn(texts, language).post(ROLE_WORDS[post.role][language], unit);
}

/** `岗位“处置人员 · 环卫公司”已于 14:05 结束，由钱管理办理。` */
export function endedWords(post: Ended, now: Instant, language: Language): string {
  const t = textIn(texts, language);
  const when = typeof post.endedAt === 'number' ? whenWords(post.endedAt, now, language) : post.toDate;
  const by = post.endedByName ? t.by(post.endedByName) : '';
  return t.ended(postIn(post, language), when ? t.at(when) : '', by);
}

export const begunWords = (post: NamedPost, language: Language): string =>
  textIn(texts, language).begun(postIn(post, language));

/** Whoever ended one; else nobody by name. */
export function whomToAsk(ended: readonly Ended[], language: Language): string {
  const t = textIn(texts, language);
  const names = [...new Set(ended.flatMap(({ endedByName }) => endedByName ?? []))];
  return names.length === 0 ? t.anyone : names.join(t.and);
}
