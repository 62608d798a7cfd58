// A circular as PDF: the same words as the page, a draft as such, and the cases that it names below.
import { fromIso, localMinute } from '../../../kernel/instant.ts';
import type { Id } from '../../../kernel/id.ts';
import type { Actor } from '../../../kernel/rights.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import { throwRefusal } from '../../../platform/server/http/refused.ts';
import type { Paper, PaperBlock } from '../../../platform/server/paper/paper.ts';
import { printPaper } from '../../../platform/server/paper/print-paper.ts';
import { calendarFor } from '../../calendar/server/public.ts';
import type { Circular, NamedCase } from '../core/contract.ts';
import { readCircular } from './edit-circular.ts';

const minute = (iso: string, offsetMinutes: number): string => localMinute(fromIso(iso) ?? 0, offsetMinutes);

function subtitleOf({ issued, byName, changedAt }: Circular, offsetMinutes: number): string {
  if (issued) return `${issued.byName} ${minute(issued.at, offsetMinutes)} 印发`;
  return `草稿，尚未印发 · ${byName} ${minute(changedAt, offsetMinutes)} 修改`;
}

const text = (words: string): PaperBlock => ({ kind: 'text', text: words });
const caseWords = ({ number, itemName, unitName }: NamedCase): string =>
  [number, itemName, unitName].filter(Boolean).join('，');

export function paperOf(one: Circular, offsetMinutes: number, foot: string): Paper {
  return {
    title: one.title,
    subtitle: subtitleOf(one, offsetMinutes),
    blocks: [
      // An empty line keeps its room.
      ...one.body.split('\n').map((line) => text(line === '' ? ' ' : line)),
      { kind: 'heading', text: '所涉案件' },
      ...one.cases.map((named) => text(caseWords(named))),
    ],
    foot,
    pageWords: '第 {page} 页，共 {pages} 页',
  };
}

/** Throws Refused `circulars.not_found`, `circulars.too_many_sheets`. */
export async function printCircular(tx: Tx, actor: Actor, id: Id): Promise<Uint8Array> {
  const one = await readCircular(tx, actor, id);
  const { offsetMinutes } = (await calendarFor(tx, one.areaPath.slice(0, 6))).data;
  const who = actor.kind === 'person' ? actor.name : '';
  const foot = `${who} 打印于 ${localMinute(tx.now, offsetMinutes)}`;
  const printing = printPaper(async () => paperOf(one, offsetMinutes, foot), tx.now);
  return printing ?? throwRefusal('circulars.too_many_sheets');
}
