// `npm start` on a bare machine: installs what is missing, builds what is stale, then runs the server.
// Plain JavaScript, because it runs before anything is installed.
import { createHash } from 'node:crypto';
import { spawn, spawnSync } from 'node:child_process';
import {
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`Gridloop needs Node 20.19 or newer; this is ${process.versions.node}.`);
  process.exit(1);
}

const say = (words) => console.log(`· ${words}`);

function run(command, args) {
  const result = spawnSync(command, args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] });
  if (result.status !== 0) {
    console.error(`${command} ${args.join(' ')} failed: see the lines above, mend it and start again.`);
    process.exit(result.status ?? 1);
  }
}

const FOLDERS = ['kernel', 'platform', 'slices', 'ui', 'apps', 'db', 'tools'];
const SOURCES = [...FOLDERS, 'package-lock.json', 'vite.config.ts', 'rolldown.config.ts'];

function* files(path) {
  if (statSync(path).isFile()) {
    yield path;
    return;
  }
  for (const name of readdirSync(path).sort()) yield* files(join(path, name));
}

function fingerprint(paths) {
  const hash = createHash('sha256');
  for (const path of paths) {
    if (!existsSync(join(root, path))) continue;
    for (const file of files(join(root, path))) {
      if (/\.test\.tsx?$/.test(file)) continue;
      const { size, mtimeMs } = statSync(file);
      hash.update(`${file} ${size} ${mtimeMs}\n`);
    }
  }
  return hash.digest('hex');
}

const readMark = (file) => (existsSync(file) ? readFileSync(file, 'utf8') : '');

const packages = join(root, 'node_modules');
const installedMark = join(packages, '.gridloop-installed');
const lock = createHash('sha256').update(readFileSync(join(root, 'package-lock.json'))).digest('hex');
/** Installing begins by emptying the folder: behind a link that would be another checkout's. */
const isLinked = lstatSync(packages, { throwIfNoEntry: false })?.isSymbolicLink() === true;
if (readMark(installedMark) !== lock) {
  if (isLinked) {
    console.error(
      'node_modules is a link to another folder, whose packages are not those of this version. Installing ' +
        'would empty that folder. Remove the link (rm node_modules) and start again.',
    );
    process.exit(1);
  }
  say('installing packages (once, a minute or two)');
  run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error']);
  writeFileSync(installedMark, lock);
}

const builtMark = join(root, 'dist', '.gridloop-built');
const sources = fingerprint(SOURCES);
if (readMark(builtMark) !== sources) {
  say('building (half a minute)');
  run('npm', ['run', '--silent', 'build']);
  mkdirSync(dirname(builtMark), { recursive: true });
  writeFileSync(builtMark, sources);
}

// More room for what lives for one request: measured, some four in a hundred more replies for 25 MB.
const program = [
  '--enable-source-maps',
  '--max-semi-space-size=32',
  join(root, 'dist/server/main.js'),
  ...process.argv.slice(2),
];
const server = spawn(process.execPath, program, {
  cwd: root,
  stdio: 'inherit',
  env: { ...process.env, NODE_ENV: process.env.NODE_ENV ?? 'production' },
});
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => server.kill(signal));
// npm passes a SIGTERM to the shell it runs this in and no further: told to stop, it would leave the
// server running.
if (process.env.npm_lifecycle_event !== undefined) {
  const shell = process.ppid;
  setInterval(() => process.ppid !== shell && server.kill('SIGTERM'), 500).unref();
}
server.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)));
