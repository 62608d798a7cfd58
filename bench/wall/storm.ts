// The storm before a wall: people report and act through the public doors at an even pace. It counts what
// was acknowledged, and keeps nothing else.
import { randomUUID } from 'node:crypto';
import { drawPhoto } from '../../db/seed/history/draw-photos.ts';
import { DEMO_PASSWORD } from '../../db/seed/demo/people.ts';

interface Answer {
  readonly status: number;
  readonly body: Record<string, unknown>;
}

export interface Door {
  send(method: 'GET' | 'POST', path: string, body?: unknown): Promise<Answer>;
}

export async function signIn(url: string, login: string): Promise<Door> {
  const opened = await fetch(`${url}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': randomUUID() },
    body: JSON.stringify({ login, password: DEMO_PASSWORD, client: 'api' }),
  });
  const { token } = (await opened.json()) as { token?: string };
  if (token === undefined) throw new Error(`${login} can't sign in: ${opened.status}`);
  return {
    async send(method, path, body) {
      const isPicture = body instanceof Uint8Array;
      const reply = await fetch(url + path, {
        method,
        headers: {
          authorization: `Bearer ${token}`,
          'idempotency-key': randomUUID(),
          ...(body === undefined ? {} : { 'content-type': isPicture ? 'image/jpeg' : 'application/json' }),
        },
        ...(body === undefined
          ? {}
          : { body: isPicture ? new Blob([new Uint8Array(body)]) : JSON.stringify(body) }),
      });
      const isJson = (reply.headers.get('content-type') ?? '').includes('json');
      return { status: reply.status, body: isJson ? ((await reply.json()) as Record<string, unknown>) : {} };
    },
  };
}

interface Point {
  readonly lon: number;
  readonly lat: number;
}

/** One place well inside of each grid: the middle of its box, which its ring may miss by a little. */
async function placesOf(door: Door, districtId: string): Promise<readonly Point[]> {
  const { body } = await door.send('GET', `/api/areas/boundaries?districtId=${districtId}&level=grid`);
  const features = body['features'] as { geometry: { coordinates: number[][][][] } }[];
  return features.map(({ geometry }) => {
    const ring = geometry.coordinates[0]?.[0] ?? [];
    const middle = (axis: 0 | 1) => {
      const all = ring.map((position) => position[axis] ?? 0);
      return (Math.min(...all) + Math.max(...all)) / 2;
    };
    return { lon: middle(0), lat: middle(1) };
  });
}

export interface Storm {
  readonly reports: number;
  readonly acts: number;
  readonly refused: number;
}

export interface StormPlan {
  readonly url: string;
  readonly districtId: string;
  readonly lastsMs: number;
  readonly reports: number;
  /** Acts after reports: the centre notes, and rejects some, so that cases move and end. */
  readonly acts: number;
}

const MOST_RECENT = 200;
const REJECTED = 0.4;

export async function blow(plan: StormPlan): Promise<Storm> {
  const inspector = await signIn(plan.url, 'inspector.district');
  const dispatcher = await signIn(plan.url, 'dispatcher.district');
  const places = await placesOf(inspector, plan.districtId);
  const picture = await drawPhoto(7, 'rubbish', 0, false);
  const sent = await inspector.send('POST', '/api/photos', picture);
  const photoIds = [String(sent.body['id'])];
  const recent: string[] = [];
  const told = { reports: 0, acts: 0, refused: 0 };
  const report = async (n: number) => {
    const point = places[(n * 37) % places.length];
    const answer = await inspector.send('POST', '/api/cases', {
      channel: 'patrol',
      description: `暴雨积水第 ${n} 处`,
      point,
      photoIds,
    });
    if (answer.status !== 201) told.refused += 1;
    else {
      told.reports += 1;
      recent.push(String(answer.body['id']));
      if (recent.length > MOST_RECENT) recent.shift();
    }
  };
  const act = async (n: number) => {
    const isEnd = (n * 7919) % 100 < REJECTED * 100;
    const id = isEnd ? recent.shift() : recent[(n * 31) % Math.max(1, recent.length)];
    if (id === undefined) return;
    const answer = isEnd
      ? await dispatcher.send('POST', `/api/cases/${id}/reject`, {
          reasonCode: 'handled_elsewhere',
          reply: '已由抢险队处理',
        })
      : await dispatcher.send('POST', `/api/cases/${id}/note`, { words: '已通知排水' });
    if (answer.status >= 300) told.refused += 1;
    else told.acts += 1;
  };
  const all = plan.reports + plan.acts;
  const every = plan.lastsMs / all;
  const beganAt = Date.now();
  const under = new Set<Promise<void>>();
  for (let n = 0; n < all; n += 1) {
    const wait = beganAt + n * every - Date.now();
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
    // Evenly mixed, in the ratio of the two.
    const isReport = Math.floor(((n + 1) * plan.reports) / all) > Math.floor((n * plan.reports) / all);
    const doing: Promise<void> = (isReport ? report(n) : act(n)).finally(() => under.delete(doing));
    under.add(doing);
    if (under.size > 32) await Promise.race(under);
  }
  await Promise.all(under);
  return told;
}
