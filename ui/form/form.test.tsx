// @vitest-environment jsdom
// Whoever has written a form sends it without leaving the keyboard.
import { cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { FormEvent } from 'react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Button } from '../button/button.tsx';
import { Dialog } from '../dialog/dialog.tsx';
import { Form } from './form.tsx';

beforeEach(() => void vi.stubGlobal('CSS', { escape: (text: string) => text }));
afterEach(cleanup);

const sendKey = () => userEvent.keyboard('{Control>}{Enter}{/Control}');
const sending = () => vi.fn((event: FormEvent) => event.preventDefault());

test('Ctrl Enter sends a form from a text of several lines and from a dialog’s first moment', async () => {
  const submit = sending();
  render(
    <Dialog isOpen title="结束岗位" onClose={() => undefined}>
      <Form onSubmit={submit}>
        <textarea aria-label="理由" />
        <Button type="submit">提交</Button>
      </Form>
    </Dialog>,
  );
  document.body.focus();
  await sendKey();
  expect(submit).toHaveBeenCalledTimes(1);
  await userEvent.type(screen.getByLabelText('理由'), '调走');
  await sendKey();
  expect(submit).toHaveBeenCalledTimes(2);
});

test('a form whose button does not send is not sent by the key either, and another form never', async () => {
  const [first, second] = [sending(), sending()];
  const forms = (isReady: boolean, isBusy: boolean) => (
    <>
      <Form onSubmit={first}>
        <input aria-label="名称" />
        <Button type="submit" disabled={!isReady} isBusy={isBusy}>保存</Button>
      </Form>
      <Form onSubmit={second}>
        <Button type="submit">录入</Button>
      </Form>
    </>
  );
  const { rerender } = render(forms(false, false));
  await userEvent.click(screen.getByLabelText('名称'));
  await sendKey();
  rerender(forms(true, true));
  await sendKey();
  expect(first).not.toHaveBeenCalled();
  rerender(forms(true, false));
  await sendKey();
  expect(first).toHaveBeenCalledTimes(1);
  expect(second).not.toHaveBeenCalled();
});
