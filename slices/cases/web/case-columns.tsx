// The columns that a list of cases may have: what each shows, which filters belong to it, and which
// order. Which of them stand, and in which order, each person chooses.
import type { ReactNode } from 'react';
import { fromIso, type Instant } from '../../../kernel/instant.ts';
import { Badge } from '../../../ui/badge/badge.tsx';
import { When } from '../../../ui/time-left/time-words.tsx';
import type { Language } from '../../../ui/words/language.tsx';
import { textIn } from '../../../ui/words/texts.ts';
import { channelWords, pushWords, stageWords } from '../core/case-words.ts';
import type { FilterName, SortName } from '../core/list-filters.ts';
import { itemName } from './case-facts.tsx';
import { caseTexts } from './case-texts.ts';
import { nameIn } from './case-timeline.tsx';
import { LampFor } from './lamp-for.tsx';
import { listTexts } from './list-texts.ts';
import { pageTexts } from './page-texts.ts';
import { SeverityBadge } from './severity-badge.tsx';
import type { ListedCase } from './use-cases.ts';

export interface Seen {
  readonly language: Language;
  readonly now: Instant;
  readonly caseHref: (caseId: string) => string;
}

export interface CaseColumn {
  readonly id: string;
  readonly header: (language: Language) => string;
  readonly width: string;
  readonly cell: (row: ListedCase, seen: Seen) => ReactNode;
  readonly filters: readonly FilterName[];
  /** The orders that sort by it: rising, then falling. */
  readonly sorts?: readonly SortName[];
}

const page = (key: 'colState' | 'colItem' | 'colWords' | 'colPlace' | 'colCreated' | 'colNumber') =>
  (language: Language): string => textIn(pageTexts, language)[key];
type ListKey = 'colLamp' | 'colUnit' | 'colHolder' | 'colChannel' | 'colSeverity' | 'colStage' | 'colArea'
  | 'colDue' | 'colDeadline' | 'colUpdated' | 'colLeaders' | 'colPerson' | 'colPush' | 'colItemCode';
const list = (key: ListKey) => (language: Language): string => textIn(listTexts, language)[key];

const moment = (iso: string | null, now: Instant): ReactNode => {
  const at = iso === null ? undefined : fromIso(iso);
  return at === undefined ? '' : <When at={at} now={now} />;
};

export const CASE_COLUMNS: readonly CaseColumn[] = [
  {
    id: 'lamp', header: list('colLamp'), width: '11.5rem', filters: ['lamp', 'due'],
    cell: (row, { now }) => <LampFor of={row} now={now} isShort />,
  },
  {
    id: 'state', header: page('colState'), width: '5rem', filters: ['state', 'closingCode', 'has'],
    cell: (row, { language }) => <Badge>{language === 'zh' ? row.stateZh : row.stateEn}</Badge>,
  },
  {
    id: 'severity', header: list('colSeverity'), width: '5rem', filters: ['severity'],
    cell: (row) => <SeverityBadge of={row} />,
  },
  {
    id: 'item', header: page('colItem'), width: 'minmax(7rem, 1fr)', filters: ['itemCode'],
    cell: (row, { language, caseHref }) => (
      <a href={caseHref(row.id)}>{itemName(row, language) ?? textIn(caseTexts, language).noItem}</a>
    ),
  },
  {
    id: 'words', header: page('colWords'), width: 'minmax(9rem, 2fr)', filters: ['text'],
    cell: (row) => row.description,
  },
  {
    id: 'place', header: page('colPlace'), width: 'minmax(7rem, 1fr)',
    filters: ['areaPath', 'within', 'text'],
    cell: (row) => row.address ?? '',
  },
  {
    id: 'holder', header: list('colHolder'), width: 'minmax(7rem, 1fr)',
    filters: ['holderUnitId', 'centreUnitId', 'mine'],
    cell: (row, { language }) => (row.holder ? nameIn(row.holder, language) : ''),
  },
  {
    id: 'person', header: list('colPerson'), width: '6rem', filters: ['holderPersonId'],
    cell: (row) => row.holderPersonName ?? '',
  },
  {
    id: 'unit', header: list('colUnit'), width: 'minmax(7rem, 1fr)', filters: ['unitId', 'coUnitIds'],
    cell: (row, { language }) => (row.unit ? nameIn(row.unit, language) : ''),
  },
  {
    id: 'channel', header: list('colChannel'), width: '5rem', filters: ['channel'],
    cell: (row, { language }) => channelWords(row.channel, language),
  },
  {
    id: 'stage', header: list('colStage'), width: '5rem', filters: ['stage'],
    cell: (row, { language }) => (row.stage === null ? '' : stageWords(row.stage, language)),
  },
  {
    id: 'due', header: list('colDue'), width: '7.5rem', filters: ['dueFrom', 'dueUntil'], sorts: ['due'],
    cell: (row, { now }) => moment(row.dueAt, now),
  },
  {
    id: 'deadline', header: list('colDeadline'), width: '7.5rem', filters: ['endedFrom', 'endedUntil'],
    sorts: ['deadline'], cell: (row, { now }) => moment(row.deadlineAt, now),
  },
  {
    id: 'created', header: page('colCreated'), width: '7.5rem', filters: ['createdFrom', 'createdUntil'],
    sorts: ['oldest', 'newest'], cell: (row, { now }) => moment(row.createdAt, now),
  },
  {
    id: 'updated', header: list('colUpdated'), width: '7.5rem', filters: [], sorts: ['updated'],
    cell: (row, { now }) => moment(row.updatedAt, now),
  },
  {
    id: 'push', header: list('colPush'), width: '5rem', filters: ['has'],
    cell: (row, { language }) => (row.openPush ? pushWords(row.openPush.kind, language) : ''),
  },
  {
    id: 'leaders', header: list('colLeaders'), width: '5rem', filters: ['isOnLeadersList'],
    cell: (row, { language }) => (row.isOnLeadersList ? textIn(listTexts, language).yes : ''),
  },
  {
    id: 'itemCode', header: list('colItemCode'), width: '6rem', filters: ['itemCode'],
    cell: (row) => row.itemCode ?? '',
  },
  {
    id: 'area', header: list('colArea'), width: '11rem', filters: ['areaPath'],
    cell: (row) => <span className="gl-figures">{row.areaPath.replaceAll('.', '')}</span>,
  },
  {
    id: 'number', header: page('colNumber'), width: '12rem', filters: ['text', 'mainCaseId'],
    cell: (row) => <span className="gl-figures">{row.number}</span>,
  },
];

export const DEFAULT_COLUMNS: readonly string[] =
  ['lamp', 'state', 'item', 'words', 'place', 'holder', 'created', 'number'];

const byId = new Map(CASE_COLUMNS.map((column) => [column.id, column]));

/** Those chosen that exist, in their order; the usual ones where nothing was chosen. */
export function columnsOf(chosen: readonly string[] | undefined): readonly CaseColumn[] {
  const known = (chosen ?? []).flatMap((id) => byId.get(id) ?? []);
  return known.length > 0 ? known : DEFAULT_COLUMNS.flatMap((id) => byId.get(id) ?? []);
}
