// Looking for a thing by its code or its name: written at once, asked for when the fingers rest, kept in the
// address.
import { useEffect, useState } from 'react';
import { useRested } from '../../../platform/web/clock/use-rested.ts';
import { setQuery, useRoute } from '../../../platform/web/router/router.tsx';
import { TextField } from '../../../ui/text-field/text-field.tsx';
import { useText } from '../../../ui/words/texts.ts';
import { isSearch } from '../core/search.ts';
import { registerTexts } from './register-texts.ts';

const REST_MS = 250;
const MOST_LETTERS = 60;

/** What the address looks for; what it can't ask for is not asked. */
export function useSearched(): string | undefined {
  const text = useRoute().query.get('text')?.trim().slice(0, MOST_LETTERS) ?? '';
  return isSearch(text) ? text : undefined;
}

export function RegisterSearch() {
  const t = useText(registerTexts);
  const asked = useSearched() ?? '';
  const [text, setText] = useState(asked);
  const rested = useRested(text, REST_MS);
  useEffect(() => setText(asked), [asked]);
  const words = rested.trim();
  const isTooShort = words !== '' && !isSearch(words);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only what was typed and rested is asked for
  useEffect(() => {
    if (rested === text && words !== asked && !isTooShort) setQuery({ text: words || undefined });
  }, [rested]);
  return (
    <TextField
      type="search"
      label={t.find}
      help={t.findHelp}
      value={text}
      maxLength={MOST_LETTERS}
      onChange={setText}
      {...(isTooShort ? { error: t.findMore } : {})}
    />
  );
}
