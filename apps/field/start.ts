// The first script of the phone's page, and a short one: the page shows that it opens before the app's code
// is read, which takes a slow phone a second. Everything else begins in main.tsx.
const TORN = '没有载入完整，请检查网络后刷新页面。It did not load: check the network and reload.';

async function begin(): Promise<void> {
  try {
    await import('./main.tsx');
  } catch (error) {
    console.error(error);
    const words = document.querySelector('.gl-start p');
    if (words) words.textContent = TORN;
  }
}

// A page in the background is never painted.
if (document.visibilityState === 'visible') requestAnimationFrame(() => setTimeout(begin));
else void begin();
