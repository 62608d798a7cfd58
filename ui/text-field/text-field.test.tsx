// @vitest-environment jsdom
// A field tells its label, its help and what is wrong, to the eye and to the ear.
import { cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { afterEach, expect, test } from 'vitest';
import { NativeSelect, TextArea, TextField } from './text-field.tsx';

afterEach(cleanup);

function Phone({ error }: { error?: string }) {
  const [value, setValue] = useState('');
  const wrong = error === undefined ? {} : { error };
  return <TextField label="电话" help="只用于告诉您结果" value={value} onChange={setValue} {...wrong} />;
}

test('the error is tied to the field, and what was typed stays', async () => {
  const { rerender } = render(<Phone />);
  const field = screen.getByLabelText('电话');
  await userEvent.type(field, '1380');
  rerender(<Phone error="请填 11 位手机号。" />);
  expect((field as HTMLInputElement).value).toBe('1380');
  expect(field.getAttribute('aria-invalid')).toBe('true');
  const told = (field.getAttribute('aria-describedby') ?? '').split(' ')
    .map((id) => document.getElementById(id)?.textContent).join('|');
  expect(told).toBe('只用于告诉您结果|请填 11 位手机号。');
});

test('no browser keeps what is typed, unless the line is about the person', () => {
  const nothing = { value: '', onChange: () => undefined };
  render(
    <>
      <TextField label="备注" {...nothing} />
      <TextArea label="说明" {...nothing} />
      <TextField label="电话" autoComplete="tel" {...nothing} />
    </>,
  );
  const said = ['备注', '说明', '电话'].map((label) => screen.getByLabelText(label).getAttribute('autocomplete'));
  expect(said).toEqual(['off', 'off', 'tel']);
});

test('several lines and a choice have labels too', async () => {
  const chosen: string[] = [];
  render(
    <>
      <TextArea label="说明" value="" onChange={(words) => void chosen.push(words)} />
      <NativeSelect label="类别" value="" placeholder="请选择" choices={[{ value: 'a', label: '垃圾' }]}
        onChange={(value) => void chosen.push(value)} />
    </>,
  );
  await userEvent.type(screen.getByLabelText('说明'), '井');
  await userEvent.selectOptions(screen.getByLabelText('类别'), '垃圾');
  expect(chosen).toEqual(['井', 'a']);
});
