// A citizen's report while it is being made: what is typed, chosen and photographed, and the one key
// under which it is sent. Pure: every change is an event, so the draft can be kept, brought back and
// tested without a screen.
import type { Point } from '../../../kernel/geo.ts';
import type { Instant } from '../../../kernel/instant.ts';

export const MOST_PHOTOS = 6;
export const MOST_WORDS = 500;
const MOST_TRIES = 5;

export type PhotoState = 'waiting' | 'sending' | 'sent' | 'failed';

export interface DraftPhoto {
  readonly key: string;
  readonly state: PhotoState;
  /** Set once the server has it. Until then the picture itself is kept beside the draft, under this key. */
  readonly id?: string;
  /** Where and when it was taken, as the picture itself says. */
  readonly point?: Point;
  readonly takenAt?: Instant;
  /** Why it can't be used, in words; another picture is needed. */
  readonly trouble?: string;
}

export interface Located {
  readonly districtId: string;
  readonly areaPath: string;
  /** From the district down to the grid. */
  readonly names: readonly string[];
}

export type PlaceWay = 'photo' | 'position' | 'map' | 'list';

export interface DraftPlace {
  readonly way: PlaceWay;
  readonly point?: Point;
  readonly accuracyMetres?: number;
  /** Set once the server has said which grid it is; a place outside never gets here. */
  readonly located?: Located;
}

export interface ChosenItem {
  readonly code: string;
  readonly name: string;
  readonly nameEn: string;
}

export interface Draft {
  readonly version: 1;
  /** Made once per report and kept with it: however often it is sent, it happens once. */
  readonly intent: string;
  readonly photos: readonly DraftPhoto[];
  readonly place: DraftPlace | null;
  readonly address: string;
  readonly description: string;
  /** null: not chosen yet; 'unsure': the person leaves it to the centre. */
  readonly item: ChosenItem | 'unsure' | null;
  readonly name: string;
  readonly phone: string;
  /** Bodies sent without hearing an answer: one of them may have arrived. */
  readonly unanswered: readonly ReportBody[];
}

export interface ReportBody {
  readonly channel: 'citizen';
  readonly description: string;
  readonly itemCode?: string;
  readonly point?: Point;
  readonly areaPath?: string;
  readonly address?: string;
  readonly photoIds: readonly string[];
  readonly reporter?: { readonly name?: string; readonly phone?: string };
}

export type DraftEvent =
  | { readonly kind: 'photo_added'; readonly key: string }
  | { readonly kind: 'photo_sending'; readonly key: string }
  | {
      readonly kind: 'photo_sent';
      readonly key: string;
      readonly id: string;
      readonly point?: Point;
      readonly takenAt?: Instant;
    }
  | { readonly kind: 'photo_waits'; readonly key: string }
  | { readonly kind: 'photo_refused'; readonly key: string; readonly trouble: string }
  | { readonly kind: 'photo_removed'; readonly key: string }
  | { readonly kind: 'placed'; readonly place: DraftPlace }
  | { readonly kind: 'located'; readonly at: DraftPlace; readonly located: Located }
  | { readonly kind: 'unplaced' }
  | {
      readonly kind: 'wrote';
      readonly field: 'address' | 'description' | 'name' | 'phone';
      readonly value: string;
    }
  | { readonly kind: 'item_chosen'; readonly item: ChosenItem | 'unsure' | null }
  | { readonly kind: 'sent_unheard'; readonly body: ReportBody };

export const newDraft = (intent: string): Draft => ({
  version: 1,
  intent,
  photos: [],
  place: null,
  address: '',
  description: '',
  item: null,
  name: '',
  phone: '',
  unanswered: [],
});

type Changes = {
  readonly [K in DraftEvent['kind']]: (draft: Draft, event: Extract<DraftEvent, { kind: K }>) => Draft;
};

const onPhoto = (draft: Draft, key: string, change: (photo: DraftPhoto) => DraftPhoto): Draft => ({
  ...draft,
  photos: draft.photos.map((photo) => (photo.key === key ? change(photo) : photo)),
});

function sent(photo: DraftPhoto, event: Extract<DraftEvent, { kind: 'photo_sent' }>): DraftPhoto {
  const { trouble: _, ...rest } = photo;
  return {
    ...rest,
    state: 'sent',
    id: event.id,
    ...(event.point ? { point: event.point } : {}),
    ...(event.takenAt === undefined ? {} : { takenAt: event.takenAt }),
  };
}

const samePlace = (a: DraftPlace | null, b: DraftPlace): boolean =>
  a !== null && a.way === b.way && a.point?.lon === b.point?.lon && a.point?.lat === b.point?.lat;

