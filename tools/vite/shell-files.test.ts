// What a phone must have to open without a network: everything its page leads to, and nothing of the desk.
import { expect, test } from 'vitest';
import { filesReachedFrom } from './shell-files.ts';

const built = [
  { path: 'field/index.html', text: '<script src="/assets/field-aa.js"></script>' },
  { path: 'command/index.html', text: '<script src="/assets/command-cc.js"></script>' },
  { path: 'assets/field-aa.js', text: 'import"./shared-bb.js";const later=()=>import("./map-dd.js")' },
  { path: 'assets/shared-bb.js', text: 'export const a = 1' },
  { path: 'assets/command-cc.js', text: 'import"./shared-bb.js"' },
  { path: 'assets/map-dd.js', text: 'new Worker("/assets/worker-ee.js");style("/assets/map-ff.css")' },
  { path: 'assets/worker-ee.js', text: '' },
  { path: 'assets/map-ff.css', text: 'a{background:url(/assets/sea-gg.png)}' },
  { path: 'assets/sea-gg.png', text: '' },
];

test('a shell’s files are reached through imports, lazy imports, workers and styles', () => {
  expect(filesReachedFrom('field/index.html', built).sort()).toEqual([
    'assets/field-aa.js',
    'assets/map-dd.js',
    'assets/map-ff.css',
    'assets/sea-gg.png',
    'assets/shared-bb.js',
    'assets/worker-ee.js',
    'field/index.html',
  ]);
});

test('a page that was not built is an error, not an empty list', () => {
  expect(() => filesReachedFrom('wall/index.html', built)).toThrow('wall/index.html was not built');
});
