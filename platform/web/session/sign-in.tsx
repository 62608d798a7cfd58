// The sign-in page of command and field. What was typed stays after a no; the password is never kept.
import { useState, type FormEvent, type ReactNode } from 'react';
import { Button } from '../../../ui/button/button.tsx';
import { Logo } from '../../../ui/logo/logo.tsx';
import { Notice } from '../../../ui/states/states.tsx';
import { TextField } from '../../../ui/text-field/text-field.tsx';
import { useSpoken } from '../../../ui/words/language.tsx';
import { defineTexts, useText } from '../../../ui/words/texts.ts';
import { tellError } from '../api/errors.ts';
import { useSession } from './session.tsx';
import './sign-in.css';

const texts = defineTexts({
  zh: {
    login: '账号',
    password: '密码',
    signIn: '登录',
    empty: '请填写账号和密码。',
    ended:
      '登录已结束，请重新登录；案件表单里已填写的内容还在。' +
      '登录不了时，可能已离岗或密码已重设，请联系管理员。',
  },
  en: {
    login: 'Account',
    password: 'Password',
    signIn: 'Sign in',
    empty: 'Enter your account and password.',
    ended:
      'Your sign-in has ended. Sign in again: what you typed into the forms of cases is still here. If you ' +
      'cannot, you may have left or have a new password: ask your administrator.',
  },
});

export interface SignInProps {
  readonly title: string;
  /** Language and appearance. */
  readonly switches: ReactNode;
}

export function SignIn({ title, switches }: SignInProps) {
  const t = useText(texts);
  const language = useSpoken();
  const { signIn, isEnded } = useSession();
  const [login, setLogin] = useState('');
  const [password, setPassword] = useState('');
  const [isBusy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<string>();

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (login.trim() === '' || password === '') {
      setTrouble(t.empty);
      return;
    }
    setBusy(true);
    setTrouble(undefined);
    try {
      await signIn(login.trim(), password);
    } catch (error) {
      setTrouble(tellError(error, language));
      setBusy(false);
    }
  };

  return (
    <main className="gl-sign-in">
      <form onSubmit={submit} noValidate>
        <Logo hasName />
        <h1>{title}</h1>
        {isEnded && trouble === undefined ? <Notice tone="warn">{t.ended}</Notice> : null}
        {trouble === undefined ? null : <Notice tone="danger">{trouble}</Notice>}
        <TextField
          label={t.login}
          value={login}
          onChange={setLogin}
          autoComplete="username"
          autoCapitalize="none"
        />
        <TextField
          label={t.password}
          type="password"
          value={password}
          onChange={setPassword}
          autoComplete="current-password"
        />
        <Button type="submit" tone="primary" isWide isBusy={isBusy}>
          {t.signIn}
        </Button>
      </form>
      <div className="gl-sign-in-switches">{switches}</div>
    </main>
  );
}
