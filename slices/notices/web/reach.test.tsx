// @vitest-environment jsdom
// One tap for what is urgent: on a desk it is sent, on a phone it waits in the outbox; the sound; what a
// person is told about being reached; and what the sender sees.
import { QueryClientProvider } from '@tanstack/react-query';
import { cleanup, configure, fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import type { ReactNode } from 'react';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { toIso } from '../../../kernel/instant.ts';
import { makeQueryClient } from '../../../platform/web/api/query-client.ts';
import { now } from '../../../platform/web/clock/clock.ts';
import { outbox } from '../../../platform/web/outbox/outbox.ts';
import { pocket } from '../../../platform/web/outbox/pocket.ts';
import { deviceWords } from '../../../platform/web/push/browser-push.ts';
import { SessionProvider } from '../../../platform/web/session/session.tsx';
import { type Language, SpeakIn } from '../../../ui/words/language.tsx';
import { CaseReceipts } from './case-receipts.tsx';
import { InboxScreen } from './inbox.tsx';
import { ReachMeCard } from './reach-me-card.tsx';
import { UrgentStrip } from './urgent-strip.tsx';
import type { NoticeReceipt, NoticeView } from './use-notices.ts';

// How long a screen takes is measured elsewhere.
configure({ asyncUtilTimeout: 15_000 });
const OWNER = '019a0000-0000-7000-8000-00000000000a';
const CASE = '019a0000-0000-7000-8000-000000000002';
const notice = (more: Partial<NoticeView> = {}): NoticeView => ({
  id: '019a0000-0000-7000-8000-000000000001',
  caseId: CASE,
  caseNumber: '9901012026000001',
  itemName: '暴露垃圾',
  itemNameEn: 'Rubbish',
  kind: 'case.pushed',
  zh: '收到督办，请按时答复',
  en: 'A push: answer by its time',
  isUrgent: true,
  isRead: false,
  seq: 6,
  createdAt: toIso(now()),
  ackDueAt: toIso(now() + 600_000),
  isWaiting: true,
  isAcknowledgedByMe: false,
  acknowledged: null,
  escalatedFrom: null,
  ...more,
});
const receipt: NoticeReceipt = {
  id: notice().id,
  kind: 'case.pushed',
  zh: '收到督办，请按时答复',
  en: 'A push',
  level: 0,
  to: { kind: 'unit', name: '市容所', nameEn: 'City office' },
  createdAt: toIso(now()),
  ackDueAt: toIso(now()),
  isOver: false,
  dutyRank: null,
  isHeld: false,
  heldFrom: null,
  heldUntil: null,
  nextHeldUntil: null,
  peopleCount: 5,
  readers: ['张三', '李四', '王五'].map((name) => ({ name, at: toIso(now()) })),
  acknowledgements: [{ name: '张三', at: toIso(now()) }],
};

let waiting: readonly NoticeView[] = [];
let receipts: readonly NoticeReceipt[] = [];
let pushState: object = {};
let isOffline = false;
let sent: { method: string; url: string; body: string }[] = [];
const abilities = ['notice.list', 'notice.receipts'];
const session = {
  personId: OWNER,
  name: '张三',
  language: 'zh',
  posts: [],
  abilities,
  csrf: 'x',
  expiresAt: 0,
};

function answer(url: string): unknown {
  if (url.startsWith('/api/session')) return { session };
  if (url.startsWith('/api/notices/of-case')) {
    return { receipts, stateZh: '待认领', stateEn: 'dispatched' };
  }
  if (url.startsWith('/api/notices/subscriptions')) return pushState;
  if (url.includes('onlyWaiting')) return { notices: waiting, unreadCount: waiting.length };
  if (url.startsWith('/api/notices?')) return { notices: waiting, unreadCount: waiting.length };
  return { acknowledgedAt: toIso(now()), readCount: 1 };
}

beforeEach(() => {
  [waiting, receipts, pushState, isOffline, sent] = [[], [], { publicKey: 'B', devices: [] }, false, []];
  vi.stubGlobal('fetch', async (input: string | URL | Request, init: RequestInit = {}) => {
    const [url, method] = [String(input), init.method ?? 'GET'];
    if (isOffline) throw new TypeError('no network');
    if (method !== 'GET') sent.push({ method, url, body: String(init.body ?? '') });
    return new Response(JSON.stringify(answer(url)), { headers: { 'content-type': 'application/json' } });
  });
});
afterEach(async () => {
  cleanup();
  await outbox.belongTo(undefined, false);
  pocket.close();
  vi.unstubAllGlobals();
});

const show = (what: ReactNode, language: Language = 'zh') =>
  render(
    <QueryClientProvider client={makeQueryClient()}>
      <SpeakIn language={language}>
        <SessionProvider>{what}</SessionProvider>
      </SpeakIn>
    </QueryClientProvider>,
  );
const inbox = <InboxScreen caseHref={(id) => `/field/cases/${id}`} />;
const strip = (
  <UrgentStrip owner={OWNER} caseHref={(id) => `/field/cases/${id}`} inboxHref="/field/notices" />
);

/** A phone on which this person is signed in; nothing goes over the line. */
let phones = 0;
async function phone() {
  phones += 1;
  // What one test leaves in memory is not another one's.
  const mine = await pocket.open(`${OWNER}-${phones}`, undefined);
  await outbox.belongTo(mine, false);
}

describe('acknowledging', () => {
  test('what waits stands first, with one large button; a desk sends the word at once', async () => {
    waiting = [notice()];
    show(inbox);
    const first = await screen.findByRole('region', { name: '待确认列表' });
    expect(first.textContent).toMatch(/请先确认（1）收到督办，请按时答复暴露垃圾.*请在 \d\d:\d\d 前确认/);
    fireEvent.click(within(first).getByRole('button', { name: '确认收到' }));
    await waitFor(() =>
      expect(sent.map(({ url }) => url)).toEqual([`/api/notices/${notice().id}/acknowledge`]),
    );
    expect(screen.queryAllByRole('listitem')).toHaveLength(1);
  });

  test('on a phone without a network it waits in the outbox and counts as said', async () => {
    await phone();
    waiting = [notice()];
    show(inbox);
    const button = await screen.findByRole('button', { name: '确认收到' });
    isOffline = true;
    fireEvent.click(button);
    await waitFor(() => expect(screen.queryByRole('button', { name: '确认收到' })).toBeNull());
    expect(screen.getByText('您已确认')).toBeTruthy();
    expect(outbox.get().entries).toMatchObject([
      { url: `/api/notices/${notice().id}/acknowledge`, label: '确认收到 暴露垃圾', state: 'waiting' },
    ]);
    expect(sent).toEqual([]);
  });

  test('opening a notice offline is kept as read; all read is told up to the newest', async () => {
    await phone();
    waiting = [notice({ isWaiting: false, ackDueAt: null })];
    show(inbox);
    const link = await screen.findByRole('link', { name: '收到督办，请按时答复' });
    isOffline = true;
    fireEvent.click(link);
    await waitFor(() => expect(outbox.get().entries).toMatchObject([{ url: '/api/notices/read' }]));
    await waitFor(() => expect(screen.queryByText('未读', { selector: '.gl-badge' })).toBeNull());
    cleanup();
    await outbox.remove(outbox.get().entries[0]?.id ?? '');
    isOffline = false;
    show(inbox);
    const all = await screen.findByRole('button', { name: '全部标为已读' });
    await waitFor(() => expect((all as HTMLButtonElement).disabled).toBe(false));
    fireEvent.click(all);
    await waitFor(() =>
      expect(sent.map(({ url, body }) => [url, JSON.parse(body)])).toEqual([
        ['/api/notices/read-all', { upTo: waiting[0]?.createdAt }],
      ]),
    );
  });

  test('a late one says so; one that went up says whom it was for; who has it is named', async () => {
    const late = toIso(now() - 3 * 60_000);
    waiting = [notice({ ackDueAt: late, escalatedFrom: { name: '李四', nameEn: 'Li Si' } })];
    show(inbox);
    expect((await screen.findByRole('region', { name: '待确认列表' })).textContent).toMatch(
      /原发给 李四.*已过 3 分钟，会逐级上报/,
    );
    cleanup();
    waiting = [notice({ isWaiting: false, acknowledged: { name: '张三', at: toIso(now()) } })];
    show(inbox);
    expect((await screen.findByRole('listitem')).textContent).toMatch(/张三 \d\d:\d\d 已确认/);
  });

  test('filters show the unread and the urgent, and say when there is nothing', async () => {
    waiting = [
      notice({ isWaiting: false, isRead: true }),
      notice({ id: `${CASE.slice(0, -1)}9`, isWaiting: false, isUrgent: false, zh: '普通的一条' }),
    ];
    show(inbox);
    await waitFor(() => expect(screen.getAllByRole('listitem')).toHaveLength(2));
    fireEvent.click(screen.getByRole('button', { name: '紧急' }));
    expect(screen.getAllByRole('listitem').map((item) => item.textContent)).toEqual([
      expect.stringContaining('收到督办'),
    ]);
    fireEvent.click(screen.getByRole('button', { name: '未读' }));
    expect(screen.getByRole('listitem').textContent).toContain('普通的一条');
  });
});

describe('being heard', () => {
  class FakeAudio {
    static tones = 0;
    state = 'suspended';
    currentTime = 0;
    destination = {};
    async resume() {
      this.state = 'running';
    }
    createOscillator() {
      FakeAudio.tones += 1;
      const tone = { frequency: { value: 0 }, connect: (to: object) => to, start: vi.fn(), stop: vi.fn() };
      return tone;
    }
    createGain() {
      const gain = { setValueAtTime: vi.fn(), linearRampToValueAtTime: vi.fn() };
      return { gain, connect: vi.fn() };
    }
  }
  beforeEach(() => {
    FakeAudio.tones = 0;
    vi.stubGlobal('AudioContext', FakeAudio);
  });

  test('an urgent notice stands above the screen, and sounds once the page was touched', async () => {
    await phone();
    show(strip);
    expect(screen.queryByRole('alert')).toBeNull();
    fireEvent.pointerDown(document.body);
    waiting = [notice(), notice({ id: `${CASE.slice(0, -1)}9` })];
    cleanup();
    show(strip);
    const alert = await screen.findByRole('alert');
    expect(alert.textContent).toMatch(/收到督办，请按时答复.*暴露垃圾.*另有 1 条/);
    expect(within(alert).getByRole('link', { name: '收到督办，请按时答复' }).getAttribute('href')).toBe(
      `/field/cases/${CASE}?push=6`,
    );
    await waitFor(() => expect(FakeAudio.tones).toBe(2));
  });

  test('who has turned the sound off sees it all the same and hears nothing', async () => {
    await phone();
    show(<ReachMeCard owner={OWNER} />);
    fireEvent.pointerDown(document.body);
    const sound = await screen.findByRole('checkbox', { name: '紧急消息响铃' });
    expect((sound as HTMLInputElement).checked).toBe(true);
    fireEvent.click(sound);
    cleanup();
    waiting = [notice()];
    show(strip);
    await screen.findByRole('alert');
    expect(FakeAudio.tones).toBe(0);
    cleanup();
    show(<ReachMeCard owner={OWNER} />);
    fireEvent.click(await screen.findByRole('checkbox', { name: '紧急消息响铃' }));
  });
});

describe('being reached', () => {
  const browser = (permission: NotificationPermission | undefined) => {
    vi.stubGlobal('PushManager', permission === undefined ? undefined : class {});
    vi.stubGlobal('Notification', { permission, requestPermission: vi.fn(async () => permission) });
    vi.stubGlobal('navigator', {
      ...navigator,
      userAgent: navigator.userAgent,
      languages: ['zh-CN'],
      serviceWorker: { getRegistration: async () => undefined },
    });
  };

  test.each([
    ['askable', 'default', /锁屏时也能收到/],
    ['denied', 'denied', /请打开系统设置/],
    ['unsupported', undefined, /先安装到桌面/],
  ] as const)('a browser that is %s is told what to do', async (_, permission, words) => {
    browser(permission);
    show(<ReachMeCard owner={OWNER} />);
    expect(await screen.findByText(words)).toBeTruthy();
    expect(screen.queryByRole('button', { name: '开启提醒' }) === null).toBe(permission !== 'default');
  });

  test('what the browser refuses is told without waiting for the server', () => {
    browser('denied');
    vi.stubGlobal('fetch', () => new Promise(() => undefined));
    show(<ReachMeCard owner={OWNER} />);
    expect(screen.getByText(/请打开系统设置/)).toBeTruthy();
  });

  test('nobody is asked for permission before the press', async () => {
    browser('default');
    show(<ReachMeCard owner={OWNER} />);
    const button = await screen.findByRole('button', { name: '开启提醒' });
    expect(Notification.requestPermission).not.toHaveBeenCalled();
    fireEvent.click(button);
    await waitFor(() => expect(Notification.requestPermission).toHaveBeenCalledTimes(1));
  });

  test('a system that wakes no phones says so; the devices that are told can be stopped', async () => {
    browser('granted');
    pushState = { publicKey: null, devices: [] };
    show(<ReachMeCard owner={OWNER} />);
    expect(await screen.findByText(/没有开通锁屏提醒/)).toBeTruthy();
    cleanup();
    const device = {
      id: CASE,
      device: 'Android · Chrome',
      service: 's',
      createdAt: notice().createdAt,
      lastSentAt: null,
    };
    pushState = { publicKey: 'B', devices: [device] };
    show(<ReachMeCard owner={OWNER} />);
    fireEvent.click(await screen.findByRole('button', { name: '停止 Android · Chrome' }));
    await waitFor(() =>
      expect(sent).toMatchObject([{ method: 'DELETE', url: `/api/notices/subscriptions/${CASE}` }]),
    );
  });

  test('a person can tell their devices apart, and no more is said of them', () => {
    const android =
      'Mozilla/5.0 (Linux; Android 14; SM-S918B) AppleWebKit/537.36 Chrome/126.0 Mobile Safari/537.36';
    expect(deviceWords(android)).toBe('Android · Chrome');
    expect(deviceWords('Mozilla/5.0 (iPhone; CPU iPhone OS 17_5) Version/17.5 Safari/604.1')).toBe(
      'iOS · Safari',
    );
    expect(deviceWords('Mozilla/5.0 (Windows NT 10.0) Chrome/126 Edg/126.0')).toBe('Windows · Edge');
    expect(deviceWords('something else')).toBe('?');
  });
});

describe('what the sender sees', () => {
  test('who read it of how many, who acknowledged and when', async () => {
    receipts = [receipt];
    show(<CaseReceipts caseId={CASE} />);
    const line = await screen.findByRole('listitem');
    expect(line.textContent).toMatch(
      /收到督办.*发给 市容所.*已读 3\/5已确认 张三 \d\d:\d\d.*已读：张三 \d\d:\d\d、李四 \d\d:\d\d、王五 \d\d:\d\d$/,
    );
  });

  test('a word that is wanted no more says in which state the case is, not that it went on', async () => {
    receipts = [{ ...receipt, acknowledgements: [], isOver: true }];
    show(<CaseReceipts caseId={CASE} />);
    expect((await screen.findByRole('listitem')).textContent).toContain('无需再确认，案件现为“待认领”');
    cleanup();
    show(<CaseReceipts caseId={CASE} />, 'en');
    const line = await screen.findByRole('listitem');
    expect(line.textContent).toContain('no word needed any more; the case is now “dispatched”');
  });

  test('quiet hours: until when it is held, that the push stands; later, that it was, and whom', async () => {
    const [heldFrom, heldUntil] = [toIso(now()), toIso(now() + 1_000)];
    const quiet = { acknowledgements: [], readers: [], heldFrom, heldUntil };
    receipts = [{ ...receipt, ...quiet, isHeld: true }];
    show(<CaseReceipts caseId={CASE} />);
    const held = (await screen.findByRole('listitem')).textContent ?? '';
    expect(held).toMatch(/安静时段，\d\d:\d\d 告知；督办已生效，答复时限照算/);
    expect(held).not.toContain('已读');
    cleanup();
    receipts = [{ ...receipt, ...quiet, isHeld: true, isOver: true }];
    show(<CaseReceipts caseId={CASE} />);
    expect((await screen.findByRole('listitem')).textContent).toContain('安静时段内已办理，未再告知');
    cleanup();
    receipts = [{ ...receipt, ...quiet, dutyRank: 2, nextHeldUntil: toIso(now()) }];
    show(<CaseReceipts caseId={CASE} />);
    const told = (await screen.findByRole('listitem')).textContent ?? '';
    expect(told).toContain('当班第 2 顺位');
    expect(told).toMatch(/安静时段推迟告知，原为 \d\d:\d\d/);
    expect(told).toMatch(/安静时段，\d\d:\d\d 告知下一人/);
  });

  test('nobody’s word by the time is said as such; nothing urgent, nothing shown', async () => {
    receipts = [{ ...receipt, acknowledgements: [], ackDueAt: toIso(now() - 1_000) }];
    show(<CaseReceipts caseId={CASE} />, 'en');
    expect((await screen.findByRole('listitem')).textContent).toContain('nobody acknowledged');
    cleanup();
    receipts = [];
    const { container } = show(<CaseReceipts caseId={CASE} />);
    await waitFor(() => expect(container.textContent).toBe(''));
  });
});
