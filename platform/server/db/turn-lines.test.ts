// Questions of one turn share a line, and nothing else: no answer, no failure; and each line is given back.
import { expect, test } from 'vitest';
import type { Connection, Engine } from './connection.ts';
import { testDatabase } from './test-database.ts';
import { TurnLines } from './turn-lines.ts';

const store = testDatabase();

/** The lines that were lent, and what each was asked; `bad` fails, `gone` loses the line. */
function fakeEngine() {
  const lent: string[][] = [];
  const returned: (boolean | undefined)[] = [];
  const held: string[] = [];
  const engine: Engine = {
    name: 'postgres',
    acquire: async () => {
      const asked: string[] = [];
      lent.push(asked);
      const connection: Connection = {
        query: async (text) => {
          asked.push(text);
          await Promise.resolve();
          if (text === 'bad') throw Object.assign(new Error('bad'), { code: '22012' });
          if (text === 'gone') throw new Error('gone');
          return { rows: [{ text }], affected: 0 };
        },
        script: async () => undefined,
        hold: () => {
          held.push('held');
          return () => void held.push('sent');
        },
      };
      return connection;
    },
    release: (_, broken) => void returned.push(broken),
    close: async () => undefined,
  };
  return { engine, lent, returned, held };
}

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

test('questions of one turn travel as one message on one line, which is then given back', async () => {
  const { engine, lent, returned, held } = fakeEngine();
  const lines = new TurnLines(engine);
  const answers = await Promise.all(['a', 'b', 'c'].map((text) => lines.ask(text)));
  expect(answers.map(({ rows }) => rows)).toEqual([[{ text: 'a' }], [{ text: 'b' }], [{ text: 'c' }]]);
  await turn();
  expect([lent, returned, held]).toEqual([[['a', 'b', 'c']], [false], ['held', 'sent']]);
});

test('a fifth question goes on another line, and so does one of the next turn', async () => {
  const { engine, lent, returned } = fakeEngine();
  const lines = new TurnLines(engine);
  await Promise.all(['a', 'b', 'c', 'd', 'e'].map((text) => lines.ask(text)));
  await turn();
  await lines.ask('f');
  await turn();
  expect(lent).toEqual([['a', 'b', 'c', 'd'], ['e'], ['f']]);
  expect(returned).toHaveLength(3);
});

test('one that fails takes none of the others with it; a line that is lost is not lent again', async () => {
  const { engine, returned } = fakeEngine();
  const lines = new TurnLines(engine);
  const endings = await Promise.allSettled(['a', 'bad', 'c'].map((text) => lines.ask(text)));
  expect(endings.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  await turn();
  await Promise.allSettled([lines.ask('gone')]);
  await turn();
  expect(returned).toEqual([false, true]);
});

test('where no line can be had everybody who asked is told', async () => {
  const { engine } = fakeEngine();
  const away = () => Promise.reject(new Error('the store is away'));
  const lines = new TurnLines({ ...engine, acquire: away });
  const endings = await Promise.allSettled([lines.ask('a'), lines.ask('b')]);
  expect(endings.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
});

test('the store answers each of a turn with its own rows, and divides by zero for nobody else', async () => {
  const ask = (n: number) => store.database.read(async (tx) => {
    const [row] = await tx.queryShort<{ quotient: number }>('select 12 / $1::int as quotient', [n]);
    return row?.quotient;
  });
  const endings = await Promise.allSettled([1, 2, 0, 3, 4, 6].map(ask));
  expect(endings.map((one) => (one.status === 'fulfilled' ? one.value : 'failed')))
    .toEqual([12, 6, 'failed', 4, 3, 2]);
});

test('inside a transaction a short question sees what the transaction has written', async () => {
  await store.database.transaction(async (tx) => {
    await tx.query('create temporary table seen_here (n int) on commit drop');
    await tx.query('insert into seen_here values (7)');
    expect(await tx.queryShort('select n from seen_here')).toEqual([{ n: 7 }]);
  });
});
