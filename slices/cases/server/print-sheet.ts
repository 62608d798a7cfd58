// A case on paper: the reader's own view of it, drawn as PDF with its pictures and a code that opens it.
import encodeQR from 'qr';
import sharp from 'sharp';
import { localMinute } from '../../../kernel/instant.ts';
import type { Actor } from '../../../kernel/rights.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import type { PhotoFiles } from '../../../platform/server/files/photo-files.ts';
import { openPhoto } from '../../../platform/server/files/store-photo.ts';
import { throwRefusal } from '../../../platform/server/http/refused.ts';
import type { Paper, PaperPhoto } from '../../../platform/server/paper/paper.ts';
import { printPaper } from '../../../platform/server/paper/print-paper.ts';
import { calendarFor } from '../../calendar/server/public.ts';
import { listReasons } from '../../wording/server/public.ts';
import { flowNamed } from '../core/flows.ts';
import { type Sheet, sheetOf } from '../core/sheet.ts';
import { placeNames } from './propose-unit.ts';
import { readCase } from './read-case.ts';

/** More would make a booklet; the sheet says how many were left out. */
const MOST_PHOTOS = 24;
/** Enough for half a page at 200 dots to the inch. */
const PHOTO_EDGE = 900;

const WORDS = {
  zh: {
    photos: '照片', words: '诉求', history: '办理经过', facts: '基本情况', scan: '扫码打开案件（须登录）',
    page: '第 {page} 页，共 {pages} 页', left: (n: number) => `另有 ${n} 张照片，见系统。`,
    lost: (n: number) => `${n} 张照片无法读取。`,
    foot: (who: string, when: string) => `内部资料 · ${who} 打印于 ${when}`,
  },
  en: {
    photos: 'Photos', words: 'What was said', history: 'What happened', facts: 'Facts',
    scan: 'Scan to open the case (sign-in)', page: 'Page {page} of {pages}',
    left: (n: number) => `${n} more photos: see the system.`,
    lost: (n: number) => `${n} photos could not be read.`,
    foot: (who: string, when: string) => `Internal · printed by ${who}, ${when}`,
  },
} as const;

async function pictureOf(files: PhotoFiles, id: string): Promise<Uint8Array | undefined> {
  const opened = await openPhoto(files, id, 'full');
  if (!opened) return undefined;
  const pieces: Buffer[] = [];
  for await (const piece of opened.stream) pieces.push(piece as Buffer);
  const edge = { width: PHOTO_EDGE, height: PHOTO_EDGE, fit: 'inside', withoutEnlargement: true } as const;
  return sharp(Buffer.concat(pieces)).resize(edge).jpeg({ quality: 75 }).toBuffer();
}

/** One after the other: a sheet must not take the machine from reports. */
async function picturesOf(files: PhotoFiles, photos: Sheet['photos']): Promise<PaperPhoto[]> {
  const found: PaperPhoto[] = [];
  for (const { id, caption } of photos) {
    const bytes = await pictureOf(files, id);
    if (bytes) found.push({ bytes, caption });
  }
  return found;
}

export interface SheetAsked {
  readonly caseId: string;
  readonly lang: 'zh' | 'en';
  /** Where the case opens on a screen. */
  readonly address: string;
}

async function paperOf(files: PhotoFiles, sheet: Sheet, { lang, address }: SheetAsked, foot: string) {
  const t = WORDS[lang];
  const shown = sheet.photos.slice(0, MOST_PHOTOS);
  const photos = await picturesOf(files, shown);
  const [left, lost] = [sheet.photos.length - shown.length, shown.length - photos.length];
  const missing = [left > 0 ? t.left(left) : '', lost > 0 ? t.lost(lost) : ''].filter(Boolean).join(' ');
  const paper: Paper = {
    title: sheet.title, subtitle: sheet.subtitle, foot, pageWords: t.page,
    code: { squares: encodeQR(address, 'raw'), caption: t.scan },
    blocks: [
      { kind: 'heading', text: t.facts }, { kind: 'facts', rows: sheet.facts },
      { kind: 'heading', text: t.words }, { kind: 'text', text: sheet.description },
      ...(sheet.photos.length > 0 ? [{ kind: 'heading', text: t.photos } as const] : []),
      { kind: 'photos', photos },
      ...(missing === '' ? [] : [{ kind: 'text', text: missing } as const]),
      { kind: 'heading', text: t.history },
      ...sheet.entries.map((entry) => ({ kind: 'entry', ...entry }) as const),
    ],
  };
  return paper;
}

/** The reader's view of a case in the words of the paper, the city's own reasons among them. */
export async function sheetFor(tx: Tx, actor: Actor, { caseId, lang }: Omit<SheetAsked, 'address'>) {
  const { view, flow } = await readCase(tx, actor, caseId);
  const districtId = view.areaPath.slice(0, 6);
  const { offsetMinutes } = (await calendarFor(tx, districtId)).data;
  const names = await placeNames(tx, view.areaPath);
  const own = await listReasons(tx, districtId);
  const sheet = sheetOf(view, { flow: flowNamed(flow), lang, placeNames: names, offsetMinutes, own });
  return { sheet, number: view.number, offsetMinutes };
}

/** Bytes of a PDF. Throws Refused `cases.not_found`, `cases.too_many_sheets`. */
export async function printSheet(
  tx: Tx, actor: Actor, files: PhotoFiles, asked: SheetAsked,
): Promise<{ readonly bytes: Uint8Array; readonly number: string }> {
  const { sheet, number, offsetMinutes } = await sheetFor(tx, actor, asked);
  const who = actor.kind === 'person' ? actor.name : '';
  const foot = WORDS[asked.lang].foot(who, localMinute(tx.now, offsetMinutes));
  // Its pictures are the heavy part of it: they wait in the same line.
  const printing = printPaper(() => paperOf(files, sheet, asked, foot), tx.now);
  const bytes = await (printing ?? throwRefusal('cases.too_many_sheets'));
  return { bytes, number };
}
