// The pocket in a real browser: what lies on the disk, what signing out leaves, what the browser may do to
// its storage at any time, and what an earlier version left there.
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, chromium, type Page } from 'playwright-core';
import { rolldown } from 'rolldown';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { PocketPage } from './pocket-page.ts';
import { CHROMIUM, FLAGS } from './browser.ts';

declare const m: PocketPage;

const profile = mkdtempSync(join(tmpdir(), 'gridloop-pocket-'));
const MARKER = 'MANHOLE-COVER-MISSING-AT-NO-17';
let server: Server;
let context: BrowserContext;
let page: Page;
let url = '';

async function bundled(): Promise<string> {
  const bundle = await rolldown({
    input: join(import.meta.dirname, 'pocket-page.ts'),
    platform: 'browser',
    transform: { define: { 'process.env.NODE_ENV': '"production"' } },
  });
  const { output } = await bundle.generate({ format: 'iife' });
  await bundle.close();
  return output[0].code;
}

async function open(): Promise<void> {
  context = await chromium.launchPersistentContext(profile, { executablePath: CHROMIUM, args: FLAGS });
  page = context.pages()[0] ?? (await context.newPage());
  await page.goto(url);
}

beforeAll(async () => {
  const code = await bundled();
  server = createServer((incoming, reply) => {
    const isCode = incoming.url === '/m.js';
    reply.setHeader('content-type', isCode ? 'text/javascript' : 'text/html');
    reply.end(isCode ? code : '<!doctype html><title>pocket</title><script src="/m.js"></script>');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  await open();
});
afterAll(async () => {
  await context.close();
  server.close();
  rmSync(profile, { recursive: true, force: true });
});

const secretOf = (letter: string): string => Buffer.from(letter.repeat(32)).toString('base64');
const LILEI = secretOf('a');
const HANMEI = secretOf('b');

/** Every byte that the browser has written for its pages. */
function onDisk(): string {
  const parts: string[] = [];
  for (const entry of readdirSync(profile, { recursive: true, withFileTypes: true })) {
    if (entry.isFile()) parts.push(readFileSync(join(entry.parentPath, entry.name), 'latin1'));
  }
  return parts.join('\n');
}

test('the key can’t be taken out, and nothing of what is kept can be read in the database', async () => {
  const seen = await page.evaluate(
    async ([secret, marker]) => {
      const { key } = await m.keyring.keep('lilei', secret);
      const mine = await m.pocket.open('lilei', key);
      const picture = new TextEncoder().encode(marker.repeat(100)).buffer;
      await mine.putMany([
        { kind: 'entry', id: 'e1', value: { words: marker } },
        { kind: 'picture', id: 'p1', value: picture },
      ]);
      const taken = key
        ? await crypto.subtle.exportKey('raw', key).then(
            () => 'out',
            () => 'in',
          )
        : 'none';
      const { record = [] } = await m.everythingIn('gridloop.pocket');
      const words = record.map((one) => new TextDecoder('latin1').decode(one as Uint8Array)).join();
      const back = (await mine.get('picture', 'p1')) as ArrayBuffer;
      return { taken, count: record.length, hasWords: words.includes(marker), size: back.byteLength };
    },
    [LILEI, MARKER] as const,
  );
  expect(seen).toEqual({ taken: 'in', count: 2, hasWords: false, size: MARKER.length * 100 });
});

test('several records are written all or not at all', async () => {
  const seen = await page.evaluate(async () => {
    const mine = m.pocket.current();
    const isDone = await mine
      ?.putMany([
        { kind: 'entry', id: 'good', value: 1 },
        { kind: 'entry', id: 'bad', value: () => 1 },
      ])
      .then(
        () => true,
        () => false,
      );
    return [isDone, await mine?.ids('entry')];
  });
  expect(seen).toEqual([false, ['e1']]);
});

test('a browser that closes or clears the storage under it costs what it cleared and no more', async () => {
  const seen = await page.evaluate(async (secret) => {
    const { key } = await m.keyring.keep('lilei', secret);
    const mine = await m.pocket.open('lilei', key);
    // Another window clears the site's data: this one's connection is asked to close, and gives way.
    await m.deleteAll('gridloop.pocket');
    await mine.put('draft', 'after', 'typed later');
    return [await mine.get('entry', 'e1'), await mine.get('draft', 'after'), mine.isKept];
  }, LILEI);
  expect(seen).toEqual([undefined, 'typed later', true]);
});

test('signed out nothing can be read; the same person’s next sign-in reads all again', async () => {
  const seen = await page.evaluate(
    async ([lilei, hanmei]) => {
      const first = await m.keyring.keep('lilei', lilei);
      await (await m.pocket.open('lilei', first.key)).put('entry', 'e1', 'mine');
      await m.keyring.drop({ personId: 'lilei' });
      m.pocket.close();
      const { keyring: left = [] } = await m.everythingIn('gridloop.pocket');
      const held = await m.keyring.find();
      const untold = await m.keyring.untoldSignOut();
      const second = await m.keyring.keep('hanmei', hanmei);
      const other = await m.pocket.open('hanmei', second.key);
      const forged = second.key && new m.SealedPocket('lilei', second.key);
      const stranger = [await other.list('entry'), await forged?.list('entry')];
      await m.keyring.drop();
      m.pocket.close();
      const again = await m.keyring.keep('lilei', lilei);
      const back = await (await m.pocket.open('lilei', again.key)).get('entry', 'e1');
      return { left, held, untold, stranger, back };
    },
    [LILEI, HANMEI] as const,
  );
  expect(seen).toEqual({
    left: [{ personId: 'lilei' }],
    held: undefined,
    untold: { personId: 'lilei' },
    stranger: [[], []],
    back: 'mine',
  });
});

/** A site of its own on the same browser, whose room is given before anything is there. */
async function onSmallPhone<T>(quotaSize: number, work: (small: Page) => Promise<T>): Promise<T> {
  const small = await context.newPage();
  const { port } = new URL(url);
  const devtools = await context.newCDPSession(small);
  await devtools.send('Storage.overrideQuotaForOrigin', { origin: `http://localhost:${port}`, quotaSize });
  await small.goto(`http://localhost:${port}/`);
  try {
    return await work(small);
  } finally {
    await small.close();
  }
}

test('a phone without room: copies of the server’s data make way for work, then it says so', async () => {
  const seen = await onSmallPhone(1_500_000, (small) =>
    small.evaluate(async (secret) => {
      const { key } = await m.keyring.keep('lilei', secret);
      const mine = await m.pocket.open('lilei', key);
      const random = () => crypto.getRandomValues(new Uint8Array(60_000)).buffer;
      const wrote = (kind: 'tile' | 'picture', name: string, count: number) =>
        mine
          .putMany(Array.from({ length: count }, (_, n) => ({ kind, id: `${name}${n}`, value: random() })))
          .then(
            () => 'kept',
            (error: unknown) => (error instanceof m.PocketFull ? 'full' : String(error)),
          );
      await mine.put('entry', 'e1', 'mine');
      const tiles = await wrote('tile', 't', 3);
      const huge = await wrote('picture', 'p', 100);
      const left = [await mine.ids('tile'), await mine.ids('picture'), await mine.get('entry', 'e1')];
      return { tiles, huge, left };
    }, LILEI),
  );
  expect(seen).toEqual({ tiles: 'kept', huge: 'full', left: [[], [], 'mine'] });
});

const parcelOf = (id: string, owner: string) => ({
  ...{
    id,
    owner,
    intent: id,
    url: '/api/cases',
    body: { words: id },
    label: id,
    madeAt: 1,
    state: 'waiting',
  },
  pictures: [],
});

test('the open stores of before move to whose they are, and are gone when all have come', async () => {
  const seen = await page.evaluate(
    async ([lilei, hanmei, mine, other]) => {
      await m.makeOld('gridloop.outbox', 'parcel', { x: mine, y: other }, 'id');
      const picture = new TextEncoder().encode('JPEG').buffer;
      await m.makeOld('gridloop.kept', 'kept', {
        'field.report.lilei': { intent: 'd1', words: 'x', pictures: [{ key: 'k' }] },
        'picture.k': picture,
        'report.draft': 'a citizen’s',
      });
      const move = async (owner: string, secret: string) => {
        const store = await m.pocket.open(owner, (await m.keyring.keep(owner, secret)).key);
        await store.removeAll('entry');
        await m.moveOldStores(store);
        return { entries: await store.ids('entry'), drafts: await store.ids('draft') };
      };
      const first = await move('lilei', lilei);
      const between = await m.everythingIn('gridloop.outbox');
      const second = await move('hanmei', hanmei);
      return {
        first,
        between,
        second,
        kept: await m.everythingIn('gridloop.kept'),
        names: await m.databaseNames(),
      };
    },
    [LILEI, HANMEI, parcelOf('p-mine', 'lilei'), parcelOf('p-other', 'hanmei')] as const,
  );
  expect(seen.first.entries).toEqual(['p-mine']);
  expect(seen.first.drafts).toEqual(expect.arrayContaining(['field.report', 'field.picture.k']));
  expect(seen.between['parcel']).toMatchObject([{ id: 'p-other' }]);
  expect(seen.second.entries).toEqual(['p-other']);
  expect(seen.kept['kept']).toEqual(['a citizen’s']);
  expect(seen.names).toEqual(['gridloop.kept', 'gridloop.pocket']);
});

test('nothing of it lies open on the disk, where something kept open would be found', async () => {
  await page.evaluate(
    async ([secret, marker]) => {
      const { key } = await m.keyring.keep('lilei', secret);
      await (await m.pocket.open('lilei', key)).put('draft', 'd', { words: marker });
      await m.makeOld('control', 'open', { x: 'CONTROL-THAT-LIES-OPEN' });
    },
    [LILEI, MARKER] as const,
  );
  await context.close();
  const disk = onDisk();
  expect([disk.includes('CONTROL-THAT-LIES-OPEN'), disk.includes(MARKER)]).toEqual([true, false]);
  await open();
  const words = await page.evaluate(async () => {
    const held = await m.keyring.find();
    return held && (await m.pocket.open(held.owner, held.key)).get('draft', 'd');
  });
  expect(words).toEqual({ words: MARKER });
});
