// Somebody else has set the password: its owner chooses another before anything else. The server refuses all
// the rest until then; this page says why. What was typed is never kept.
import { type FormEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import { Button } from '../../../ui/button/button.tsx';
import { Logo } from '../../../ui/logo/logo.tsx';
import { Notice } from '../../../ui/states/states.tsx';
import { TextField } from '../../../ui/text-field/text-field.tsx';
import { useSpoken } from '../../../ui/words/language.tsx';
import { defineTexts, useText } from '../../../ui/words/texts.ts';
import { api } from '../api/api.ts';
import { isRefused, tellError } from '../api/errors.ts';
import { useSession } from './session.tsx';
import './sign-in.css';

const texts = defineTexts({
  zh: {
    title: '请设置自己的密码',
    why: '您的密码由管理员设置。先改成只有您知道的密码，再继续使用。',
    current: '现在的密码',
    next: '新密码',
    nextHelp: '至少 10 个字符，可以用一句话。',
    again: '再次输入新密码',
    wrong: '现在的密码不对，请重新输入；忘了请联系管理员。',
    differ: '两次输入的新密码不同，请重新输入。',
    empty: '请填写这一项。',
    save: '保存并继续',
    leave: '退出登录',
  },
  en: {
    title: 'Choose your own password',
    why: 'Your password was set by an administrator. First choose one that only you know.',
    current: 'Password now',
    next: 'New password',
    nextHelp: 'At least 10 characters; a phrase is fine.',
    again: 'New password again',
    wrong: 'This is not your password now. Type it again, or ask your administrator.',
    differ: 'The two new passwords differ. Type them again.',
    empty: 'Fill in this field.',
    save: 'Save and go on',
    leave: 'Sign out',
  },
});

interface Typed {
  readonly current: string;
  readonly next: string;
  readonly again: string;
}

/** What is wrong, at the field that is to be mended; without one, it is none of theirs. */
interface Trouble {
  readonly at: keyof Typed | undefined;
  readonly words: string;
}

/** Codes that the server answers about the new one. */
const ABOUT_NEXT: ReadonlySet<string> = new Set(['people.password_short', 'people.password_same']);

interface FieldsProps {
  readonly typed: Typed;
  readonly trouble: Trouble | undefined;
  readonly onChange: (change: Partial<Typed>) => void;
}

function Fields({ typed, trouble, onChange }: FieldsProps) {
  const t = useText(texts);
  const errorAt = (name: keyof Typed) => (trouble?.at === name ? { error: trouble.words } : {});
  return (
    <>
      <TextField
        label={t.current}
        type="password"
        autoComplete="current-password"
        value={typed.current}
        {...errorAt('current')}
        onChange={(current) => onChange({ current })}
      />
      <TextField
        label={t.next}
        help={t.nextHelp}
        type="password"
        autoComplete="new-password"
        value={typed.next}
        {...errorAt('next')}
        onChange={(next) => onChange({ next })}
      />
      <TextField
        label={t.again}
        type="password"
        autoComplete="new-password"
        value={typed.again}
        {...errorAt('again')}
        onChange={(again) => onChange({ again })}
      />
    </>
  );
}

export function NewPassword({ switches }: { switches: ReactNode }) {
  const [t, language] = [useText(texts), useSpoken()];
  const { signOut, askAgain } = useSession();
  const [typed, setTyped] = useState<Typed>({ current: '', next: '', again: '' });
  const [isBusy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<Trouble>();
  const form = useRef<HTMLFormElement>(null);
  // At great zoom the button and the field are never in view together: whoever must mend it is taken there.
  useEffect(() => {
    if (trouble?.at) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [trouble]);
  const { current, next, again } = typed;

  const attempt = async (work: () => Promise<unknown>) => {
    setBusy(true);
    setTrouble(undefined);
    try {
      await work();
    } catch (error) {
      const isWrong = isRefused(error, 'auth.wrong');
      const at = isWrong ? 'current' : isRefused(error) && ABOUT_NEXT.has(error.code) ? 'next' : undefined;
      setTrouble({ at, words: isWrong ? t.wrong : tellError(error, language) });
    }
    setBusy(false);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const empty = (['current', 'next', 'again'] as const).find((name) => typed[name] === '');
    if (empty) return setTrouble({ at: empty, words: t.empty });
    if (next !== again) return setTrouble({ at: 'again', words: t.differ });
    void attempt(async () => {
      await api.post('/api/session/password', { current, next });
      askAgain();
    });
  };

  return (
    <main className="gl-sign-in">
      <form ref={form} onSubmit={submit} noValidate>
        <Logo hasName />
        <h1>{t.title}</h1>
        <p>{t.why}</p>
        <Fields typed={typed} trouble={trouble} onChange={(change) => setTyped({ ...typed, ...change })} />
        {trouble && !trouble.at ? <Notice tone="danger">{trouble.words}</Notice> : null}
        <Button type="submit" tone="primary" isWide isBusy={isBusy}>
          {t.save}
        </Button>
        <Button tone="quiet" isWide onClick={() => void attempt(signOut)}>
          {t.leave}
        </Button>
      </form>
      <div className="gl-sign-in-switches">{switches}</div>
    </main>
  );
}
