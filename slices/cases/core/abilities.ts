// What this actor may do to this case now: buttons on every screen ask this and nothing else. It answers from
// the same edges, parties and guards that `decide` uses, so a button that shows can be pressed.
import type { Instant } from '../../../kernel/instant.ts';
import { isRefusal } from '../../../kernel/refusal.ts';
import type { CaseFile } from './case-file.ts';
import type { PartyName } from './parties.ts';
import { mayBegin } from './decide.ts';
import { type Edge, type Field, type Flow, leavesFrom } from './flow.ts';
import type { Context } from './moment.ts';
import { type Warning, WARNINGS } from './warnings.ts';

export interface Ability {
  readonly action: string;
  readonly zh: string;
  readonly en: string;
  readonly fields: readonly AskedField[];
  /** When the button goes away by itself. */
  readonly until: Instant | null;
  /** Said beside the button; it stops nobody. */
  readonly warnings: readonly Warning[];
}

/** A field as this party is asked for it: with its own options, and what it means by saying nothing. */
export interface AskedField extends Field {
  readonly meant?: string;
}

/** A choice of one is none: neither that nor what hangs on it is asked. */
function fieldsFor({ carries }: Pick<Edge, 'carries'>, party: PartyName): readonly AskedField[] {
  // The same list for every case, so that what a screen gets of it is made once.
  if (carries.every(({ optionsBy, onlyIf, askedOf }) => !optionsBy && !onlyIf && !askedOf)) return carries;
  const asked = new Map<string, AskedField>();
  for (const { optionsBy, askedOf, ...field } of carries) {
    if (askedOf && !askedOf.includes(party)) continue;
    if (field.onlyIf && !asked.has(field.onlyIf.field)) continue;
    const options = optionsBy?.[party] ?? [];
    const [meant] = options;
    if (!optionsBy) asked.set(field.name, field);
    else if (meant && options.length > 1) {
      asked.set(field.name, { ...field, options, meant, isRequired: true });
    }
  }
  return [...asked.values()];
}

/** How many photos the item wants, filled into the field that carries them. */
function fieldsOf(
  flow: Flow, edge: Pick<Edge, 'carries' | 'photoRule'>, file: CaseFile,
): readonly AskedField[] {
  const rule = edge.photoRule;
  const minimum = rule ? (file.rule?.photoRule[rule] ?? 0) : 0;
  const isAsked = minimum > 0 && (rule !== 'report' || flow.channels[file.channel]?.needsPhoto === true);
  if (!isAsked) return edge.carries;
  return edge.carries.map((field) =>
    field.name === 'photoIds' ? { ...field, isRequired: true, minimum } : field);
}

function untilOf(flow: Flow, edge: Edge, file: CaseFile): Instant | null {
  const guards = edge.guards ?? [];
  if (guards.includes('undoWindow')) return (file.dispatchedAt ?? 0) + flow.windows.undoMs;
  if (guards.includes('acceptUndoWindow')) return (file.acceptedFrom?.at ?? 0) + flow.windows.undoMs;
  if (guards.includes('endUndoWindow')) return (file.endedAt ?? 0) + flow.windows.undoMs;
  if (guards.includes('splitUndoWindow')) return (file.remembered?.split?.at ?? 0) + flow.windows.undoMs;
  if (guards.includes('reporterWindow')) return (file.endedAt ?? 0) + flow.windows.reopenMs;
  if (guards.includes('objectWindow')) return (file.endedAt ?? 0) + flow.windows.objectMs;
  if (guards.includes('appealWindow')) return (file.endedAt ?? 0) + flow.windows.appealMs;
  return guards.includes('notOverdue') ? (file.clock?.dueAt ?? null) : null;
}

export function abilities(flow: Flow, file: CaseFile, context: Context): Ability[] {
  return flow.edges
    .filter((edge) => !edge.isAutomatic && !edge.hasOwnDoor && leavesFrom(flow, edge, file.state))
    .flatMap((edge) => {
      const begun = mayBegin(flow, edge, file, context);
      return isRefusal(begun) ? [] : [{ edge, carries: fieldsFor(edge, begun.standing.party) }];
    })
    .map(({ edge, carries }) => ({
      action: edge.action, zh: edge.zh, en: edge.en,
      fields: fieldsOf(flow, { ...edge, carries }, file), until: untilOf(flow, edge, file),
      warnings: (edge.warns ?? []).flatMap((name) => WARNINGS[name](file, context.directory) ?? []),
    }));
}
