// A new year's staff comes in: thirty from a workbook, two lines wrong and mended on the spot; one becomes a
// dispatcher once a second administrator agrees, and signs in; and both stand on record.
import exceljs from 'exceljs';
import { sql } from 'kysely';
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { createPeople, createUnits, givePosts } from '../slices/people/server/public.ts';
import { barriersOf, complaintsOf, overflowOf, settled } from './look.ts';
import { town } from './town.ts';

const DISTRICT = '990101';
const city = town('2026-08-05T09:00:00+08:00');
const SETUP = { kind: 'system', name: 'setup' } as const;
const PASSWORD = '渡口边的老茶馆七点开门';
const OWN_PASSWORD = '老茶馆对面的米店八点开门';
const ALL = 30;
let [admin, second, desk] = [] as unknown as [Page, Page, Page];

/** Another administrator of the district, with the password of the demo. */
async function makeSecond(): Promise<void> {
  await city.store.database.transaction(async (tx) => {
    const found = await sql<{ hash: string; unitId: string }>`
      select person.password_hash as hash, post.unit_id as "unitId" from person
      join post on post.person_id = person.id where person.login = 'admin'`.execute(tx.db);
    const [{ hash, unitId } = { hash: '', unitId: '' }] = found.rows;
    const [personId = ''] = await createPeople(tx, tx.cipher, SETUP, [
      { name: '严复核', login: 'admin.second', areaPath: DISTRICT, passwordHash: hash },
    ]);
    await givePosts(tx, SETUP, [
      { personId, unitId, role: 'administrator', areaPath: DISTRICT, fromDate: '2026-01-01', toDate: null },
    ]);
  });
}

async function workbook(): Promise<Buffer> {
  const [unit] = (
    await city.store.database.read((tx) =>
      sql<{
        code: string;
      }>`select code from unit where specialty = 'sanitation' order by code limit 1`.execute(tx.db),
    )
  ).rows;
  const book = new exceljs.Workbook();
  const sheet = book.addWorksheet('人员');
  sheet.addRow(['姓名', '账号', '电话', '岗位', '单位']);
  for (let n = 1; n <= ALL; n += 1) {
    const number = String(n).padStart(2, '0');
    const isWrong = n === 7 || n === 19;
    sheet.addRow([
      `新员${number}`,
      `new.${number}`,
      13_900_000_000 + n,
      '处置人员',
      isWrong ? '没有的单位' : unit?.code,
    ]);
  }
  return Buffer.from(await book.xlsx.writeBuffer());
}

/** Light and dark, large, and as narrow as a phone: no barrier, nothing sideways. */
async function lookAt(page: Page, name: string): Promise<void> {
  await settled(page);
  await city.shot(page, `admin-${name}`);
  await page.setViewportSize({ width: 320, height: 900 });
  await settled(page);
  expect(await overflowOf(page), name).toEqual([]);
  await city.shot(page, `admin-${name}-320`);
  await page.setViewportSize({ width: 1440, height: 900 });
}

/** Of the newcomer, who is at work. The server asks after every session by itself each few seconds; here its
 *  clock stands still. */
async function endPost(role: string, why: string): Promise<void> {
  await admin.goto(`${city.url}/command/admin`);
  await admin.getByLabel('查找人员').fill('新员12');
  const card = admin.locator('.gl-card', { hasText: 'new.12' });
  await card.locator('li', { hasText: role }).getByRole('button', { name: '结束岗位' }).click();
  await admin.getByLabel('理由').fill(why);
  await admin.getByRole('button', { name: '提交' }).click();
  await admin.getByText('已保存，并留在变更记录中').waitFor();
  await city.app.mounted.hub.recheckSessions();
}

beforeAll(async () => {
  await makeSecond();
  admin = await city.signIn('admin', '/command/admin/import');
  second = await city.signIn('admin.second', '/command/approvals');
}, 240_000);

