// The roles of somebody's posts in one line, for the person's own page and the foot of the navigation.
import type { Role } from '../../../kernel/rights.ts';
import { ROLE_WORDS } from '../../../kernel/role-words.ts';
import type { Language } from '../../../ui/words/language.tsx';

/** Each role once, in the order of the posts. */
export const rolesIn = (posts: readonly { readonly role: Role }[], language: Language): string =>
  [...new Set(posts.map((post) => ROLE_WORDS[post.role][language]))].join(language === 'zh' ? '、' : ', ');
