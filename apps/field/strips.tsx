// What the phone has to say above every screen, most important first: this version is no longer understood,
// the phone is nearly full, no network, a newer version. Two at most at a time, so that the work keeps the
// screen; what is left out comes when the first is settled.
import type { ReactNode } from 'react';
import { applyUpdate, useAppUpdate } from '../../platform/web/start/app-update.ts';
import { useOnline } from '../../platform/web/start/use-online.ts';
import { Button } from '../../ui/button/button.tsx';
import { Strip } from '../../ui/states/strip.tsx';
import { OfflineStrip } from '../../ui/states/states.tsx';
import { defineTexts, useText } from '../../ui/words/texts.ts';

const texts = defineTexts({
  zh: {
    required: '这个版本已停用，服务器不再接收',
    requiredWhy: '请联网后点“更新”。已填写和待发送的内容都在手机上，更新后自动发送。',
    ready: '有新版本',
    update: '更新',
    failed: '没有取到新版本：请检查网络后再点“更新”；仍不行请联系管理员。',
  },
  en: {
    required: 'This version is retired; the server no longer takes what it sends',
    requiredWhy:
      'Go online and press “Update”. What you wrote and what waits stays here and is sent afterwards.',
    ready: 'A new version is here',
    update: 'Update',
    failed: 'No newer version came: check the network and press “Update” again, or ask your administrator.',
  },
});

const MOST = 2;

function UpdateStrip() {
  const t = useText(texts);
  const { mode, isApplying, hasFailed } = useAppUpdate();
  const isRequired = mode === 'required';
  return (
    <Strip
      tone={isRequired ? 'danger' : 'info'}
      icon={isRequired ? 'warning' : 'info'}
      title={isRequired ? t.required : t.ready}
      action={
        <Button size="small" isBusy={isApplying} onClick={() => void applyUpdate()}>
          {t.update}
        </Button>
      }
    >
      {hasFailed ? t.failed : isRequired ? t.requiredWhy : undefined}
    </Strip>
  );
}

export function Strips() {
  const { mode } = useAppUpdate();
  const isOnline = useOnline();
  const all: readonly (ReactNode | undefined)[] = [
    mode === 'required' ? <UpdateStrip key="required" /> : undefined,
    isOnline ? undefined : <OfflineStrip key="offline" />,
    mode === 'ready' ? <UpdateStrip key="ready" /> : undefined,
  ];
  return <>{all.filter((strip) => strip !== undefined).slice(0, MOST)}</>;
}
