// One phone of the simulated shift: the app's own outbox and sealed pocket over a simulated disk, line, clock
// and battery. Modes: alive (one or two windows of the app) → dead (everything but the disk is gone) → alive
// again as the same person. It decides nothing about sending: that is the outbox's own code.
import { setImmediate } from 'node:timers/promises';
import type { Instant } from '../../kernel/instant.ts';
import { type Entry, isReceipt, type NewEntry, type Receipt } from '../../platform/web/outbox/entry.ts';
import { type Locks, localLocks } from '../../platform/web/outbox/locks.ts';
import { MemoryPocket } from '../../platform/web/outbox/memory-pocket.ts';
import { Outbox } from '../../platform/web/outbox/person-outbox.ts';
import { type Pocket, SealedPocket } from '../../platform/web/outbox/pocket.ts';
import type { Network, Ways } from '../../platform/web/outbox/ways.ts';
import { Disk, heldBy, Life, seenBy } from './device.ts';
import type { Dice } from './fates.ts';

export interface PhoneParts {
  readonly name: string;
  readonly personId: string;
  /** What the session gave; not exportable. Undefined where a browser can't seal: it keeps in the open. */
  readonly key: CryptoKey | undefined;
  readonly dice: Dice;
  readonly network: Network;
  /** The true time, which the phone does not know. */
  readonly now: () => Instant;
  /** What its clock shows more than the true time. */
  readonly clockErrorMs: number;
  readonly windows: 1 | 2;
  readonly onReceived: (reply: Readonly<Record<string, unknown>>) => void;
}

interface Timer {
  readonly at: Instant;
  readonly work: () => void;
}

export class Phone {
  readonly name: string;
  readonly personId: string;
  readonly dice: Dice;
  readonly disk = new Disk();
  readonly #parts: PhoneParts;
  #life = new Life();
  #outboxes: readonly Outbox[] = [];
  readonly #timers = new Set<Timer>();
  /** Rounds of sending that are under way. */
  readonly #rounds = new Set<Promise<unknown>>();

  constructor(parts: PhoneParts) {
    this.#parts = parts;
    this.name = parts.name;
    this.personId = parts.personId;
    this.dice = parts.dice;
    this.#life.stop();
  }

  get isDead(): boolean {
    return this.#life.isOver;
  }

  readonly deviceClock = (): Instant => this.#parts.now() + this.#parts.clockErrorMs;

  /** Opens the app: what lies on the disk is all it knows. */
  async start(): Promise<void> {
    const life = new Life();
    this.#life = life;
    this.#timers.clear();
    this.#rounds.clear();
    const told: (() => void)[] = [];
    const locks = this.#watched(localLocks());
    const opened = Array.from({ length: this.#parts.windows }, () => ({
      outbox: new Outbox(this.#waysOf(life, locks, told)),
      pocket: this.#pocketOf(life),
    }));
    this.#outboxes = opened.map(({ outbox }) => outbox);
    for (const { outbox, pocket } of opened) {
      outbox.onReceived((_receipt, _entry, reply) =>
        this.#parts.onReceived(reply as Readonly<Record<string, unknown>>),
      );
      await this.#whileAlive(outbox.belongTo(pocket, true));
    }
  }

  /** Battery, crash, the system: at the n-th touch of disk or network from now. */
  dieIn(touches: number, isAfter: boolean): void {
    this.#life.endIn(touches, isAfter);
  }

  /** False when the phone died before the app said "kept": then the person does not count on it. */
  add(entry: NewEntry): Promise<boolean> {
    const [first] = this.#outboxes;
    return first ? this.#whileAlive(first.add(entry)) : Promise.resolve(false);
  }

  /** Back in the network, or in view: each window tries. */
  async flush(): Promise<void> {
    await this.#whileAlive(Promise.all(this.#outboxes.map((outbox) => outbox.flush())));
    await this.settle();
  }

