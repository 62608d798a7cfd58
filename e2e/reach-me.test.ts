// An urgent word reaches the officer in the street: seen above whatever screen is open, heard, acknowledged
// with one tap, in a lift as well; the leader sees who has it. And when nobody answers, the head of the unit
// is told, and then the centre.
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import type { PushPayload } from '../slices/notices/core/push-payload.ts';
import { type Hand, signedHand } from './colleagues.ts';
import { PHONE, pictureOf, placeIn } from './doings.ts';
import { town } from './town.ts';

const GRID = '990101.001.001.001';
const ITEM = '积存垃圾渣土';

const city = town('2026-08-05T14:00:00+08:00');
const at = (time: string) => city.at(`2026-08-05T${time}:00+08:00`);

let [officer, chief, centre, leader] = [] as unknown as [Page, Page, Page, Page];
let [inspector, dispatcher, handler] = [] as unknown as [Hand, Hand, Hand];
let [itemCode, unitId, officerName] = ['', '', ''];

const personOf = (login: string) =>
  city.store.database.read(({ db }) =>
    db
      .selectFrom('person')
      .innerJoin('post', 'post.person_id', 'person.id')
      .select(['person.id', 'person.name', 'post.unit_id'])
      .where('person.login', '=', login)
      .executeTakeFirstOrThrow(),
  );

/** Counts the tones that the page makes, which nobody here can hear. */
const listen = (page: Page) =>
  page.evaluate(() => {
    const make = AudioContext.prototype.createOscillator;
    Object.assign(window, { tones: 0 });
    AudioContext.prototype.createOscillator = function counted(this: AudioContext) {
      (window as unknown as { tones: number }).tones += 1;
      return make.call(this);
    };
  });
const tones = (page: Page) => page.evaluate(() => (window as unknown as { tones: number }).tones);

/** A matter that the officer has claimed. */
async function claimedCase(words: string): Promise<string> {
  const photo = await inspector.photo(await pictureOf('rubble', 'before'));
  const point = await placeIn(city, GRID);
  const { id } = await inspector.report({
    channel: 'patrol',
    description: words,
    point,
    itemCode,
    photoIds: [photo],
  });
  // Certain as it is, it goes straight to the unit of the rule; here another one is nearer.
  await dispatcher.act(id, 'transfer', { unitId, reason: '就近处置' });
  await handler.act(id, 'claim', { personId: handler.personId });
  return id;
}

const push = (id: string) => dispatcher.act(id, 'push', { kind: 'supervise', words: '请立即到场' });
const pushesIn = (id: string) =>
  city.store.database.read(({ db }) =>
    db.selectFrom('case_push').selectAll().where('case_id', '=', id).orderBy('seq').execute(),
  );

/** `seq`: the step of the second one. */
async function twicePushed(): Promise<{ id: string; seq: number }> {
  const id = await claimedCase('围墙边有渣土');
  await push(id);
  await dispatcher.act(id, 'push', { kind: 'urge', words: '围挡也请扶正' });
  const [, second] = await pushesIn(id);
  return { id, seq: second?.seq ?? 0 };
}

/** Opened to be read first, a push stands above its case, with its words and the way to answer. */
async function readFirst(id: string, seq: number): Promise<void> {
  await officer.goto(`${city.url}/field/cases/${id}?push=${seq}`);
  const told = officer.locator('.gl-opened-push').filter({ hasText: '围挡也请扶正' });
  await told.getByRole('button', { name: '督办回复' }).waitFor();
  expect((await told.boundingBox())?.y).toBeLessThan(PHONE.height / 2);
}

async function answerHere(): Promise<void> {
  await officer.getByLabel('回复', { exact: true }).fill('已扶正');
  await city.shot(officer, 'reach-me-answer');
  await officer.getByRole('button', { name: '督办回复' }).click();
}

const strip = () => officer.getByRole('alert').filter({ hasText: '收到督办' });

