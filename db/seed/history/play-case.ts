// Plays one planned case through the flow's own interpreter: every deed is decided by the same `decide` as a
// living one, timers fire in between, and time is what the plan's shares of the limits make of it. Pure; what
// the engine refuses is never written, and ends the story there.
import { MINUTE, SECOND } from '../../../kernel/duration.ts';
import type { Instant } from '../../../kernel/instant.ts';
import { isRefusal } from '../../../kernel/refusal.ts';
import type { Actor } from '../../../kernel/rights.ts';
import type { Calendar } from '../../../slices/calendar/core/calendar.ts';
import type { CaseFile, Place } from '../../../slices/cases/core/case-file.ts';
import { decide, type Decision } from '../../../slices/cases/core/decide.ts';
import type { Ruling } from '../../../slices/cases/core/rulings.ts';
import { standardFlow } from '../../../slices/cases/core/flows/standard.ts';
import { instantOfShare, nextRung } from '../../../slices/cases/core/ladder.ts';
import type { Step } from '../../../slices/cases/core/step.ts';
import type { TimerChange, TimerKind } from '../../../slices/cases/core/timers.ts';
import type { FreshIdentity, PastCase } from '../../../slices/cases/server/public.ts';
import type { Resolution } from '../../../slices/catalogue/core/resolve.ts';
import type { UnitDirectory } from '../../../slices/people/core/unit-directory.ts';
import type { Deed } from '../demo/plan-deeds.ts';
import type { CasePlan } from '../demo/plan-history.ts';
import { between, chance, type Rand } from '../demo/random.ts';
import type { Crew } from './crew.ts';
import { doerOf, filledBody } from './deed.ts';

export interface World {
  readonly calendar: Calendar;
  readonly directory: UnitDirectory;
  readonly crew: Crew;
  readonly rand: Rand;
  /** Nothing happens later than this. */
  readonly now: Instant;
  readonly photos: (kind: CasePlan['photo'], when: 'before' | 'after') => readonly string[];
}

/** A plan with what the store knows of it. */
export interface Cast {
  readonly plan: CasePlan;
  readonly fresh: FreshIdentity;
  readonly place: Place;
  readonly resolution: Resolution;
  readonly componentId: string | undefined;
  readonly echoes: readonly Cast[];
}

type Joiner = { readonly name: string; readonly phone: string };

const SYSTEM: Actor = { kind: 'system', name: 'seed' };
/** Deeds that a district may leave undone: refused or not, the story goes on. */
const OPTIONAL = new Set([
  'rate',
  'push',
  'answer_push',
  'note',
  'join',
  'extend',
  'answer_extend',
  'suspend',
  'answer_suspend',
  'check',
  'answer_check',
  'consult',
  'answer_consult',
]);

/** What went straight through, or was closed on the spot, needs these no more. */
const NEEDED: Readonly<Record<string, readonly string[]>> = {
  check: ['reported', 'accepted'],
  answer_check: ['reported', 'accepted'],
  accept: ['reported'],
  dispatch: ['accepted'],
  verify: ['answered'],
  close: ['verified'],
};

export class Playing {
  file: CaseFile | undefined;
  /** What the engine refused: `action code`. The plan's mistakes, never written. */
  readonly refusals: string[] = [];
  readonly cast: Cast;
  private readonly world: World;
  private at: Instant;
  private readonly steps: Step[] = [];
  private readonly rulings: Ruling[] = [];
  private readonly joiners: (Joiner & { readonly at: Instant })[] = [];
  private readonly timers = new Map<TimerKind, TimerChange & { readonly dueAt: Instant }>();
  /** Cases merged into this one, complete. */
  private readonly merged: PastCase[] = [];

  constructor(world: World, cast: Cast) {
    this.world = world;
    this.cast = cast;
    this.at = cast.plan.at;
  }

  private take(decision: Decision): void {
    this.file = decision.file;
    this.steps.push(...decision.steps);
    this.rulings.push(...decision.rulings);
    for (const { kind, key, dueAt, data } of decision.timers) {
      if (dueAt === null) this.timers.delete(kind);
      else this.timers.set(kind, { kind, key, dueAt, data });
    }
  }

  private act(actor: Actor, action: string, body: Readonly<Record<string, unknown>>, extra = {}): boolean {
    const { calendar, directory, crew } = this.world;
    const { resolution, place, fresh } = this.cast;
    const isNew = this.file === undefined;
    const isRuled = isNew
      ? body['itemCode'] !== undefined
      : this.file?.rule === null && body['itemCode'] !== undefined;
    const named = crew.person(typeof body['personId'] === 'string' ? body['personId'] : null);
    const decision = decide(
      standardFlow,
      this.file,
      { action, body },
      {
        actor,
        now: this.at,
        calendar,
        directory,
        ...(isNew ? { fresh, place } : {}),
        ...(isRuled ? { resolution } : {}),
        ...(named ? { named } : {}),
        ...extra,
      },
    );
    if (isRefusal(decision)) {
      this.refusals.push(`${action} ${decision.code}`);
      return false;
    }
    this.take(decision);
    return true;
  }

  /** Fires what is due before `until`, in order, as the server's jobs would have. */
  private fireTimers(until: Instant): void {
    for (;;) {
      const due = [...this.timers.values()]
        .filter((timer) => timer.dueAt <= until)
        .sort((a, b) => a.dueAt - b.dueAt)[0];
      if (!due || !this.file) return;
      this.timers.delete(due.kind);
      this.at = Math.max(this.at, due.dueAt);
      if (due.kind === 'case.ladder') this.climb();
      // Nobody of the past is reminded of anything.
      else if (due.kind !== 'case.remind')
        this.act(SYSTEM, due.kind === 'case.review' ? 'resume' : 'settle', {});
    }
  }

