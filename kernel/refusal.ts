// A refusal is a value: the world says no, for a reason that a person can read and act on.
// Each slice lists its codes in core/refusals.ts with status and words in both languages.

export interface Refusal<Code extends string = string> {
  readonly refused: true;
  readonly code: Code;
  readonly data: Readonly<Record<string, unknown>>;
}

export const refuse = <Code extends string>(
  code: Code,
  data: Readonly<Record<string, unknown>> = {},
): Refusal<Code> => ({ refused: true, code, data });

export const isRefusal = (value: unknown): value is Refusal =>
  typeof value === 'object' && value !== null && (value as { refused?: unknown }).refused === true;

/** How one code is told: HTTP status, whether the same command may succeed later, and the words.
 *  `{name}` in the words is replaced by `data.name`. Say what, why, and how to go on. */
export interface RefusalWords {
  readonly status: 400 | 401 | 403 | 404 | 409 | 410 | 413 | 415 | 422 | 423 | 426 | 429 | 503 | 507;
  readonly retryable: boolean;
  readonly zh: string;
  readonly en: string;
}

export type RefusalTable = Readonly<Record<string, RefusalWords>>;

/** The words of a refusal in one language, with its data filled in. */
export function tellRefusal(words: RefusalWords, data: Readonly<Record<string, unknown>>, lang: 'zh' | 'en') {
  return words[lang].replace(/\{(\w+)\}/g, (_, key: string) => String(data[key] ?? '–'));
}
