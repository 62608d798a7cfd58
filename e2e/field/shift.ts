// A whole shift in virtual time: officers report with two photos each, pairs of handlers take the same cases
// on two phones, networks go, devices die, the server is updated, a storm of reconnects. The real outbox
// talks to the real application. Modes: the shift (240 slots of two minutes) → the evening, until every phone
// is at rest → people decide what the server refused. What came of it is judged elsewhere (account.ts).
import type { FastifyInstance } from 'fastify';
import { assert } from '../../kernel/assert.ts';
import { uuidV7, type Id } from '../../kernel/id.ts';
import type { Instant } from '../../kernel/instant.ts';
import type { TestStore } from '../../platform/server/db/test-database.ts';
import type { Entry } from '../../platform/web/outbox/entry.ts';
import { importKey } from '../../platform/web/outbox/seal.ts';
import type { TestDistrict } from '../../slices/cases/server/test-district.ts';
import { Dice, emptyTally, type Tally } from './fates.ts';
import { Line } from './line.ts';
import { Phone } from './phone.ts';
import { hashOf, pictureMaker } from './pictures.ts';
import { drawPlan, type Plan, SHIFT_SLOTS, SLOT_MS, STORM_SLOT, UPGRADE_SLOT } from './plan.ts';
import type { Worker } from './staff.ts';

export interface ShiftParts {
  readonly store: TestStore;
  readonly city: TestDistrict;
  readonly officers: readonly Worker[];
  /** Two and two they work on the same cases. */
  readonly handlers: readonly Worker[];
  readonly reports: number;
  readonly seed: number;
  /** The application before and after its update; two processes on one store, as it were. */
  readonly servers: readonly [FastifyInstance, FastifyInstance];
  readonly signIn: (personId: Id) => Promise<string>;
  /** After each slot. */
  readonly onSlot?: (slot: number, tally: Tally) => void;
}

/** What a person did and what became certain of it on the phone. */
export interface Deed {
  readonly id: string;
  readonly phone: string;
  readonly personId: Id;
  readonly kind: 'report' | 'claim' | 'note' | 'feed_back';
  readonly words: string;
  readonly caseId: string | undefined;
  readonly pictureHashes: readonly string[];
  /** True times at which the app said or may have said "kept": more than one where a phone died over it. */
  readonly madeAt: Instant[];
  isKept: boolean;
  /** The code of the server's no, after which the person gave it up. */
  refusedAs: string | undefined;
}

interface Person {
  readonly phone: Phone;
  readonly plan: Plan;
  readonly deeds: Deed[];
  token: string;
  isSignedOut: boolean;
  restartSlot: number;
  isOnline: boolean;
  reported: number;
  /** Cases of the pair, by the time they are known. */
  readonly toDo: string[];
}

export interface Shift {
  readonly people: readonly Person[];
  readonly deeds: readonly Deed[];
  /** Ids of what another phone took in from a rescue file. */
  readonly rescued: ReadonlySet<string>;
  readonly tally: Tally;
  readonly slots: number;
}

/** Without a network a phone lies in a pocket and its timers run every ten minutes. */
const SLEEPY_SLOTS = 5;
/** Of the right form, and nobody's. */
const ENDED = 'e'.repeat(43);
/** As many phones at once as a small server meets in one moment. */
const AT_ONCE = 12;
const MOST_EVENING_SLOTS = 600;
const CRASHES_OF_A_THOUSAND = 50;
const LARGE_OF_A_THOUSAND = 10;
const TO_DO_OF_A_THOUSAND = 60;
const ACTS_OF_A_THOUSAND = 750;

interface Late {
  readonly slot: number;
  readonly deliver: () => Promise<void>;
}

export class ShiftRun {
  readonly #parts: ShiftParts;
  readonly #tally = emptyTally();
  readonly #people: Person[] = [];
  readonly #late: Late[] = [];
  readonly #rescued = new Set<string>();
  readonly #heard = new Set<string>();
  readonly #chance: Dice;
  #makePicture: Awaited<ReturnType<typeof pictureMaker>> = () => new ArrayBuffer(0);
  #slot = 0;
  #ids = 0;

  constructor(parts: ShiftParts) {
    this.#parts = parts;
    this.#chance = new Dice(parts.seed, 'shift');
  }

