// A district's own words as forms want them. Without an answer the forms offer what the product has.
import { useQuery } from '@tanstack/react-query';
import { MINUTE } from '../../../kernel/duration.ts';
import { keptFirst } from '../../../platform/web/outbox/kept-first.ts';
import type { ReasonWording, StandardText, Wording } from '../core/contract.ts';

export type { ReasonWording, StandardText, Wording };

/** For the phone's pack: what a form offers must be there without a network too. */
export const wordingUrl = (districtId: string): string => `/api/wording/${districtId}`;

export const useWording = (districtId: string) =>
  useQuery({
    queryKey: ['wording', districtId],
    enabled: /^[0-9]{6}$/.test(districtId),
    staleTime: 5 * MINUTE,
    retry: false,
    queryFn: ({ signal }) => keptFirst<Wording>(wordingUrl(districtId), signal),
  });

/** The phrases that one field of one action offers, in the reader's language. */
export const phrasesFor = (
  wording: Wording | undefined,
  of: { readonly action: string; readonly field: string; readonly language: string },
): readonly string[] =>
  (wording?.texts ?? [])
    .filter((text) => text.action === of.action && text.field === of.field && text.language === of.language)
    .map((text) => text.words);

/** How the city words a reason; undefined where it says nothing. */
export const reasonFor = (wording: Wording | undefined, action: string, field: string, code: string) =>
  wording?.reasons.find((one) => one.action === action && one.field === field && one.code === code);
