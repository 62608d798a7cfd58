// Labels to stick on things: the code to scan, the digits to read, the name and whom it belongs to. An
// officer's scanner finds the sixteen digits in the address; anybody else's phone opens the portal.
import encodeQR from 'qr';
import { localMinute } from '../../../kernel/instant.ts';
import type { Actor } from '../../../kernel/rights.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import { throwRefusal } from '../../../platform/server/http/refused.ts';
import type { Language } from '../../../platform/server/http/route.ts';
import type { Paper, PaperLabel } from '../../../platform/server/paper/paper.ts';
import { printPaper } from '../../../platform/server/paper/print-paper.ts';
import { unitDirectory } from '../../people/server/public.ts';
import { CODE_SCHEMES, tellCode } from '../core/code-scheme.ts';
import { type ComponentFilter, type ListedComponent, MOST_LABELS } from '../core/contract-register.ts';
import { readRegister } from './read-register.ts';

const WORDS = {
  zh: { title: '部件标签', page: '第 {page} 页，共 {pages} 页', many: (n: number) => `${n} 个` },
  en: { title: 'Component labels', page: 'Page {page} of {pages}', many: (n: number) => `${n} labels` },
} as const;

const DRAFT_CLASS_DIGITS = 5;

export interface LabelsAsked {
  readonly lang: Language;
  readonly origin: string;
}

/** Throws Refused `auth.not_allowed`, `component.too_many_sheets`. `next`: where the following sheet
 *  begins. */
export async function printLabels(
  tx: Tx,
  actor: Actor,
  filter: ComponentFilter & { after?: string | undefined; text?: string | undefined },
  { lang, origin }: LabelsAsked,
): Promise<{ bytes: Uint8Array; next: string | null }> {
  const { components, next } = await readRegister(tx, actor, { ...filter, limit: MOST_LABELS });
  const directory = await unitDirectory(tx);
  const unitName = (id: string | null): string => {
    const unit = id === null ? undefined : directory.unit(id);
    return (lang === 'zh' ? unit?.name : unit?.nameEn || unit?.name) ?? '';
  };
  const labelOf = (one: ListedComponent): PaperLabel => {
    const scheme = CODE_SCHEMES[one.classCode.length === DRAFT_CLASS_DIGITS ? 'draft' : 'classic'];
    const lines = [tellCode(scheme, one.code), one.name, unitName(one.maintenanceUnitId ?? one.ownerUnitId)];
    return { squares: encodeQR(`${origin}/?code=${one.code}`, 'raw'), lines: lines.filter(Boolean) };
  };
  const t = WORDS[lang];
  const make = async (): Promise<Paper> => ({
    title: t.title, subtitle: t.many(components.length), pageWords: t.page, foot: localMinute(tx.now),
    blocks: [{ kind: 'labels', labels: components.map(labelOf) }],
  });
  const printing = printPaper(make, tx.now) ?? throwRefusal('component.too_many_sheets');
  return { bytes: await printing, next };
}
