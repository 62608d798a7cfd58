// Runs before the first paint so that a dark room never sees a white flash: theme, elder mode and language
// of the last visit go onto <html>, and on a first visit the browser's language. Keys and meaning are those
// of platform/web/outbox/preferences.ts (a test holds the two together). It must stay a plain script without
// imports.
(() => {
  const root = document.documentElement;
  let kept = {};
  try {
    kept = JSON.parse(localStorage.getItem('gridloop.preferences') || '{}');
  } catch (error) {
    console.info('Preferences of the last visit are unreadable; the defaults apply.', error);
  }
  const dark =
    root.dataset.shell === 'wall' ||
    kept.theme === 'dark' ||
    (kept.theme !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
  root.dataset.theme = dark ? 'dark' : 'light';
  if (kept.elder === true) root.dataset.elder = '';
  const first = navigator.languages[0];
  const asked = first === undefined || /^zh\b/i.test(first) ? 'zh' : 'en';
  const language = kept.lang === 'en' || kept.lang === 'zh' ? kept.lang : asked;
  root.lang = language === 'en' ? 'en-GB' : 'zh-CN';
})();