describe('reaching the officer', () => {
  beforeAll(async () => {
    const found = await city.store.database.read(({ db }) =>
      db.selectFrom('catalogue_item').select('code').where('name', '=', ITEM).executeTakeFirstOrThrow(),
    );
    itemCode = found.code;
    const person = await personOf('urban-management.01');
    [unitId, officerName] = [person.unit_id, person.name];
    inspector = await signedHand(city, 'inspector.district');
    dispatcher = await signedHand(city, 'dispatcher.01');
    handler = await signedHand(city, 'urban-management.01');
    officer = await city.signIn('urban-management.01', '/field/todo', PHONE);
    leader = await city.signIn('leader.01', '/command/cases');
    chief = await city.signIn('chief.urban-management.01', '/field/notices', PHONE);
    centre = await city.signIn('dispatcher.01', '/command/notices');
  });

  test('a push is above the screen and is heard; one tap, and the leader sees who has it', async () => {
    const id = await claimedCase('苏苑路口堆放渣土');
    await leader.goto(`${city.url}/command/cases/${id}`);
    await officer.getByRole('heading', { level: 1 }).first().click();
    await listen(officer);
    await push(id);
    await strip().waitFor();
    await expect.poll(() => tones(officer)).toBeGreaterThan(0);
    const receipts = leader.getByRole('list', { name: '送达情况' });
    await receipts.getByText(/等待确认/).waitFor();
    await city.shot(officer, 'reach-me-strip');
    await at('14:02');
    await strip().getByRole('button', { name: '确认收到' }).click();
    await strip().waitFor({ state: 'detached' });
    await receipts.getByText(`已确认 ${officerName} 14:02`).waitFor();
    await receipts.getByText('已读 1/1').waitFor();
    await city.shot(leader, 'reach-me-leader');
    const heard = await tones(officer);
    await officer.getByRole('link', { name: '我的' }).click();
    await city.shot(officer, 'reach-me-card');
    expect(await tones(officer)).toBe(heard);
  });

  test('in a lift: the tap counts at once, and arrives when the network is back', async () => {
    const id = await claimedCase('电梯口有渣土');
    await leader.goto(`${city.url}/command/cases/${id}`);
    await push(id);
    await strip().waitFor();
    await officer.context().setOffline(true);
    await strip().getByRole('button', { name: '确认收到' }).click();
    await strip().waitFor({ state: 'detached' });
    const receipts = leader.getByRole('list', { name: '送达情况' });
    await receipts.getByText(/等待确认/).waitFor();
    await officer.context().setOffline(false);
    await receipts.getByText(`已确认 ${officerName}`).waitFor();
  });

  test('nobody answers: the head after a quarter of an hour, the centre after half an hour', async () => {
    const id = await claimedCase('桥下有渣土');
    await push(id);
    await strip().waitFor();
    await at('14:17');
    const told = (page: Page, words: string) =>
      page.getByRole('region', { name: '待确认列表' }).getByRole('listitem').filter({ hasText: words });
    await told(chief, '15 分钟无人确认：收到督办').waitFor();
    await told(chief, `原发给 ${officerName}`).waitFor();
    await city.shot(chief, 'reach-me-head');
    expect(await told(centre, '无人确认').count()).toBe(0);
    await at('14:32');
    await told(centre, '30 分钟无人确认：收到督办').waitFor();
    await city.shot(centre, 'reach-me-centre');
    await told(centre, '30 分钟无人确认').getByRole('button', { name: '确认收到' }).click();
    await strip().waitFor({ state: 'detached' });
    await expect.poll(() => told(chief, '无人确认').count()).toBe(0);
  });

  test('a push wakes the phone; a tap leads, in the open window, to where it is answered', async () => {
    const { id, seq } = await twicePushed();
    const context = officer.context();
    await context.grantPermissions(['notifications'], { origin: city.url });
    await officer.goto(`${city.url}/field/todo`);
    await officer.evaluate(async () => void (await navigator.serviceWorker.ready));
    const tools = await context.newCDPSession(officer);
    const registered = new Promise<string>((resolve) => {
      tools.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
        const here = registrations.find(
          ({ scopeURL, isDeleted }) => !isDeleted && scopeURL.startsWith(city.url),
        );
        if (here) resolve(here.registrationId);
      });
    });
    await tools.send('ServiceWorker.enable');
    const payload: PushPayload = {
      v: 1,
      noticeId: id,
      caseId: id,
      seq,
      kind: 'case.pushed',
      of: null,
      waitedMinutes: null,
      itemName: ITEM,
      itemNameEn: null,
      isUrgent: true,
      lang: 'zh',
    };
    const data = JSON.stringify(payload);
    const registrationId = await registered;
    // The browser drops a message for a worker that is just stopping; the same notice again replaces itself.
    const deliver = () =>
      tools.send('ServiceWorker.deliverPushMessage', { origin: city.url, registrationId, data });
    const shown = () =>
      officer.evaluate(async () => {
        const { getNotifications } = ServiceWorkerRegistration.prototype;
        const list = await getNotifications.call(await navigator.serviceWorker.ready);
        return list.map(({ title, body, data: kept }) => ({ title, body, url: kept.url as string }));
      });
    const url = `/field/cases/${id}?act=answer_push&push=${seq}`;
    const title = '紧急：收到督办，请按时答复';
    const woken = () => deliver().then(shown);
    await expect.poll(woken, { timeout: 20_000, interval: 500 }).toEqual([{ title, body: ITEM, url }]);

    await readFirst(id, seq);
    await officer.evaluate(() => Object.assign(window, { isSamePage: true }));
    const [worker] = context.serviceWorkers();
    await worker?.evaluate(async (to) => {
      const { clients } = self as unknown as {
        clients: { matchAll(): Promise<{ postMessage(message: unknown): void }[]> };
      };
      for (const window of await clients.matchAll()) window.postMessage({ kind: 'open', url: to });
    }, url);
    await officer.waitForURL((now) => now.href.endsWith(url));
    expect(await officer.evaluate(() => 'isSamePage' in window)).toBe(true);
    await answerHere();
    const answered = async () => (await pushesIn(id)).map(({ answered_seq }) => answered_seq !== null);
    await expect.poll(answered).toEqual([false, true]);
  });
});