describe('a new year’s staff', () => {
  test(
    'thirty lines are checked before anything is written; two are wrong and mended on the ' +
    'spot', async () => {
    const complaints = complaintsOf(admin);
    await admin.getByLabel('选择文件').setInputFiles({
      name: '新员.xlsx',
      mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      buffer: await workbook(),
    });
    await admin.getByText('共 30 行，2 行不能导入').waitFor();
    await city.shot(admin, 'admin-import-bad');
    // The table scrolls in its own frame, and the first wrong cell is in sight.
    const { right, sideways } = await admin.getByLabel('行 8 单位').evaluate((cell) => {
      const main = cell.closest('main');
      const frame = cell.closest('.gl-admin-scroll');
      const sideways = main ? main.scrollWidth - main.clientWidth : -1;
      const [inner, outer] = [cell, frame].map((one) => one?.getBoundingClientRect().right ?? 0);
      return { right: (outer ?? 0) - (inner ?? 0), sideways };
    });
    expect([right > 0, sideways]).toEqual([true, 0]);
    await admin.getByText('只看不能导入的行').click();
    const [unit] = (
      await city.store.database.read((tx) =>
        sql<{
          name: string;
        }>`select code as name from unit where specialty = 'sanitation' order by code limit 1`.execute(tx.db),
      )
    ).rows;
    for (const line of [8, 20]) await admin.getByLabel(`行 ${line} 单位`).fill(unit?.name ?? '');
    await admin.getByRole('button', { name: '重新检查' }).click();
    await admin.getByText('共 30 行，0 行不能导入').waitFor();
    await admin.getByText('只看不能导入的行').click();
    await admin.getByLabel('导入的理由').fill('年度新招录');
    await lookAt(admin, 'import');
    await admin.getByRole('button', { name: '确认导入 30 行' }).click();
    await admin.getByText('已导入 30 行').waitFor();
    expect(complaints()).toEqual([]);
  });

  test('one is found, gets a password, and is proposed as dispatcher', async () => {
    await admin.goto(`${city.url}/command/admin`);
    await admin.getByLabel('查找人员').fill('新员12');
    const card = admin.locator('.gl-card', { hasText: 'new.12' });
    await card.getByText('139****0012').waitFor();
    await card.getByRole('button', { name: '重设密码' }).click();
    await admin.getByLabel('新密码').fill(PASSWORD);
    await admin.getByRole('button', { name: '提交' }).click();
    await admin.getByText('已保存，并留在变更记录中').waitFor();
    await card.getByRole('button', { name: '任命岗位' }).click();
    await admin.getByLabel('岗位', { exact: true }).last().selectOption('dispatcher');
    const [centre] = (
      await city.store.database.read((tx) =>
        sql<{
          name: string;
        }>`select name from unit where kind = 'centre' and area_path = ${DISTRICT}`.execute(tx.db),
      )
    ).rows;
    await admin.getByLabel('单位', { exact: true }).fill(centre?.name ?? '');
    await admin
      .locator('.gl-picker-list')
      .getByRole('option', { name: centre?.name ?? '', exact: true })
      .click();
    await admin.getByText('须另一位管理员或领导同意后才生效').waitFor();
    await admin.getByLabel('理由').fill('接替调离的派遣员');
    await city.shot(admin, 'admin-give-post');
    await admin.getByRole('button', { name: '提交' }).click();
    await admin.getByText('等另一位管理员或领导同意').waitFor();
    await lookAt(admin, 'people');
  });

  test('the proposer cannot agree; a second administrator does', async () => {
    await admin.goto(`${city.url}/command/approvals`);
    await admin.getByText('您不能批准自己提出的变更').waitFor();
    expect(await admin.getByRole('button', { name: '同意' }).count()).toBe(0);
    await second.goto(`${city.url}/command/approvals`);
    await second.getByText('接替调离的派遣员').waitFor();
    await lookAt(second, 'approvals');
    await second.getByRole('button', { name: '同意' }).click();
    await second.getByText('已同意，变更现在生效').waitFor();
  });

  test('the new dispatcher signs in and may dispatch; both see it on record', async () => {
    desk = await city.open('/command/');
    await desk.locator('input[autocomplete="username"]').fill('new.12');
    await desk.locator('input[type="password"]').fill(PASSWORD);
    await desk.locator('button[type="submit"]').click();
    // The administrator chose the password: its owner chooses another first.
    await desk.getByRole('heading', { name: '请设置自己的密码' }).waitFor();
    await lookAt(desk, 'new-password');
    expect(await barriersOf(desk)).toEqual([]);
    await desk.getByLabel('现在的密码').fill(PASSWORD);
    await desk.getByLabel('新密码', { exact: true }).fill(OWN_PASSWORD);
    await desk.getByLabel('再次输入新密码').fill(OWN_PASSWORD);
    await desk.getByRole('button', { name: '保存并继续' }).click();
    await desk.getByRole('link', { name: '受理派遣' }).waitFor();
    for (const page of [admin, second]) {
      await page.goto(`${city.url}/command/admin/changes?words=%E6%96%B0%E5%91%9812`);
      const line = page.locator('.gl-card', { hasText: '任命岗位' }).filter({ hasText: '派遣员' });
      await line.getByText('同意人 严复核').waitFor();
      await line.getByText('理由 接替调离的派遣员').waitFor();
    }
    await lookAt(admin, 'changes');
    await admin
      .locator('.gl-card', { hasText: '任命岗位' })
      .first()
      .getByRole('link', { name: '新员12' })
      .click();
    await admin.getByText('new.12').waitFor();
  });

  test('the dispatcher’s post ends while the desk is open: which, since when and whom to ask stands there',
    async () => {
    await endPost('派遣员', '借调期满');
    await desk.getByText('您的岗位有变动，画面已按现在的岗位更新').waitFor();
    await desk.getByText(/岗位“派遣员 · .+”已于 .+ 结束，由.+办理。/).waitFor();
    expect(await desk.getByRole('link', { name: '受理派遣' }).count()).toBe(0);
    expect(await desk.getByText('连接中断').count()).toBe(0);
    await lookAt(desk, 'post-ended');
    expect(await barriersOf(desk)).toEqual([]);
    await desk.getByRole('button', { name: '知道了' }).click();
    await desk.getByText('您的岗位有变动').waitFor({ state: 'detached' });
  });

  test('with the last post gone desk and phone say so, and neither calls the line broken', async () => {
    const phone = await city.open('/field/todo', { width: 390, height: 844 });
    await phone.locator('input[autocomplete="username"]').fill('new.12');
    await phone.locator('input[type="password"]').fill(OWN_PASSWORD);
    await phone.locator('button[type="submit"]').click();
    await phone.getByRole('link', { name: '待办' }).waitFor();
    // Those of the two administrators, of the desk, and of the phone.
    await expect.poll(() => city.app.mounted.hub.openStreams, { timeout: 20_000 }).toBe(4);
    await endPost('处置人员', '调离');
    for (const page of [phone, desk]) {
      await page.getByText('您的岗位有变动，画面已按现在的岗位更新').waitFor();
      await page.getByText(/岗位“处置人员 · .+”已于 .+ 结束，由.+办理。/).first().waitFor();
      expect(await barriersOf(page)).toEqual([]);
      expect(await overflowOf(page)).toEqual([]);
      expect(await page.getByText('连接中断').count()).toBe(0);
    }
    await city.shot(phone, 'phone-post-ended');
    await city.shot(desk, 'desk-no-post');
    await phone.getByRole('link', { name: '我的' }).click();
    await phone.getByRole('heading', { name: '最近结束的岗位' }).waitFor();
    await desk.getByRole('link', { name: '我的岗位' }).click();
    await desk.getByText('现在没有岗位').waitFor();
    await desk.getByRole('heading', { name: '最近结束的岗位' }).waitFor();
  });

  test('a company is merged into another once a second administrator agrees', async () => {
    const company = { districtId: DISTRICT, kind: 'company' as const, specialty: 'weeding' };
    await city.store.database.transaction((tx) =>
      createUnits(
        tx,
        SETUP,
        ['旧除草公司', '新除草公司'].map((name) => ({
          ...company,
          areaPath: DISTRICT,
          code: name,
          name,
          nameEn: name,
          serves: [DISTRICT],
        })),
      ),
    );
    await admin.goto(`${city.url}/command/admin/units`);
    await admin.getByLabel('查找单位').fill('旧除草公司');
    await admin.getByRole('button', { name: '撤销' }).click();
    await admin.getByLabel('承接单位').selectOption('新除草公司');
    await admin.getByText('将移交未结案件 0 件').waitFor();
    await lookAt(admin, 'close-unit');
    expect(await barriersOf(admin)).toEqual([]);
    await admin.getByLabel('理由').fill('两家合并');
    await admin.getByRole('button', { name: '提交撤并' }).click();
    await admin.getByText('等另一位管理员或领导同意').waitFor();
    await second.goto(`${city.url}/command/approvals`);
    await second.getByText('两家合并').waitFor();
    await second.getByRole('button', { name: '同意' }).click();
    await second.getByText('已同意，变更现在生效').waitFor();
    await admin.reload();
    await admin.getByLabel('查找单位').fill('旧除草公司');
    await admin.getByText('没有找到单位').waitFor();
  });

  test('units and the calendar can be looked at, and a closed day is added and taken back', async () => {
    await admin.goto(`${city.url}/command/admin/units`);
    await admin.getByRole('heading', { level: 1, name: '单位' }).waitFor();
    await lookAt(admin, 'units');
    await admin.goto(`${city.url}/command/admin/calendar`);
    await admin.getByLabel('日期').fill('2026-09-01');
    await admin.getByLabel('事由').fill('全区停电');
    await admin.getByRole('button', { name: '添加例外' }).click();
    await admin.getByText('已保存，并留在变更记录中').waitFor();
    await lookAt(admin, 'calendar');
    await admin.getByRole('button', { name: /撤销例外/ }).first().click();
    const dialog = admin.getByRole('dialog');
    await dialog.getByLabel('撤销的理由').fill('改期了');
    await lookAt(admin, 'calendar-take-back');
    await dialog.getByLabel('撤销的理由').press('Control+Enter');
    await admin.getByText('这一年没有本地例外').waitFor();
  });
});
