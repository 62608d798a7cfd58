// What is kept as somebody's telephone: a number by which that one person is reached.
import { expect, test } from 'vitest';
import { checkPhone } from './person.ts';

test('a mobile, a landline with its area code and a number abroad are somebody’s telephone', () => {
  const numbers = [
    ['138 1234 5678', '13812345678'],
    ['+86 138-1234-5678', '13812345678'],
    ['１３８１２３４５６７８', '13812345678'],
    ['(023) 6789 0123', '02367890123'],
    ['010-6789012', '0106789012'],
    ['0990-5550001', '09905550001'],
    ['+86 23 6789 0123', '+862367890123'],
    ['+852 2123 4567', '+85221234567'],
    ['0065 6123 4567', '006561234567'],
  ] as const;
  for (const [written, kept] of numbers) expect(checkPhone(written), written).toBe(kept);
});

test('a service number, a short number and half a number are not, and none is told whole', () => {
  const numbers = [
    '110', '12345', '+86 12345', '95588', '6123', '1381234567', '138123456789', '67890123', '023-12345',
    '010-12345678', '+852', '400-812-3123', '电话13812345678',
  ];
  for (const written of numbers) {
    const refusal = checkPhone(written);
    expect(refusal, written).toMatchObject({ code: 'people.phone_unlikely' });
    if (written.length > 2) expect(JSON.stringify(refusal)).not.toContain(written);
  }
});