const CHANGES: Changes = {
  photo_added: (draft, { key }) =>
    draft.photos.length >= MOST_PHOTOS
      ? draft
      : { ...draft, photos: [...draft.photos, { key, state: 'waiting' }] },
  photo_sending: (draft, { key }) => onPhoto(draft, key, (photo) => ({ ...photo, state: 'sending' })),
  photo_sent: (draft, event) => onPhoto(draft, event.key, (photo) => sent(photo, event)),
  photo_waits: (draft, { key }) => onPhoto(draft, key, (photo) => ({ ...photo, state: 'waiting' })),
  photo_refused: (draft, { key, trouble }) =>
    onPhoto(draft, key, (photo) => ({ ...photo, state: 'failed', trouble })),
  photo_removed: (draft, { key }) => ({
    ...draft,
    photos: draft.photos.filter((photo) => photo.key !== key),
  }),
  placed: (draft, { place }) => ({ ...draft, place }),
  // The answer may come after the pin has moved on: then it is about another place, and is dropped.
  located: (draft, { at, located }) =>
    samePlace(draft.place, at) && draft.place ? { ...draft, place: { ...draft.place, located } } : draft,
  unplaced: (draft) => ({ ...draft, place: null }),
  wrote: (draft, { field, value }) => ({ ...draft, [field]: value }),
  item_chosen: (draft, { item }) => ({ ...draft, item }),
  sent_unheard: (draft, { body }) => {
    const text = JSON.stringify(body);
    const others = draft.unanswered.filter((one) => JSON.stringify(one) !== text);
    return { ...draft, unanswered: [...others, body].slice(-MOST_TRIES) };
  },
};

export const reduce = (draft: Draft, event: DraftEvent): Draft =>
  (CHANGES[event.kind] as (draft: Draft, event: DraftEvent) => Draft)(draft, event);

/** A draft brought back from the device: what was under way when the page closed waits again. */
export function revive(value: unknown): Draft | undefined {
  if (typeof value !== 'object' || value === null || (value as Partial<Draft>).version !== 1)
    return undefined;
  const draft = value as Draft;
  const photos = draft.photos.map(
    (photo): DraftPhoto => (photo.state === 'sending' ? { ...photo, state: 'waiting' } : photo),
  );
  return { ...draft, photos };
}

export const isUntouched = (draft: Draft): boolean =>
  draft.photos.length === 0 && draft.place === null && draft.description === '' && draft.address === '';

/** The first picture that knows where it was taken. */
export const placeOfPhotos = (draft: Draft): Point | undefined =>
  draft.photos.find((photo) => photo.point)?.point;

export type Fault = 'photo_failed' | 'photo_unsent' | 'place_missing' | 'words_missing' | 'phone_unclear';
export type Step = 'photos' | 'place' | 'words';

export const STEPS: readonly Step[] = ['photos', 'place', 'words'];
export const STEP_OF: Readonly<Record<Fault, Step>> = {
  photo_failed: 'photos',
  photo_unsent: 'photos',
  place_missing: 'place',
  words_missing: 'words',
  phone_unclear: 'words',
};

const digitsIn = (phone: string): number => phone.replace(/\D/g, '').length;

/** What keeps it from being sent, in the order of the steps. */
export function faultsOf(draft: Draft): readonly Fault[] {
  const faults: readonly (readonly [Fault, boolean])[] = [
    ['photo_failed', draft.photos.some((photo) => photo.state === 'failed')],
    ['photo_unsent', draft.photos.some((photo) => photo.state === 'waiting' || photo.state === 'sending')],
    ['place_missing', draft.place?.located === undefined],
    ['words_missing', draft.description.trim() === ''],
    ['phone_unclear', draft.phone.trim() !== '' && digitsIn(draft.phone) < 7],
  ];
  return faults.flatMap(([fault, isThere]) => (isThere ? [fault] : []));
}

/** Undefined where nobody wants to be told. */
export function reporterOf({ name, phone }: Draft): { name?: string; phone?: string } | undefined {
  const told = {
    ...(name.trim() === '' ? {} : { name: name.trim() }),
    ...(phone.trim() === '' ? {} : { phone: phone.trim() }),
  };
  return Object.keys(told).length === 0 ? undefined : told;
}

export const photoIdsOf = (draft: Draft): readonly string[] =>
  draft.photos.flatMap((photo) => photo.id ?? []);

/**
 * Only of a draft without faults. A point says more than a chosen area; the area goes along only
 * without one.
 */
export function bodyOf(draft: Draft): ReportBody {
  const { place, item } = draft;
  const address = draft.address.trim();
  const reporter = reporterOf(draft);
  return {
    channel: 'citizen',
    description: draft.description.trim(),
    photoIds: photoIdsOf(draft),
    ...(item === null || item === 'unsure' ? {} : { itemCode: item.code }),
    ...(place?.point ? { point: place.point } : place?.located ? { areaPath: place.located.areaPath } : {}),
    ...(address === '' ? {} : { address }),
    ...(reporter ? { reporter } : {}),
  };
}
