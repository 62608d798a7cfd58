// A component 部件: a thing with an identity that stands somewhere, and that units answer for.
import type { Id } from '../../../kernel/id.ts';
import type { Point } from '../../../kernel/geo.ts';
import type { CodeSchemeId } from './code-scheme.ts';
import type { Condition } from './condition.ts';
import type { RightState } from './rights-work.ts';

/** GeoJSON geometry in WGS 84, without heights. */
export type Position = readonly [lon: number, lat: number];
export type Geometry =
  | { readonly type: 'Point'; readonly coordinates: Position }
  | { readonly type: 'MultiPoint' | 'LineString'; readonly coordinates: readonly Position[] }
  | { readonly type: 'MultiLineString' | 'Polygon'; readonly coordinates: readonly (readonly Position[])[] }
  | { readonly type: 'MultiPolygon'; readonly coordinates: readonly (readonly (readonly Position[])[])[] };

/** Of a name, as files and phones may give it. */
export const MOST_NAME_LETTERS = 100;

/** What is said of a component, whoever holds it. */
export interface ComponentFacts {
  readonly classCode: string;
  readonly name: string;
  readonly competentUnitId: Id | null;
  readonly ownerUnitId: Id | null;
  readonly maintenanceUnitId: Id | null;
  readonly condition: Condition;
  /** 确权: owner and duties are settled in writing. */
  readonly rightsConfirmed: boolean;
  /** Its number in the system it came from; not unique. */
  readonly externalCode: string | null;
  /** The two digits after the sixteen, where it is monitored. */
  readonly monitorPoint: string | null;
}

export interface Component extends ComponentFacts {
  readonly id: Id;
  readonly districtId: string;
  readonly code: string;
  readonly codeScheme: CodeSchemeId;
  /** A point on the thing, WGS 84. */
  readonly point: Point;
  /** Null: outside every grid of the boundaries in force. */
  readonly areaPath: string | null;
  readonly rightState: RightState;
  /** Who is asked, disputes or has confirmed. */
  readonly rightUnitId: Id | null;
  /** The reason of a dispute, or the words of the ruling. */
  readonly rightWords: string | null;
  /** Found to stand there no more. */
  readonly isGone: boolean;
}

export const CHANGE_KINDS = [
  'imported',
  'updated',
  'right_asked',
  'right_confirmed',
  'right_disputed',
  'right_ruled',
  'surveyed',
  'gone',
  'condition',
  'restored',
] as const;
export type ChangeKind = (typeof CHANGE_KINDS)[number];

/** A row that passed every check and may be written. */
export interface ComponentDraft extends ComponentFacts {
  /** Position in the file, the first row being 1. */
  readonly row: number;
  /** Null: the store gives the next free one of its class. */
  readonly code: string | null;
  readonly geometry: Geometry;
  readonly point: Point;
}
