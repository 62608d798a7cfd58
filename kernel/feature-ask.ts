// A page of things with a place, as programs of others ask for them: in boxes, within a time, after the last.
import type { Id } from './id.ts';
import type { Instant } from './instant.ts';
import type { Box } from './tile-address.ts';

export interface FeatureAsk {
  readonly districtId: string;
  /** In any of them; left out, anywhere. */
  readonly boxes?: readonly Box[] | undefined;
  /** There at some moment of it; null ends are open. */
  readonly span?: { readonly from: Instant | null; readonly until: Instant | null } | undefined;
  /** Those behind this one in the order of their names. */
  readonly after?: string | undefined;
  /** This one alone. */
  readonly only?: string | undefined;
  readonly limit: number;
}

/** A thing as it leaves: what it is called, where it is, what is said of it. */
export interface OpenFeature {
  readonly id: Id;
  /** GeoJSON as text, WGS 84. */
  readonly shape: string;
  readonly properties: Readonly<Record<string, unknown>>;
}

export interface FeaturePage {
  readonly features: readonly OpenFeature[];
  readonly hasMore: boolean;
  /** All that the question without its page finds; undefined where there are more than are counted. */
  readonly matched: number | undefined;
}
