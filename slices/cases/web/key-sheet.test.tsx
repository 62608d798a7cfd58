// @vitest-environment jsdom
// The sheet of keys: single keys are switched off there, and nothing is taught that does nothing.
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { SingleKeysContext } from '../../../platform/web/keys/single-keys.ts';
import { SpeakIn } from '../../../ui/words/language.tsx';
import { DeskKeyHint, OwnKeysContext } from './key-caps.tsx';
import { NO_CHANGES } from './key-map.ts';
import { KeySheet } from './key-sheet.tsx';
import { DESK_KEYS } from './triage-keys.ts';

beforeEach(() => void vi.stubGlobal('CSS', { escape: (text: string) => text }));
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

function open(isOn: boolean, onSingle: ((isOn: boolean) => void) | undefined) {
  return render(
    <SpeakIn language="zh">
      <SingleKeysContext value={isOn}>
        <OwnKeysContext value={{ map: NO_CHANGES, onChange: undefined, onSingle }}>
          <p data-testid="hint">
            <DeskKeyHint id="accept" />
          </p>
          <KeySheet rows={DESK_KEYS} onClose={() => undefined} />
        </OwnKeysContext>
      </SingleKeysContext>
    </SpeakIn>,
  );
}

test('a person switches single keys off in the sheet, and on again', () => {
  const onSingle = vi.fn();
  open(true, onSingle);
  fireEvent.click(screen.getByRole('checkbox', { name: '单键快捷键' }));
  expect(onSingle).toHaveBeenLastCalledWith(false);
  cleanup();
  open(false, onSingle);
  fireEvent.click(screen.getByRole('checkbox', { name: '单键快捷键' }));
  expect(onSingle).toHaveBeenLastCalledWith(true);
});

test('beside a button stands its key, and none while single keys are off', () => {
  open(true, undefined);
  expect(screen.getByTestId('hint').textContent).toBe('A');
  cleanup();
  open(false, undefined);
  expect(screen.getByTestId('hint').textContent).toBe('');
});

test('where the choice can’t be kept it is not offered', () => {
  open(true, undefined);
  expect(screen.queryByRole('checkbox', { name: '单键快捷键' })).toBeNull();
});
