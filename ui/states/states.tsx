// What stands where data would be: nothing here, on its way, not reachable, went wrong. Each says what
// happened, why, and what to do next; never a bare spinner, never a blank page.
import type { ReactNode } from 'react';
import { Button } from '../button/button.tsx';
import { Icon, type IconName } from '../icon/icon.tsx';
import { defineTexts, useText } from '../words/texts.ts';
import './states.css';

const texts = defineTexts({
  zh: {
    loading: '正在载入…',
    offline: '没有网络',
    offlineWhy: '已载入的内容仍可查看；网络恢复后自动更新。',
    failed: '没能载入',
    again: '再试一次',
    stale: '连接中断，数据可能不是最新',
  },
  en: {
    loading: 'Loading…',
    offline: 'No network',
    offlineWhy: 'What is already here can still be read; it updates by itself when the network is back.',
    failed: 'This could not be loaded',
    again: 'Try again',
    stale: 'Connection lost; these data may be old',
  },
});

export interface StateProps {
  readonly icon?: IconName;
  readonly title: ReactNode;
  readonly children?: ReactNode;
  readonly action?: ReactNode;
}

export function Empty({ icon = 'inbox', title, children, action }: StateProps) {
  return (
    <div className="gl-state">
      <Icon name={icon} />
      <div className="gl-state-title">{title}</div>
      {children === undefined ? null : <div className="gl-state-why">{children}</div>}
      {action}
    </div>
  );
}

/** Grey bars in the shape of lines to come; the words are for those who can't see them. */
export function Loading({ lines = 4 }: { lines?: number }) {
  const t = useText(texts);
  return (
    <div className="gl-loading" role="status">
      <span className="gl-unseen">{t.loading}</span>
      {Array.from({ length: lines }, (_, line) => `line ${line}`).map((line) => (
        <span key={line} className="gl-loading-line" />
      ))}
    </div>
  );
}

export interface FailedProps {
  /** `tellError(error, language)` of platform/web/api. */
  readonly message: string;
  readonly onAgain?: () => void;
}

export function Failed({ message, onAgain }: FailedProps) {
  const t = useText(texts);
  return (
    <div className="gl-state" role="alert">
      <Icon name="warning" />
      <p className="gl-state-title">{t.failed}</p>
      <p className="gl-state-why">{message}</p>
      {onAgain ? <Button onClick={onAgain}>{t.again}</Button> : null}
    </div>
  );
}

/** A strip on top of what is already shown. */
export function OfflineStrip() {
  const t = useText(texts);
  return (
    <p className="gl-strip" role="status">
      <Icon name="offline" />
      <span><strong>{t.offline}</strong> {t.offlineWhy}</span>
    </p>
  );
}

/** For `useLive().mode === 'stale'`; `asOf` is a ready `<When>`. */
export function StaleStrip({ asOf }: { asOf?: ReactNode }) {
  const t = useText(texts);
  return <p className="gl-strip" role="status"><Icon name="warning" /><span>{t.stale} {asOf}</span></p>;
}

export interface NoticeProps {
  readonly tone?: 'info' | 'ok' | 'warn' | 'danger';
  readonly children: ReactNode;
}

/** A sentence about the whole page or form; `danger` is read aloud at once. */
export function Notice({ tone = 'info', children }: NoticeProps) {
  return (
    <div className={`gl-notice is-${tone}`} role={tone === 'danger' ? 'alert' : 'status'}>
      <Icon name={tone === 'ok' ? 'check' : tone === 'info' ? 'info' : 'warning'} />
      <div>{children}</div>
    </div>
  );
}
