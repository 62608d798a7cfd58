// @vitest-environment jsdom
// A tap on "update" always comes to an end: whatever the browser, the server or another window does.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';

const reload = vi.fn<() => void>();
const posted = vi.fn<(message: unknown) => void>();
let worker: EventTarget;
let waiting: { postMessage: typeof posted } | null;
let update: () => Promise<void>;

/** A phone with the app on it, whose registration says what the test says. */
async function openApp() {
  vi.resetModules();
  const registration = Object.assign(new EventTarget(), {
    active: {},
    installing: null,
    update: () => update(),
  });
  Object.defineProperty(registration, 'waiting', { get: () => waiting });
  worker = Object.assign(new EventTarget(), {
    controller: {},
    getRegistration: async () => registration,
    register: async () => registration,
  });
  vi.stubGlobal('navigator', { serviceWorker: worker, onLine: true });
  vi.stubGlobal('location', { reload });
  const app = await import('./app-update.ts');
  app.startAppWorker({ url: '/field/service-worker.js', scope: '/field/', onWake: () => undefined });
  await vi.advanceTimersByTimeAsync(0);
  // Somebody works in it: nothing may be exchanged under their hands.
  dispatchEvent(new Event('pointerdown'));
  posted.mockClear();
  return app;
}

beforeEach(() => {
  vi.useFakeTimers();
  waiting = null;
  update = async () => undefined;
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  vi.clearAllMocks();
});

test('tapped, the version that waits is let in, and the window begins anew with it', async () => {
  waiting = { postMessage: posted };
  const { applyUpdate } = await openApp();
  await applyUpdate();
  expect(posted).toHaveBeenCalledExactlyOnceWith({ kind: 'apply' });
  expect(reload).not.toHaveBeenCalled();
  worker.dispatchEvent(new Event('controllerchange'));
  expect(reload).toHaveBeenCalledOnce();
});

test('where the version before does not let go, the window begins anew all the same', async () => {
  waiting = { postMessage: posted };
  const { applyUpdate } = await openApp();
  await applyUpdate();
  await vi.advanceTimersByTimeAsync(4_000);
  expect(reload).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(1_000);
  expect(reload).toHaveBeenCalledOnce();
});

test('let in by another window, it is taken at once, though the server is silent', async () => {
  const { applyUpdate } = await openApp();
  worker.dispatchEvent(new Event('controllerchange'));
  expect(reload).not.toHaveBeenCalled();
  update = () => new Promise(() => undefined);
  void applyUpdate();
  expect(reload).toHaveBeenCalledOnce();
});
