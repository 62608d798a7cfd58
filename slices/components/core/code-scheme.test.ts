// Codes: both editions, there and back.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CODE_SCHEMES, formatCode, lastSequence, parseCode, tellCode } from './code-scheme.ts';
import { readCondition } from './condition.ts';

const { classic, draft } = CODE_SCHEMES;

test('one code reads differently by edition', () => {
  expect(parseCode(classic, '5001510102000017')).toEqual({
    districtId: '500151',
    classCode: '0102',
    sequence: 17,
  });
  expect(parseCode(draft, '5001510102000017')).toEqual({
    districtId: '500151',
    classCode: '01020',
    sequence: 17,
  });
  expect(tellCode(classic, '5001510102000017')).toBe('500151 01 02 000017');
  expect(tellCode(draft, '5001510102000017')).toBe('500151 01 020 00017');
  expect(tellCode(classic, '5001510102000017', '01')).toBe('500151 01 02 000017 01');
});

test.each([
  '',
  '500151010200001',
  '50015101020000170',
  '500151010200001X',
  '5001510102000000',
  '5.00151010200002E15',
])('“%s” is no code', (code) => expect(parseCode(classic, code)).toBeUndefined());

test('what is written is read back, in either edition', () => {
  const scheme = fc.constantFrom(classic, draft);
  fc.assert(
    fc.property(
      scheme,
      fc.nat(999_999),
      fc.nat(9999),
      fc.integer({ min: 1, max: 99_999 }),
      (edition, county, kind, sequence) => {
        const classCode = String(kind).padStart(edition.majorDigits + edition.minorDigits, '0');
        const parts = { districtId: String(county).padStart(6, '0'), classCode, sequence };
        const code = formatCode(edition, parts);
        expect(code).toHaveLength(16);
        expect(parseCode(edition, code)).toEqual(parts);
      },
    ),
  );
});

test('numbers beyond the last are a bug, not a longer code', () => {
  const over = { districtId: '500151', classCode: '0102', sequence: lastSequence(classic) + 1 };
  expect(() => formatCode(classic, over)).toThrow();
});

test('conditions are read in both languages and never guessed', () => {
  expect(['完好', ' 破损 ', 'Lost', 'abandoned', '占用'].map(readCondition)).toEqual([
    'intact',
    'damaged',
    'lost',
    'abandoned',
    'occupied',
  ]);
  expect(readCondition('坏了')).toBeUndefined();
});
