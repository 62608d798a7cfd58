// `npm test`: types, style, build, then every test this machine can run, on both stores and in a real
// browser. Ends with one line `N passed, N failed, N skipped`; with CI=true a skip is a failure.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { ROOT_FOLDER } from '../platform/server/db/folders.ts';
import { findPostgresBinaries } from '../platform/server/db/private-cluster.ts';
import { REAL_DATA_FOLDER } from '../platform/server/db/real-data.ts';

interface Sum {
  passed: number;
  failed: number;
  skipped: string[];
  /** Files that failed and then held when run by themselves: each is a fault to be found, here or there. */
  shaky: string[];
}

const sum: Sum = { passed: 0, failed: 0, skipped: [], shaky: [] };
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

interface Result {
  readonly status: string;
  readonly fullName: string;
  readonly failureMessages?: readonly string[];
}

interface Report {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly message?: string;
    readonly assertionResults: readonly Result[];
  }[];
}

const SKIPPED = ['skipped', 'pending', 'todo', 'disabled'];
const MESSAGE_LINES = 25;

const tellFailure = (file: string, name: string, message: string): void =>
  console.log(`✗ ${file}: ${name}\n${message.split('\n').slice(0, MESSAGE_LINES).join('\n')}\n`);

/** Says what failed; answers the number of files that broke before their first test. */
function tellFailures({ testResults }: Report): number {
  let broken = 0;
  for (const suite of testResults) {
    const file = relative(ROOT_FOLDER, suite.name);
    const failed = suite.assertionResults.filter((result) => result.status === 'failed');
    for (const { fullName, failureMessages } of failed) {
      tellFailure(file, fullName, (failureMessages ?? []).join('\n'));
    }
    // It has no failed test to its name.
    if (suite.status === 'failed' && failed.length === 0) {
      broken += 1;
      tellFailure(file, 'the file did not run', suite.message ?? '');
    }
  }
  return broken;
}

/** The files that failed; what they say is told. */
function addReport(report: Report): readonly string[] {
  const { testResults, numPassedTests, numFailedTests } = report;
  sum.passed += numPassedTests;
  sum.failed += numFailedTests + tellFailures(report);
  for (const suite of testResults) {
    const file = relative(ROOT_FOLDER, suite.name);
    const skipped = suite.assertionResults.filter((result) => SKIPPED.includes(result.status));
    sum.skipped.push(...skipped.map((result) => `${file}: ${result.fullName}`));
  }
  return testResults.filter(({ status }) => status === 'failed').map(({ name }) => name);
}

/** No report: it died before its end. */
function runOnce(name: string, projects: readonly string[], files: readonly string[]) {
  const folder = join(ROOT_FOLDER, 'node_modules', '.cache', 'gridloop');
  mkdirSync(folder, { recursive: true });
  const file = join(folder, `report-${name}.json`);
  // A run that dies before its end must not be judged by the report of the one before.
  rmSync(file, { force: true });
  const args = ['run', '--silent=passed-only', '--reporter=json', `--outputFile.json=${file}`];
  const status = spawnSync(
    bin('vitest'),
    [...args, ...projects.flatMap((project) => ['--project', project]), ...files],
    {
      cwd: ROOT_FOLDER,
      stdio: 'inherit',
    },
  ).status;
  const report = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Report) : undefined;
  return { status, report };
}

/** A few files that failed are run once more by themselves: one that holds then is named at the end. */
const MOST_AGAIN = 3;

function runVitest(name: string, projects: string[]): void {
  const before = { ...sum, skipped: [...sum.skipped] };
  const first = runOnce(name, projects, []);
  const failed = first.report ? addReport(first.report) : [];
  // Errors outside of any test fail the run, and stand in no report.
  if (first.status !== 0 && sum.failed === before.failed) sum.failed += 1;
  if (failed.length > 0 && failed.length <= MOST_AGAIN) {
    const again = runOnce(`${name}-again`, projects, failed);
    if (again.status === 0 && again.report?.numFailedTests === 0) {
      // Each test of the project has held by now, those of these files in the second run.
      sum.passed += sum.failed - before.failed;
      sum.failed = before.failed;
      sum.shaky.push(...failed.map((file) => relative(ROOT_FOLDER, file)));
    } else if (again.report) {
      console.log('run again by themselves:');
      tellFailures(again.report);
    }
  }
  console.log(`${sum.failed === before.failed ? '✓' : '✗'} ${projects.join(', ')}`);
}

function runWhere(isThere: boolean, project: string, howToEnable: string): void {
  if (isThere) runVitest(project, [project]);
  else sum.skipped.push(`all of ${project}: ${howToEnable}`);
}

const only = process.argv.slice(2);
const wants = (name: string) => only.length === 0 || only.includes(name);

if (wants('types')) {
  for (const room of ['core', 'server', 'web', 'e2e'])
    step(`types of ${room}`, bin('tsc'), ['-p', `tsconfig.${room}.json`]);
}
if (wants('lint')) {
  step('lint', bin('biome'), ['check', '--error-on-warnings', '.']);
  step('nothing unused', bin('knip'), ['--no-progress']);
}
if (wants('build') || wants('e2e')) step('build', 'npm', ['run', '--silent', 'build']);
const hasPostgres = findPostgresBinaries() !== undefined;
if (wants('core')) runVitest('pure', ['core', 'web']);
if (wants('tools')) runWhere(hasPostgres, 'tools', 'apt-get install postgresql postgresql-15-postgis-3');
if (wants('postgres'))
  runWhere(hasPostgres, 'postgres', 'apt-get install postgresql postgresql-15-postgis-3');
if (wants('pglite')) runVitest('pglite', ['pglite']);
if (wants('e2e')) runWhere(existsSync('/usr/bin/chromium'), 'e2e', 'apt-get install chromium fonts-noto-cjk');

if (!existsSync(REAL_DATA_FOLDER))
  console.log('without the tests over real data (docs/TESTING.md), which no machine can install');
for (const line of sum.skipped) console.log(`skipped: ${line}`);
for (const file of sum.shaky)
  console.log(`SHAKY: ${file} failed (above) and held when run again: find out why before it fails somebody`);
console.log(`${sum.passed} passed, ${sum.failed} failed, ${sum.skipped.length} skipped`);
const isFailure = sum.failed > 0 || (process.env.CI === 'true' && sum.skipped.length > 0);
process.exit(isFailure ? 1 : 0);
