// An officer's report while it is being made: pictures, place, what is wrong. Pure: every change is an
// event, so that it can be kept on the device, brought back and tested without a screen. It never reads a
// sensor itself.
import type { Point } from '../../../kernel/geo.ts';
import type { Instant } from '../../../kernel/instant.ts';
import type { Severity } from '../../cases/core/severity.ts';

export const MOST_PICTURES = 6;
/** A fix this old is no longer where the officer stands, however exact it was. */
const OLD_FIX_MS = 20_000;

export type Kind = 'report' | 'solved';
/** near and wide belong to a report; before and after to what was found and fixed. */
export type Shot = 'near' | 'wide' | 'before' | 'after';

export interface FieldPicture {
  readonly key: string;
  readonly shot: Shot;
  readonly bytes: ArrayBuffer;
  readonly type: string;
  /** Why the server refused it, in words: it is to be taken again or taken away. */
  readonly fault?: string;
}

/** A picture that has just been taken: which shot it is follows from those that are there. */
export type NewPicture = Omit<FieldPicture, 'shot'> & Partial<Pick<FieldPicture, 'shot'>>;

export interface ChosenItem {
  readonly code: string;
  readonly name: string;
  readonly nameEn: string;
}

/** gps moves with the officer; what a hand has set stays where it was put. */
export type Place =
  | { readonly way: 'gps'; readonly point: Point; readonly accuracyMetres: number; readonly at: Instant }
  | { readonly way: 'pin'; readonly point: Point }
  | {
      readonly way: 'component';
      readonly point: Point;
      readonly componentId: string;
      readonly name: string;
      /** The four digits by which the list knows what can be wrong with it. */
      readonly classCode?: string;
    }
  | { readonly way: 'grid'; readonly areaPath: string; readonly name: string };

export interface FieldReport {
  readonly version: 1;
  readonly intent: string;
  readonly kind: Kind;
  readonly pictures: readonly FieldPicture[];
  readonly place: Place | null;
  readonly item: ChosenItem | null;
  /** One of the item's problems, where it has several. */
  readonly problem: { readonly code: string; readonly name: string; readonly nameEn: string } | null;
  readonly words: string;
  readonly severity: Severity;
  /** Why the server did not take it, in words, where it has come back. */
  readonly trouble?: string;
}

export type FieldEvent =
  | { readonly kind: 'pictured'; readonly picture: NewPicture }
  | { readonly kind: 'picture_removed'; readonly key: string }
  /** The new one takes the place and the name of the old. */
  | { readonly kind: 'picture_replaced'; readonly key: string; readonly picture: NewPicture }
  | {
      readonly kind: 'positioned';
      readonly point: Point;
      readonly accuracyMetres: number;
      readonly at: Instant;
    }
  | { readonly kind: 'placed'; readonly place: Place | null }
  | { readonly kind: 'item_chosen'; readonly item: ChosenItem | null }
  | { readonly kind: 'problem_chosen'; readonly problem: FieldReport['problem'] }
  | { readonly kind: 'wrote'; readonly words: string }
  | { readonly kind: 'weighed'; readonly severity: Severity }
  | { readonly kind: 'begun'; readonly as: Kind }
  | { readonly kind: 'restored'; readonly report: FieldReport };

export const newReport = (intent: string, kind: Kind = 'report'): FieldReport => ({
  version: 1,
  intent,
  kind,
  pictures: [],
  place: null,
  item: null,
  problem: null,
  words: '',
  severity: 'normal',
});

const hasShot = (report: Pick<FieldReport, 'pictures'>, shot: Shot): boolean =>
  report.pictures.some((one) => one.shot === shot);

/** Which shot comes next; undefined when enough were taken. */
export function nextShot(report: Pick<FieldReport, 'kind' | 'pictures'>): Shot | undefined {
  if (report.pictures.length >= MOST_PICTURES) return undefined;
  if (report.kind === 'solved') return hasShot(report, 'before') ? 'after' : 'before';
  return hasShot(report, 'near') ? 'wide' : 'near';
}

function pictured(report: FieldReport, picture: NewPicture): FieldReport {
  const shot = nextShot(report);
  if (shot === undefined) return report;
  return { ...report, pictures: [...report.pictures, { shot, ...picture }] };
}

function replaced(report: FieldReport, key: string, picture: NewPicture): FieldReport {
  const pictures = report.pictures.map((old) => (old.key === key ? { ...picture, shot: old.shot } : old));
  return { ...report, pictures };
}

type Positioned = Extract<FieldEvent, { kind: 'positioned' }>;