  async fireTimers(): Promise<void> {
    for (const timer of [...this.#timers].filter(({ at }) => at <= this.#parts.now())) {
      this.#timers.delete(timer);
      timer.work();
    }
    await this.settle();
  }

  /** Until nothing is being sent: what comes after is a matter of timers. */
  async settle(): Promise<void> {
    const quiet = async () => {
      do {
        await Promise.all(this.#rounds);
        await setImmediate();
      } while (this.#rounds.size > 0);
    };
    await this.#whileAlive(quiet());
  }

  get hasDueTimer(): boolean {
    return [...this.#timers].some(({ at }) => at <= this.#parts.now());
  }

  get entries(): readonly Entry[] {
    return this.#outboxes[0]?.get().entries ?? [];
  }

  /** For whoever wonders why it does not come to rest. */
  get words(): string {
    const windows = this.#outboxes.map((outbox) => {
      const { entries, sending } = outbox.get();
      const told = entries.map(({ label, state, trouble }) => `${label} ${state} ${trouble?.code ?? ''}`);
      return `[${told.slice(0, 4).join('; ')}${sending ? ` sending ${sending.id}` : ''}]`;
    });
    const timers = [...this.#timers].map(({ at }) => Math.round((at - this.#parts.now()) / 1_000));
    return `${this.isDead ? 'dead ' : ''}${windows.join(' ')}, timers in ${timers.join()} s`;
  }

  /** The rescue file: all that was not sent, with its pictures. */
  async rescue() {
    const [outbox] = this.#outboxes;
    const file: { entry: Entry; bytes: ReadonlyMap<string, ArrayBuffer> }[] = [];
    if (!outbox || this.isDead) return file;
    await this.#whileAlive(
      (async () => {
        for (const entry of outbox.get().entries) {
          file.push({ entry, bytes: await outbox.picturesOf(entry) });
        }
      })(),
    );
    return this.isDead ? [] : file;
  }

  async takeIn(file: Awaited<ReturnType<Phone['rescue']>>): Promise<void> {
    await this.#whileAlive(this.#outboxes[0]?.take(file) ?? Promise.resolve());
    await this.settle();
  }

  /** The person decides: what the server will not have is given up. False when that is not certain. */
  async giveUp(id: string): Promise<boolean> {
    const [outbox] = this.#outboxes;
    let isGone = false;
    const work = async () => {
      isGone = (await outbox?.remove(id)) !== undefined;
    };
    await this.#whileAlive(work());
    if (!this.isDead) await this.flush();
    return isGone;
  }

  /** As another start of the app would find them. */
  async receipts(): Promise<readonly Receipt[]> {
    const pocket = this.#pocketOf(new Life());
    return (await pocket.list('receipt')).map(({ value }) => value).filter(isReceipt);
  }

  #pocketOf(life: Life): Pocket {
    const { personId, key } = this.#parts;
    return key
      ? new SealedPocket(personId, key, seenBy(life, this.disk))
      : heldBy(life, new MemoryPocket(personId, this.disk.shelf));
  }

  async #whileAlive(work: Promise<unknown>): Promise<boolean> {
    const life = this.#life;
    await Promise.race([work, life.over]);
    return !life.isOver;
  }

  #watched(locks: Locks): Locks {
    return {
      run: (name, work) => locks.run(name, work),
      tryRun: (name, work) => {
        const round = locks.tryRun(name, work);
        this.#rounds.add(round);
        const gone = () => void this.#rounds.delete(round);
        round.then(gone, gone);
        return round;
      },
    };
  }

  #waysOf(life: Life, locks: Ways['locks'], told: (() => void)[]): Ways {
    const { network, dice } = this.#parts;
    const own: (() => void)[] = [];
    return {
      network: {
        begin: (upload) => life.touch(() => network.begin(upload)),
        putPiece: (...piece) => life.touch(() => network.putPiece(...piece)),
        finish: (id) => life.touch(() => network.finish(id)),
        sendWhole: (...whole) => life.touch(() => network.sendWhole(...whole)),
        sendBody: (...body) => life.touch(() => network.sendBody(...body)),
      },
      later: (work, afterMs) => {
        if (life.isOver) return () => undefined;
        const timer = { at: this.#parts.now() + afterMs, work };
        this.#timers.add(timer);
        return () => void this.#timers.delete(timer);
      },
      locks,
      clock: this.deviceClock,
      chance: () => dice.below(1_000) / 1_000,
      tell: () => {
        for (const hear of told) if (!own.includes(hear) && !life.isOver) hear();
      },
      whenTold: (listener) => {
        own.push(listener);
        told.push(listener);
      },
    };
  }
}
