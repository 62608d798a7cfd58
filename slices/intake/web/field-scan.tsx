// Which component it is, by its plate: hold the code before the camera, photograph it, or type its number.
// Each way leads to the same look-up, which also works from what the phone keeps.
import { useState } from 'react';
import { isWeather, tellError } from '../../../platform/web/api/errors.ts';
import { Button } from '../../../ui/button/button.tsx';
import { CameraButton, type Taken } from '../../../ui/camera/camera.tsx';
import { FieldError, TextField } from '../../../ui/text-field/text-field.tsx';
import { useSpoken } from '../../../ui/words/language.tsx';
import { useText } from '../../../ui/words/texts.ts';
import { codeIn, componentByCode, type KnownComponent } from '../../components/web/public.ts';
import { fieldTexts } from './field-texts.ts';
import { codeReader } from './read-code.ts';
import { type Scanner, useScanner } from './use-scanner.ts';

export interface FieldScanProps {
  readonly districtId: string;
  /** The grids that the phone may look into without a network. */
  readonly gridPaths: readonly string[];
  readonly onFound: (component: KnownComponent) => void;
}

async function textIn({ bytes, type }: Taken): Promise<string | undefined> {
  const bitmap = await createImageBitmap(new Blob([bytes], { type }));
  try {
    return await (await codeReader())(bitmap);
  } finally {
    bitmap.close();
  }
}

/** One look-up at a time; the last word is about the last code. */
function useLookUp({ districtId, gridPaths, onFound }: FieldScanProps) {
  const t = useText(fieldTexts);
  const language = useSpoken();
  const [trouble, setTrouble] = useState<string>();
  const [isAsking, setAsking] = useState(false);
  const find = async (text: string, isTyped: boolean): Promise<boolean> => {
    const code = codeIn(text);
    // Whoever scanned has no number before their eyes to compare.
    setTrouble(code !== undefined ? undefined : isTyped ? t.codeBad : t.scanForeign);
    if (code === undefined) return false;
    setAsking(true);
    try {
      onFound(await componentByCode(districtId, code, gridPaths));
      return true;
    } catch (error) {
      setTrouble(isWeather(error) ? t.codeOffline : tellError(error, language));
      return false;
    } finally {
      setAsking(false);
    }
  };
  return { trouble, setTrouble, isAsking, find };
}

interface LiveProps {
  readonly scanner: Scanner;
  readonly onPicture: (taken: Taken) => void;
  readonly onUnreadable: () => void;
}

/** The live camera and, for whoever has none, a photo of the code. */
function Live({ scanner, onPicture, onUnreadable }: LiveProps) {
  const t = useText(fieldTexts);
  const { mode } = scanner;
  const isLive = mode === 'starting' || mode === 'looking';
  return (
    <>
      {isLive ? (
        <div className="gl-scan-view">
          <video ref={scanner.video} muted playsInline aria-label={t.scanHelp} />
        </div>
      ) : null}
      <p className="gl-quiet">
        {mode === 'denied' ? t.scanDenied : mode === 'none' ? t.scanNone : t.scanHelp}
      </p>
      <div className="gl-scan-ways">
        {mode === 'none' ? null : (
          <Button
            tone={isLive ? 'plain' : 'primary'}
            icon={isLive ? 'close' : 'camera'}
            onClick={isLive ? scanner.stop : scanner.start}
          >
            {isLive ? t.scanStop : t.scanStart}
          </Button>
        )}
        <CameraButton onUnreadable={onUnreadable} onTaken={onPicture}>
          {t.scanPhoto}
        </CameraButton>
      </div>
    </>
  );
}

export function FieldScan(props: FieldScanProps) {
  const t = useText(fieldTexts);
  const [typed, setTyped] = useState('');
  const { trouble, setTrouble, isAsking, find } = useLookUp(props);
  const scanner = useScanner((text) => {
    scanner.stop();
    void find(text, false);
  });
  const readPicture = async (taken: Taken) => {
    const text = await textIn(taken).catch(() => undefined);
    if (text === undefined) setTrouble(t.scanUnread);
    else await find(text, false);
  };
  return (
    <div className="gl-scan">
      <Live
        scanner={scanner}
        onPicture={(taken) => void readPicture(taken)}
        onUnreadable={() => setTrouble(t.scanUnread)}
      />
      <form
        className="gl-scan-type"
        onSubmit={(event) => {
          event.preventDefault();
          void find(typed, true);
        }}
      >
        <TextField
          label={t.codeLabel}
          inputMode="numeric"
          autoComplete="off"
          maxLength={24}
          value={typed}
          onChange={setTyped}
        />
        <Button type="submit" icon="search" isBusy={isAsking}>
          {t.codeFind}
        </Button>
      </form>
      <p className="gl-unseen" role="status">
        {isAsking ? t.codeSearching : ''}
      </p>
      {trouble === undefined ? null : <FieldError>{trouble}</FieldError>}
    </div>
  );
}
