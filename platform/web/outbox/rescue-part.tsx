// Writing and reading the rescue file. It says what was taken in, what was here already, and why a file can't
// be read.
import { useState, type ChangeEvent } from 'react';
import { Button } from '../../../ui/button/button.tsx';
import { Notice } from '../../../ui/states/states.tsx';
import { defineTexts, useText } from '../../../ui/words/texts.ts';
import { PocketFull } from './device-db.ts';
import { outbox, useOutbox } from './outbox.ts';
import { pocket } from './pocket.ts';
import { readRescue, RESCUE_TYPE, RescueError, type RescueFault, writeRescue } from './rescue-file.ts';

const texts = defineTexts({
  zh: {
    what:
      '救援文件：把未发送的内容和照片导出成一个加密文件。只有您本人登录后（任何手机）才能导入，' +
      '重复导入不会重复提交。',
    write: (total: number) => `导出未发送的 ${total} 条`,
    nothing: '现在没有未发送的内容，不需要导出。',
    read: '导入救援文件',
    written: (total: number) => `已导出 ${total} 条。请把文件保存到别处。`,
    taken: (fresh: number, total: number) =>
      fresh === total
        ? `已导入 ${fresh} 条，联网后自动发送。`
        : `已导入 ${fresh} 条；另 ${total - fresh} 条这台手机已有或已送达。`,
    full: '手机存储已满，没有全部导入。请清理空间后再导入一次，不会重复。',
    not_ours: '这不是救援文件。请选择以“gridloop-rescue”开头的文件。',
    another_person: '这是另一位同事的救援文件，只有本人登录后才能导入。',
    broken: '文件已损坏。能读出的内容已经导入，请再找原文件导入一次，不会重复。',
    no_key: '这台手机（或无痕窗口）不能加密，无法导出。请联网把内容发送完。',
    failed: '没有成功，内容都还在手机上。请再试一次。',
  },
  en: {
    what:
      'Rescue file: everything unsent with its pictures in one sealed file. Only you, signed in on any ' +
      'phone, can take it in again; doing so twice sends nothing twice.',
    write: (total: number) => `Export ${total} unsent`,
    nothing: 'Nothing is unsent: there is nothing to export.',
    read: 'Take in a rescue file',
    written: (total: number) => `${total} exported. Keep the file somewhere else.`,
    taken: (fresh: number, total: number) =>
      fresh === total
        ? `${fresh} taken in; sent by themselves once online.`
        : `${fresh} taken in; ${total - fresh} were on this phone or received already.`,
    full: 'The phone is full and not all was taken in. Free some space and do it again; nothing doubles.',
    not_ours: 'This is no rescue file. Choose one whose name begins with “gridloop-rescue”.',
    another_person: 'This is another person’s rescue file; only they can take it in.',
    broken: 'The file is damaged. What could be read was taken in; try the original again, nothing doubles.',
    no_key: 'This phone (or private window) can’t seal, so it can’t export. Go online and let it be sent.',
    failed: 'It did not work; everything is still on the phone. Try again.',
  },
});

interface Told {
  readonly tone: 'ok' | 'danger';
  readonly words: string;
}

function save(parts: readonly Uint8Array<ArrayBuffer>[], name: string): void {
  const url = URL.createObjectURL(new Blob([...parts], { type: RESCUE_TYPE }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The browser reads it after the click; a minute is plenty.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

async function takeIn(file: Blob): Promise<{ fresh: number; total: number }> {
  const store = pocket.current();
  if (!store) return { fresh: 0, total: 0 };
  let fresh = 0;
  const total = await readRescue(store, file, async (whole) => {
    fresh += await outbox.take([whole]);
  });
  return { fresh, total };
}

/** One thing at a time, and what came of it in words. */
function useAttempt() {
  const t = useText(texts);
  const [told, setTold] = useState<Told>();
  const [isBusy, setBusy] = useState(false);
  const attempt = async (work: () => Promise<string>) => {
    setBusy(true);
    setTold(undefined);
    try {
      setTold({ tone: 'ok', words: await work() });
    } catch (error) {
      const fault: RescueFault | 'full' | 'failed' =
        error instanceof RescueError ? error.fault : error instanceof PocketFull ? 'full' : 'failed';
      if (fault === 'failed') console.error(error);
      setTold({ tone: 'danger', words: t[fault] });
    } finally {
      setBusy(false);
    }
  };
  return { attempt, isBusy, notice: told ? <Notice tone={told.tone}>{told.words}</Notice> : null };
}

/** The way out of the phone for what is unsent. */
export function RescueExport() {
  const t = useText(texts);
  const { entries } = useOutbox();
  const { attempt, isBusy, notice } = useAttempt();
  const write = () =>
    attempt(async () => {
      const store = pocket.current();
      if (!store) throw new RescueError('no_key');
      const parts = await writeRescue(store, entries, (entry) => outbox.picturesOf(entry));
      save(parts, `gridloop-rescue-${entries.length}.bin`);
      return t.written(entries.length);
    });
  return (
    <>
      {entries.length === 0 ? (
        <p>{t.nothing}</p>
      ) : (
        <Button isWide isBusy={isBusy} onClick={() => void write()}>
          {t.write(entries.length)}
        </Button>
      )}
      {notice}
    </>
  );
}

export function RescuePart() {
  const t = useText(texts);
  const { attempt, notice } = useAttempt();
  const read = (event: ChangeEvent<HTMLInputElement>) => {
    const [file] = event.target.files ?? [];
    event.target.value = '';
    if (!file) return;
    void attempt(async () => {
      const { fresh, total } = await takeIn(file);
      return t.taken(fresh, total);
    });
  };
  return (
    <div className="gl-rescue">
      <p>{t.what}</p>
      <RescueExport />
      <label className="gl-button is-plain is-wide">
        <input type="file" className="gl-unseen" onChange={read} />
        <span>{t.read}</span>
      </label>
      {notice}
    </div>
  );
}
