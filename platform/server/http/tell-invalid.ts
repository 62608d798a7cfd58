// What is wrong with a body, in words for whoever sent it: which field, and what it should be. The
// validator's own sentences and its patterns are for programmers and never leave.
import { UUID_PATTERN } from '../../../kernel/id.ts';
import type { Language } from './route.ts';

export interface ValidationIssue {
  readonly keyword?: string;
  readonly instancePath?: string;
  readonly message?: string;
  readonly params?: Readonly<Record<string, unknown>>;
}

const MOST_NAMED = 12;
const MOST_TOLD = 8;

type Words = Readonly<Record<Language, string>>;

const TYPES: Readonly<Record<string, Words>> = {
  number: { zh: '数字', en: 'a number' },
  integer: { zh: '整数', en: 'a whole number' },
  string: { zh: '文字', en: 'text' },
  boolean: { zh: '是或否', en: 'true or false' },
  object: { zh: '对象', en: 'an object' },
  array: { zh: '列表', en: 'a list' },
  null: { zh: '空', en: 'null' },
};

const BOUNDS: Readonly<Record<string, Words>> = {
  minLength: { zh: '至少 # 字', en: 'needs at least # characters' },
  maxLength: { zh: '最多 # 字', en: 'takes at most # characters' },
  minItems: { zh: '至少 # 项', en: 'needs at least # entries' },
  maxItems: { zh: '最多 # 项', en: 'takes at most # entries' },
  minimum: { zh: '不能小于 #', en: 'can’t be below #' },
  maximum: { zh: '不能大于 #', en: 'can’t be above #' },
  exclusiveMinimum: { zh: '须大于 #', en: 'must be above #' },
  exclusiveMaximum: { zh: '须小于 #', en: 'must be below #' },
};

const WHOLE: Words = { zh: '提交的内容', en: 'the body' };
const FORM: Words = { zh: '格式不对', en: 'has the wrong form' };
const NO_ID: Words = { zh: '不是有效的编号', en: 'is not an id' };
const NO_TIME: Words = {
  zh: '不是有效的时间（如 2026-08-05T12:08:00+08:00）',
  en: 'is not a time such as 2026-08-05T12:08:00+08:00',
};
const MISSING: Words = { zh: '没有填写', en: 'is missing' };

const typeWords = (type: unknown, lang: Language): string => {
  const names = (Array.isArray(type) ? type : [type]).map(
    (one) => TYPES[String(one)]?.[lang] ?? String(one),
  );
  return lang === 'zh' ? `应为${names.join('或')}` : `must be ${names.join(' or ')}`;
};

function tellOne({ keyword = '', params = {}, message = '' }: ValidationIssue, lang: Language): string {
  const bound = BOUNDS[keyword]?.[lang];
  if (bound) return bound.replace('#', String(params.limit));
  if (keyword === 'required') return MISSING[lang];
  if (keyword === 'type') return typeWords(params.type, lang);
  if (keyword === 'pattern') return (params.pattern === UUID_PATTERN ? NO_ID : FORM)[lang];
  if (keyword === 'format') return (params.format === 'date-time' ? NO_TIME : FORM)[lang];
  return message;
}

/** The options of one field come as one issue each: they are told together. */
function tellField(issues: readonly ValidationIssue[], lang: Language): string {
  const options = issues.flatMap((issue) => {
    if (issue.keyword === 'const') return [String(issue.params?.allowedValue)];
    const values = issue.keyword === 'enum' ? issue.params?.allowedValues : undefined;
    return Array.isArray(values) ? values.map(String) : [];
  });
  if (options.length > 0) {
    const named = [...new Set(options)].slice(0, MOST_NAMED).join(lang === 'zh' ? '、' : ', ');
    return lang === 'zh' ? `应为其中之一：${named}` : `must be one of ${named}`;
  }
  const plain = issues.filter((issue) => !['anyOf', 'oneOf', 'allOf'].includes(issue.keyword ?? ''));
  const told = (plain.length > 0 ? plain : issues).map((issue) => tellOne(issue, lang));
  return [...new Set(told)].slice(0, MOST_TOLD).join(lang === 'zh' ? '，' : ' and ');
}

function nameOf({ keyword, instancePath = '', params }: ValidationIssue, lang: Language): string {
  const missing = keyword === 'required' ? `/${String(params?.missingProperty)}` : '';
  const path = `${instancePath}${missing}`.slice(1).replaceAll('/', '.');
  return path === '' ? WHOLE[lang] : path;
}

/** `point.lat can’t be above 90; description is missing`. */
export function tellInvalid(issues: readonly ValidationIssue[], lang: Language): string {
  const fields = new Map<string, ValidationIssue[]>();
  for (const issue of issues) {
    const name = nameOf(issue, lang);
    fields.set(name, [...(fields.get(name) ?? []), issue]);
  }
  return [...fields]
    .slice(0, MOST_TOLD)
    .map(([name, of]) => `${name} ${tellField(of, lang)}`)
    .join(lang === 'zh' ? '；' : '; ');
}

const UNREADABLE: Readonly<Record<string, Words>> = {
  FST_ERR_CTP_INVALID_JSON_BODY: { zh: '不是有效的 JSON', en: 'it is not valid JSON' },
  FST_ERR_CTP_EMPTY_JSON_BODY: { zh: '内容为空', en: 'it is empty' },
};

/** What could not even be read: the framework's code in words. */
export const tellUnreadable = (code: string | undefined, lang: Language): string =>
  UNREADABLE[code ?? '']?.[lang] ?? { zh: '无法读取', en: 'it can’t be read' }[lang];