  async run(): Promise<Shift> {
    this.#makePicture = await pictureMaker();
    await this.#open();
    for (; this.#slot < SHIFT_SLOTS; this.#slot++) await this.#pass();
    await this.#evening();
    await this.#decide();
    while (this.#late.length > 0) await this.#deliverLate(Number.POSITIVE_INFINITY);
    const deeds = this.#people.flatMap((person) => person.deeds);
    const rescued = this.#rescued;
    return { people: this.#people, deeds, rescued, tally: this.#tally, slots: this.#slot };
  }

  readonly #now = (): Instant => this.#parts.store.clock.now();
  readonly #server = (): FastifyInstance => this.#parts.servers[this.#slot < UPGRADE_SLOT ? 0 : 1];

  #newId(roll: Dice): string {
    this.#ids += 1;
    const random = Uint8Array.from({ length: 10 }, () => roll.below(256));
    new DataView(random.buffer).setUint32(0, this.#ids);
    return uuidV7(this.#now(), random);
  }

  async #open(): Promise<void> {
    const { officers, handlers } = this.#parts;
    for (const officer of officers) this.#people.push(await this.#hire(officer, this.#parts.reports));
    for (const handler of handlers) this.#people.push(await this.#hire(handler, 0));
    await this.#each(this.#people, async ({ phone }) => void (await phone.start()));
  }

  async #hire({ name, personId }: Worker, reports: number): Promise<Person> {
    const roll = new Dice(this.#parts.seed, name);
    const plan = drawPlan(roll, reports);
    const token = await this.#parts.signIn(personId);
    const key = plan.isSealed ? await importKey(await this.#keyOf(token)) : undefined;
    const state = { token, isSignedOut: false, restartSlot: 0, isOnline: true, reported: 0 };
    const phone: Phone = this.#phoneOf(name, personId, key, plan, roll, () => person);
    const person: Person = { phone, plan, deeds: [], toDo: [], ...state };
    return person;
  }

  #phoneOf(
    name: string,
    personId: Id,
    key: CryptoKey | undefined,
    plan: Plan,
    roll: Dice,
    of: () => Person,
  ): Phone {
    const line = new Line(
      this.#server,
      {
        isOnline: () => of().isOnline,
        token: () => of().token,
        protocol: () => plan.protocolAt(this.#slot),
        deviceClock: () => of().phone.deviceClock(),
        whenSignedOut: () => {
          of().isSignedOut = true;
        },
        deliverLater: (deliver) => void this.#late.push({ slot: this.#slot + 1 + roll.below(60), deliver }),
      },
      roll,
      this.#tally,
    );
    return new Phone({
      ...{ name, personId, key, dice: roll, network: line, now: this.#now },
      clockErrorMs: plan.clockErrorMs,
      windows: plan.windows,
      onReceived: (reply) => this.#hear(reply),
    });
  }

  async #keyOf(token: string): Promise<ArrayBuffer> {
    const headers = { authorization: `Bearer ${token}` };
    const reply = await this.#server().inject({ url: '/api/session/pocket-key', headers });
    assert(reply.statusCode === 200, `the phone gets its key: ${reply.body}`);
    return new Uint8Array(Buffer.from(String(reply.json().key), 'base64')).buffer;
  }

  /** Some of what was reported is given to a pair of handlers, both of whom see it. */
  #hear(reply: Readonly<Record<string, unknown>>): void {
    const pairs = this.#parts.handlers.length / 2;
    const caseId = String(reply.id);
    // Two phones may hear of one report.
    if (reply.state !== 'dispatched' || this.#heard.has(caseId)) return;
    this.#heard.add(caseId);
    if (pairs < 1 || !this.#chance.happens(TO_DO_OF_A_THOUSAND)) return;
    const first = this.#parts.officers.length + this.#chance.below(Math.floor(pairs)) * 2;
    for (const person of this.#people.slice(first, first + 2)) person.toDo.push(caseId);
  }

  async #each(people: readonly Person[], work: (person: Person) => Promise<void>): Promise<void> {
    const waiting = [...people];
    const one = async () => {
      for (let next = waiting.shift(); next; next = waiting.shift()) await work(next);
    };
    await Promise.all(Array.from({ length: AT_ONCE }, one));
  }

  async #deliverLate(slot: number): Promise<void> {
    const due = this.#late.filter((one) => one.slot <= slot);
    this.#late.splice(0, this.#late.length, ...this.#late.filter((one) => one.slot > slot));
    for (const { deliver } of due) await deliver();
  }

  async #pass(): Promise<void> {
    if (this.#slot > 0) this.#parts.store.clock.advance(SLOT_MS);
    await this.#each(this.#people, (person) => this.#live(person));
    await this.#deliverLate(this.#slot);
    this.#parts.onSlot?.(this.#slot, this.#tally);
  }

  async #live(person: Person): Promise<void> {
    const { phone, plan } = person;
    if (phone.isDead) {
      if (person.restartSlot > this.#slot) return;
      await phone.start();
    }
    if (plan.signedOutSlot === this.#slot) person.token = ENDED;
    if (person.isSignedOut) {
      person.token = await this.#parts.signIn(phone.personId);
      person.isSignedOut = false;
      await phone.flush();
    }
    await this.#connect(person);
    if (plan.rescueSlot === this.#slot) await this.#rescue(person);
    await this.#doWork(person);
    const isAwake = person.isOnline || this.#slot % SLEEPY_SLOTS === 0;
    if (!phone.isDead && isAwake && phone.hasDueTimer) await phone.fireTimers();
    if (phone.isDead) this.#mourn(person);
  }

  async #connect(person: Person): Promise<void> {
    const { offline } = person.plan;
    const isOnline = !offline || this.#slot < offline[0] || this.#slot >= offline[1];
    const isBack = isOnline && !person.isOnline;
    person.isOnline = isOnline;
    if (!isBack) return;
    if (this.#slot === STORM_SLOT) this.#tally.storm += 1;
    await person.phone.flush();
  }

  #mourn(person: Person): void {
    this.#tally.crashes += 1;
    person.restartSlot = this.#slot + 1 + person.phone.dice.below(5);
  }

  async #doWork(person: Person): Promise<void> {
    const { phone, plan } = person;
    while (!phone.isDead && (plan.reportSlots[person.reported] ?? Number.POSITIVE_INFINITY) <= this.#slot) {
      if (!(await this.#report(person))) return;
      person.reported += 1;
    }
    for (let caseId = person.toDo.shift(); caseId && !phone.isDead; caseId = person.toDo.shift()) {
      if (phone.dice.happens(ACTS_OF_A_THOUSAND)) await this.#handle(person, caseId);
    }
    for (const deed of person.deeds.filter((one) => !one.isKept)) {
      if (!phone.isDead) await this.#keep(person, deed);
    }
  }

  #deed(person: Person, kind: Deed['kind'], caseId?: string): Deed {
    const { name, personId, dice } = person.phone;
    const words = `${name} ${kind} ${person.deeds.length}`;
    const pictures = kind === 'report' ? 2 : kind === 'feed_back' ? 1 : 0;
    const pictureHashes = Array.from({ length: pictures }, (_, nth) =>
      hashOf(new Uint8Array(this.#picture(words, nth))),
    );
    const state = { madeAt: [], isKept: false, refusedAs: undefined };
    const deed = { id: this.#newId(dice), phone: name, personId, kind, words, caseId, pictureHashes };
    return { ...deed, ...state };
  }

  /** The same words give the same picture: a person who does it again after a crash has it still. */
  #picture(words: string, nth: number): ArrayBuffer {
    const name = `${words} picture ${nth}`;
    return this.#makePicture(name, new Dice(this.#parts.seed, name).happens(LARGE_OF_A_THOUSAND));
  }

  /** False when the phone died over it; the draft is still there, under the same id, after the next start. */
  async #report(person: Person): Promise<boolean> {
    const draft = person.deeds.find((deed) => deed.kind === 'report' && !deed.isKept);
    const deed = draft ?? this.#deed(person, 'report');
    if (!draft) person.deeds.push(deed);
    return this.#keep(person, deed);
  }

  async #handle(person: Person, caseId: string): Promise<void> {
    for (const kind of ['claim', 'note', 'feed_back'] as const) {
      const deed = this.#deed(person, kind, caseId);
      person.deeds.push(deed);
      if (!person.phone.isDead) await this.#keep(person, deed);
    }
  }

  #bodyOf({ kind, words, personId }: Deed): Readonly<Record<string, unknown>> {
    if (kind === 'claim') return { personId };
    if (kind === 'note') return { words, isPublic: false };
    if (kind === 'feed_back') return { result: words };
    const { inGridA, itemCode } = this.#parts.city;
    return { channel: 'patrol', description: words, point: inGridA, itemCode };
  }

  async #keep(person: Person, deed: Deed): Promise<boolean> {
    const { phone } = person;
    const { id, kind, words, caseId, pictureHashes } = deed;
    if (phone.dice.happens(CRASHES_OF_A_THOUSAND)) {
      phone.dieIn(phone.dice.below(60), phone.dice.happens(500));
    }
    deed.madeAt.push(this.#now());
    const isKept = await phone.add({
      id,
      url: caseId === undefined ? '/api/cases' : `/api/cases/${caseId}/${kind}`,
      body: this.#bodyOf(deed),
      label: words,
      ...(caseId === undefined ? {} : { about: caseId }),
      pictures: pictureHashes.map((_, nth) => ({
        key: `${id}-${nth}`,
        field: 'photoIds',
        type: 'image/jpeg',
        bytes: this.#picture(words, nth),
      })),
    });
    if (isKept) deed.isKept = true;
    if (isKept) await phone.settle();
    return isKept;
  }

  /** The rescue file goes to a second phone of the same person, which sends it too. */
  async #rescue(person: Person): Promise<void> {
    const file = await person.phone.rescue();
    if (file.length === 0) return;
    const { name, personId } = person.phone;
    const roll = new Dice(this.#parts.seed, `${name} second`);
    const quiet = { offline: undefined, rescueSlot: undefined, signedOutSlot: undefined };
    const plan: Plan = { ...drawPlan(roll, 0), ...quiet };
    const state = { token: person.token, isSignedOut: false, restartSlot: 0, isOnline: true, reported: 0 };
    const phone: Phone = this.#phoneOf(`${name} second`, personId, undefined, plan, roll, () => second);
    const second: Person = { phone, plan, deeds: [], toDo: [], ...state };
    this.#people.push(second);
    await phone.start();
    await phone.takeIn(file);
    // Imported twice without harm.
    await phone.takeIn(file);
    this.#tally.rescued += file.length;
    for (const { entry } of file) this.#rescued.add(entry.id);
  }

  #isAtRest({ phone, deeds }: Person): boolean {
    if (phone.isDead || deeds.some((deed) => !deed.isKept)) return false;
    const stuck = new Set(phone.entries.filter((one) => one.state === 'needs_you').map((one) => one.about));
    return phone.entries.every((entry) => entry.state === 'needs_you' || stuck.has(entry.about));
  }

  async #evening(): Promise<void> {
    for (let slots = 0; slots < MOST_EVENING_SLOTS; slots++, this.#slot++) {
      await this.#pass();
      if (this.#late.length === 0 && this.#people.every((person) => this.#isAtRest(person))) return;
    }
    const tired = this.#people.filter((person) => !this.#isAtRest(person)).map(({ phone }) => phone.name);
    assert(false, `not at rest after ${MOST_EVENING_SLOTS} slots: ${tired.slice(0, 5).join(', ')}`);
  }

  /** Each conflict is shown to the person with the server's words, and nothing else happens until then. */
  async #decide(): Promise<void> {
    for (const person of this.#people) {
      const { phone } = person;
      for (let rounds = 0; phone.isDead || phone.entries.length > 0; rounds++) {
        assert(rounds < MOST_EVENING_SLOTS, `${phone.name} comes to an end: ${phone.words}`);
        const refused = phone.entries.find((entry) => entry.state === 'needs_you');
        if (refused && !phone.isDead) await this.#giveUp(person, refused);
        else {
          this.#slot += 1;
          await this.#pass();
        }
      }
    }
  }

  async #giveUp(person: Person, { id, trouble }: Entry): Promise<void> {
    assert(trouble && trouble.detail !== '', 'a conflict is told in words');
    this.#tally.conflicts += 1;
    const deed = this.#people.flatMap(({ deeds }) => deeds).find((one) => one.id === id);
    if (deed) deed.refusedAs = trouble.code;
    const isGone = await person.phone.giveUp(id);
    // Even now a phone may die: the person sees it again, or it is gone.
    if (person.phone.isDead) this.#mourn(person);
    else assert(isGone, 'what the server refused can be given up');
  }
}
