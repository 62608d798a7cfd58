// A form of the workplace: Enter in a line and Ctrl (or ⌘) and Enter from anywhere in it send it. What its
// own button would not send, no key sends either.
import { type FormHTMLAttributes, useRef } from 'react';
import { useSendKey } from './send-key.ts';

export function Form(props: FormHTMLAttributes<HTMLFormElement>) {
  const form = useRef<HTMLFormElement>(null);
  useSendKey(form, () => {
    const button = form.current?.querySelector<HTMLButtonElement>('button[type="submit"]');
    if (button?.disabled || button?.getAttribute('aria-disabled') === 'true') return;
    form.current?.requestSubmit();
  });
  return <form ref={form} {...props} />;
}