  private climb(): void {
    const next = this.file && nextRung(standardFlow, this.file, this.world.calendar);
    if (!next || next.at > this.at) return;
    const { push, isOnLeadersList } = next.spec;
    this.act(SYSTEM, 'climb', { kind: push, isOnLeadersList, rung: next.rung + 1 });
  }

  private timeOf(deed: Deed): Instant {
    const { rand, calendar } = this.world;
    const soonest = this.at + Math.round(between(rand, 25, 110)) * SECOND;
    if (deed.minutes !== undefined) return soonest + Math.round(deed.minutes * MINUTE);
    const { clock, pause } = this.file ?? {};
    if (pause?.reviewAt) return pause.reviewAt + Math.round(between(rand, 60, 300)) * MINUTE;
    const meant = clock ? instantOfShare(calendar, clock, deed.share ?? 0.4) : undefined;
    return Math.round(Math.max(soonest, (meant ?? this.at + 30 * MINUTE) + between(rand, 0, 90) * SECOND));
  }

  private isPast(deed: Deed): boolean {
    const state = this.file?.state;
    const needed = NEEDED[deed.action];
    return needed !== undefined && !needed.includes(state ?? '');
  }

  /** False ends the story. */
  private perform(deed: Deed): boolean {
    if (!this.file || this.isPast(deed)) return this.file !== undefined;
    const at = this.timeOf(deed);
    if (at > this.world.now) return false;
    this.fireTimers(at);
    this.at = Math.max(this.at, at);
    const actor = doerOf(deed, this.file, this.world);
    const photoIds = deed.photos ? this.world.photos(this.cast.plan.photo, deed.photos) : undefined;
    const body =
      actor && filledBody(deed, this.file, actor, this.world, this.at, this.cast.plan.matter.itemCode);
    if (!actor || !body) return OPTIONAL.has(deed.action);
    const isDone = this.act(actor, deed.action, { ...body, ...(photoIds ? { photoIds } : {}) });
    if (isDone && deed.fill === 'joiner') this.joiners.push({ ...(body['reporter'] as Joiner), at: this.at });
    return isDone || OPTIONAL.has(deed.action);
  }

  private reportedBy(): Actor {
    const { channel, isByHead, isSolvedOnSpot, gridPath } = this.cast.plan;
    if (channel === 'citizen') return { kind: 'public' };
    if (channel !== 'patrol' && !isSolvedOnSpot) return SYSTEM;
    const { crew } = this.world;
    return (isByHead ? crew.near('grid_head', gridPath) : crew.near('inspector', gridPath)) ?? SYSTEM;
  }

  private report(): boolean {
    const { plan, componentId } = this.cast;
    const before = this.world.photos(plan.photo, 'before');
    const what = {
      channel: plan.channel,
      description: plan.description,
      point: plan.point,
      address: plan.address,
      ...(plan.itemCode ? { itemCode: plan.itemCode } : {}),
      ...(componentId ? { componentId } : {}),
    };
    if (plan.isSolvedOnSpot) {
      const photosAfter = this.world.photos(plan.photo, 'after');
      const result = plan.matter.answers[0];
      return this.act(this.reportedBy(), 'report_solved', {
        ...what,
        photosBefore: before,
        photosAfter,
        result,
      });
    }
    const hasPhoto = plan.channel === 'patrol' || plan.channel === 'video' || plan.channel === 'citizen';
    const reporter = plan.reporter ? { reporter: plan.reporter } : {};
    return this.act(this.reportedBy(), 'report', {
      ...what,
      ...reporter,
      ...(hasPhoto ? { photoIds: before } : {}),
    });
  }

  /** The same matter told again: reported, seen to be the same, merged into this case while it is open. */
  private takeInEchoes(): void {
    for (const cast of this.cast.echoes) {
      const echo = new Playing(this.world, cast);
      const mergeAt = Math.max(this.at, cast.plan.at) + Math.round(between(this.world.rand, 2, 9) * MINUTE);
      if (!this.file || mergeAt > this.world.now || !echo.report() || !echo.file) continue;
      const dispatcher = this.world.crew.inUnit('dispatcher', echo.file.centreUnitId);
      this.fireTimers(mergeAt);
      if (!dispatcher || !standardFlow.states[this.file.state]?.isOpen) continue;
      echo.at = mergeAt;
      this.at = mergeAt;
      const body = { mainCaseId: this.file.id, words: '同一地点同一问题' };
      // A certain report was dispatched by itself; then it is worked on beside the first, as in life.
      if (echo.act(dispatcher, 'merge', body, { main: this.file })) {
        this.act(SYSTEM, 'take_in', { mergedCaseId: echo.file.id });
      }
      this.merged.push(...echo.past());
    }
  }

  play(): readonly PastCase[] {
    if (!this.report()) return [];
    this.takeInEchoes();
    for (const deed of this.cast.plan.deeds) if (!this.perform(deed)) break;
    this.fireTimers(this.world.now);
    return [...this.past(), ...this.merged];
  }

  private past(): PastCase[] {
    if (!this.file) return [];
    const { reporter } = this.cast.plan;
    return [
      {
        file: this.file,
        steps: this.steps,
        rulings: this.rulings,
        timers: [...this.timers.values()],
        joiners: this.joiners,
        ...(reporter ? { reporter } : {}),
      },
    ];
  }
}

/** Shown photos: one, sometimes two. */
export function choosePhotos(ids: readonly string[], rand: Rand): readonly string[] {
  const first = ids[Math.floor(rand() * ids.length)];
  const second = chance(rand, 0.25) ? ids[Math.floor(rand() * ids.length)] : undefined;
  return [...new Set([first, second].filter((id) => id !== undefined))];
}
