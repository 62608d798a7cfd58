// Steps that are shown to whoever did them and to nobody else, as the flow says. They are part of the history
// and of its seal like every other; screens, papers, phones and streams get the history without them.
import { edgeOf, type Flow } from './flow.ts';

interface Done {
  readonly action: string;
  /** By which party. */
  readonly as: string;
}

export const isSealed = (flow: Flow, { action, as }: Done): boolean =>
  edgeOf(flow, action)?.sealsFor?.some((party) => party === as) === true;
