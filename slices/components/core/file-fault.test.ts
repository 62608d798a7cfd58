// What is wrong with a file is told in one language at a time, whole, and with the way on.
import { expect, test } from 'vitest';
import { FILE_FAULTS, type FileFaultKind, fileFault } from './file-fault.ts';

const KINDS = Object.keys(FILE_FAULTS) as FileFaultKind[];

test.each(KINDS)('%s is told in each language by itself', (kind) => {
  const { zh, en } = fileFault(kind, { found: 7, limit: 5 });
  expect(zh).not.toMatch(/[{}]/);
  expect(en).not.toMatch(/[{}]/);
  expect(en).not.toMatch(/[\u4e00-\u9fff]/);
  // What it is, and then what to do about it.
  expect(zh.split('。').length).toBeGreaterThan(2);
  expect(en.split(/[.?] /).length).toBeGreaterThan(1);
});

test('a line and a size are named', () => {
  expect(fileFault('quote_astray', { found: 12 }).zh).toContain('第 12 行');
  expect(fileFault('too_large', { found: 600, limit: 512 }).en).toContain('600 MB');
});
