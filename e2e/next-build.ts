// Makes the next version out of built screens, without building: each file of assets/ gets another name, as
// if its content had changed, and everything that names it follows. A second real build would take longer and
// prove no more about files that come and go.
import { createHash } from 'node:crypto';
import { cpSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const SPEAKS = /\.(html|js|mjs|css)$/;

/** `mark` is put into the phone's page, where a test can see it; `change` is made in every file. */
export function makeNextBuild(
  from: string,
  to: string,
  mark: string,
  change: (text: string) => string = (text) => text,
): void {
  cpSync(from, to, { recursive: true, filter: (file) => !/\.(br|gz)$/.test(file) });
  const later = (name: string): string => name.replace(/(\.[a-z]+)$/, `-${mark}$1`);
  const assets = join(to, 'assets');
  const names = readdirSync(assets);
  for (const name of names) renameSync(join(assets, name), join(assets, later(name)));
  const page = join(to, 'field', 'index.html');
  writeFileSync(
    page,
    readFileSync(page, 'utf8').replace('</head>', `<meta name="mark" content="${mark}"></head>`),
  );
  const files = readdirSync(to, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && SPEAKS.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name));
  for (const file of files) {
    const text = readFileSync(file, 'utf8');
    const renamed = names.reduce((now, name) => now.replaceAll(name, later(name)), change(text));
    if (renamed !== text) writeFileSync(file, renamed);
  }
  const worker = join(to, 'field', 'service-worker.js');
  const revision = createHash('sha256').update(readFileSync(page)).digest('hex').slice(0, 16);
  writeFileSync(
    worker,
    readFileSync(worker, 'utf8').replace(
      /(\/field\/index\.html[`"'],revision:[`"'])[^`"']+/,
      `$1${revision}`,
    ),
  );
}