/** A better fix replaces a worse one; an old one gives way to any. A hand's choice is never moved. */
function positioned(report: FieldReport, { point, accuracyMetres, at }: Positioned): FieldReport {
  const { place } = report;
  if (place && place.way !== 'gps') return report;
  const isBetter = !place || accuracyMetres <= place.accuracyMetres || at - place.at > OLD_FIX_MS;
  return isBetter ? { ...report, place: { way: 'gps', point, accuracyMetres, at } } : report;
}

/** A picture taken for the one way of reporting serves the other: nothing is photographed twice. */
const SHOT_AS: Readonly<Record<Kind, Readonly<Record<Shot, Shot>>>> = {
  report: { near: 'near', wide: 'wide', before: 'near', after: 'wide' },
  solved: { near: 'before', wide: 'after', before: 'before', after: 'after' },
};

function begun(report: FieldReport, as: Kind): FieldReport {
  const pictures = report.pictures.map((one) => ({ ...one, shot: SHOT_AS[as][one.shot] }));
  return { ...report, kind: as, pictures };
}

export function reduceReport(report: FieldReport, event: FieldEvent): FieldReport {
  switch (event.kind) {
    case 'pictured':
      return pictured(report, event.picture);
    case 'picture_replaced':
      return replaced(report, event.key, event.picture);
    case 'picture_removed':
      return { ...report, pictures: report.pictures.filter(({ key }) => key !== event.key) };
    case 'positioned':
      return positioned(report, event);
    case 'placed':
      return { ...report, place: event.place };
    case 'item_chosen':
      return { ...report, item: event.item, problem: null };
    case 'problem_chosen':
      return { ...report, problem: event.problem };
    case 'wrote':
      return { ...report, words: event.words };
    case 'weighed':
      return { ...report, severity: event.severity };
    case 'begun':
      return begun(report, event.as);
    case 'restored':
      return event.report;
  }
}

/** What was typed or photographed: a place alone comes by itself and is nothing to keep. */
export const isUntouched = (report: FieldReport): boolean =>
  report.pictures.length === 0 && report.words.trim() === '' && report.item === null;

/** Without the bytes of its pictures, which are kept apart. */
export const lightOf = (report: FieldReport) => ({
  ...report,
  pictures: report.pictures.map(({ bytes: _, ...rest }) => rest),
});

/** A report brought back from the device; undefined when an older version wrote it. */
export function reviveReport(value: unknown): FieldReport | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const report = value as Partial<FieldReport>;
  if (report.version !== 1 || !Array.isArray(report.pictures)) return undefined;
  return { ...newReport('', report.kind), ...(value as FieldReport) };
}

export type Fault =
  | 'picture_faulty'
  | 'picture_missing'
  | 'before_missing'
  | 'after_missing'
  | 'what_missing'
  | 'place_missing';

/** What still keeps it from being sent, in the order in which it is done. */
export function faultsOf(report: FieldReport): readonly Fault[] {
  const isSolved = report.kind === 'solved';
  const faults: readonly (readonly [Fault, boolean])[] = [
    ['picture_faulty', report.pictures.some(({ fault }) => fault !== undefined)],
    ['picture_missing', !isSolved && report.pictures.length === 0],
    ['before_missing', isSolved && !hasShot(report, 'before')],
    ['after_missing', isSolved && !hasShot(report, 'after')],
    ['what_missing', report.item === null && report.words.trim() === ''],
    ['place_missing', report.place === null],
  ];
  return faults.flatMap(([fault, isThere]) => (isThere ? [fault] : []));
}

export const FIELD_OF: Readonly<Record<Shot, string>> = {
  near: 'photoIds',
  wide: 'photoIds',
  before: 'photosBefore',
  after: 'photosAfter',
};

function placeFields(place: Place | null): Record<string, unknown> {
  if (!place) return {};
  if (place.way === 'grid') return { areaPath: place.areaPath };
  return { point: place.point, ...(place.way === 'component' ? { componentId: place.componentId } : {}) };
}

/** The item's own name stands for words that nobody needed to type. `language` is the officer's. */
export function wordsOf({ words, problem, item }: FieldReport, language: 'zh' | 'en'): string {
  const named = problem ?? item;
  return words.trim() || (language === 'zh' ? named?.name : named?.nameEn || named?.name) || '';
}

/** The body of POST /api/cases or /api/cases/solved, without the ids of unsent pictures. */
export function bodyOfReport(report: FieldReport, language: 'zh' | 'en'): Record<string, unknown> {
  const { item, problem, kind, severity } = report;
  const code = problem?.code ?? item?.code;
  return {
    channel: 'patrol',
    description: wordsOf(report, language),
    ...(code === undefined ? {} : { itemCode: code }),
    ...placeFields(report.place),
    ...(severity === 'normal' ? {} : { severity }),
    ...(kind === 'solved' ? { result: language === 'zh' ? '现场已处置' : 'Settled on the spot' } : {}),
  };
}
