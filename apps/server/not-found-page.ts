// The page for whoever follows a broken link in a browser: in both languages, with the ways back in. It must
// never repeat what was asked for, nor need a script; its style is a file, since the CSP forbids inline ones.
import type { FastifyInstance, FastifyRequest } from 'fastify';

const PAGE = `<!doctype html>
<html lang="zh-CN">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta name="color-scheme" content="light dark" />
    <meta name="robots" content="noindex" />
    <link rel="icon" href="/icons/gridloop.svg" type="image/svg+xml" />
    <link rel="stylesheet" href="/not-found.css" />
    <title>没有这个页面 · Page not found · Gridloop</title>
  </head>
  <body>
    <main>
      <h1>没有这个页面</h1>
      <p>链接可能不完整，或者页面已经移走。请检查地址，或从这里进入：</p>
      <ul>
        <li><a href="/portal">随手报（群众上报、查进度）</a></li>
        <li><a href="/field">现场（巡查和处置人员）</a></li>
        <li><a href="/command">指挥（指挥中心和责任单位）</a></li>
      </ul>
      <section lang="en">
        <h2>There is no such page</h2>
        <p>The link may be incomplete, or the page has moved. Check the address, or go in here:</p>
        <ul>
          <li><a href="/portal">Portal: report a problem, track a report</a></li>
          <li><a href="/field">Field: inspectors and handlers</a></li>
          <li><a href="/command">Command: centres and responsible units</a></li>
        </ul>
      </section>
    </main>
  </body>
</html>
`;

/** A person reads a page; programs, and everything under /api, get the problem as data. */
function isReader({ headers, url }: FastifyRequest): boolean {
  const path = url.split('?')[0] ?? '';
  const isData = path === '/api' || path.startsWith('/api/');
  return !isData && /\btext\/html\b/i.test(headers.accept ?? '');
}

/** Answers every GET that no other route answers. */
export function addNotFoundPage(app: FastifyInstance): void {
  app.get('/*', { schema: { hide: true } }, (request, response) => {
    response.header('vary', 'accept');
    if (!isReader(request)) return response.callNotFound();
    response.status(404).type('text/html; charset=utf-8').header('cache-control', 'no-cache');
    return response.send(PAGE);
  });
}
