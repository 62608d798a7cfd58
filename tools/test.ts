// `npm test`: types, style, build, then every test this machine can run, on both stores and in a real
// browser. Ends with one line `N passed, N failed, N skipped`; with CI=true a skip is a failure.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { ROOT_FOLDER } from '../platform/server/db/folders.ts';
import { findPostgresBinaries } from '../platform/server/db/private-cluster.ts';

interface Sum {
  passed: number;
  failed: number;
  skipped: string[];
}

const sum: Sum = { passed: 0, failed: 0, skipped: [] };
const bin = (name: string) => join(ROOT_FOLDER, 'node_modules', '.bin', name);

function step(name: string, command: string, args: string[]): boolean {
  const startedAt = performance.now();
  const result = spawnSync(command, args, { cwd: ROOT_FOLDER, stdio: 'inherit' });
  const isPassed = result.status === 0;
  const seconds = Math.round((performance.now() - startedAt) / 1_000);
  console.log(`${isPassed ? '✓' : '✗'} ${name} (${seconds} s)`);
  if (isPassed) sum.passed += 1;
  else sum.failed += 1;
  return isPassed;
}

interface Report {
  numPassedTests: number;
  numFailedTests: number;
  numFailedTestSuites: number;
  testResults: { name: string; status: string; assertionResults: { status: string; fullName: string }[] }[];
}

function addReport(file: string): void {
  const report = JSON.parse(readFileSync(file, 'utf8')) as Report;
  sum.passed += report.numPassedTests;
  sum.failed += report.numFailedTests;
  for (const suite of report.testResults) {
    // A file that broke before its first test has no failed test to its name.
    const hasFailedTest = suite.assertionResults.some((result) => result.status === 'failed');
    if (suite.status === 'failed' && !hasFailedTest) sum.failed += 1;
    for (const result of suite.assertionResults) {
      if (['skipped', 'pending', 'todo', 'disabled'].includes(result.status)) {
        sum.skipped.push(`${relative(ROOT_FOLDER, suite.name)}: ${result.fullName}`);
      }
    }
  }
}

function runVitest(name: string, projects: string[]): void {
  const folder = join(ROOT_FOLDER, 'node_modules', '.cache', 'gridloop');
  mkdirSync(folder, { recursive: true });
  const file = join(folder, `report-${name}.json`);
  const args = ['run', '--reporter=dot', '--reporter=json', `--outputFile.json=${file}`];
  const status = spawnSync(
    bin('vitest'),
    [...args, ...projects.flatMap((project) => ['--project', project])],
    {
      cwd: ROOT_FOLDER,
      stdio: 'inherit',
    },
  ).status;
  if (existsSync(file)) addReport(file);
  else sum.failed += 1;
  console.log(`${status === 0 ? '✓' : '✗'} ${projects.join(', ')}`);
}

function runWhere(isThere: boolean, project: string, howToEnable: string): void {
  if (isThere) runVitest(project, [project]);
  else sum.skipped.push(`all of ${project}: ${howToEnable}`);
}

const only = process.argv.slice(2);
const wants = (name: string) => only.length === 0 || only.includes(name);

if (wants('types')) {
  for (const room of ['core', 'server', 'web'])
    step(`types of ${room}`, bin('tsc'), ['-p', `tsconfig.${room}.json`]);
}
if (wants('lint')) step('lint', bin('biome'), ['check', '--error-on-warnings', '.']);
if (wants('build') || wants('e2e')) step('build', 'npm', ['run', '--silent', 'build']);
const hasPostgres = findPostgresBinaries() !== undefined;
if (wants('core')) runVitest('pure', ['core', 'web']);
if (wants('tools')) runWhere(hasPostgres, 'tools', 'apt-get install postgresql postgresql-15-postgis-3');
if (wants('postgres'))
  runWhere(hasPostgres, 'postgres', 'apt-get install postgresql postgresql-15-postgis-3');
if (wants('pglite')) runVitest('pglite', ['pglite']);
if (wants('e2e')) runWhere(existsSync('/usr/bin/chromium'), 'e2e', 'apt-get install chromium fonts-noto-cjk');

for (const line of sum.skipped) console.log(`skipped: ${line}`);
console.log(`${sum.passed} passed, ${sum.failed} failed, ${sum.skipped.length} skipped`);
const isFailure = sum.failed > 0 || (process.env.CI === 'true' && sum.skipped.length > 0);
process.exit(isFailure ? 1 : 0);
