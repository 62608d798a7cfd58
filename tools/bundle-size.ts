// Prints what each shell makes a visitor download first (gzip JS), and fails when a bar is passed:
// `npm run build:web && node --import tsx tools/bundle-size.ts`.
import { shellSizes, wholeKib } from './bundle/shell-sizes.ts';

let isOver = false;
for (const { name, kib, limitKib, files } of shellSizes()) {
  const verdict = kib <= limitKib ? 'ok' : 'OVER';
  isOver ||= kib > limitKib;
  console.log(`${verdict.padEnd(4)} ${kib.toFixed(1).padStart(6)} of ${limitKib} KiB  ${name}`);
  for (const file of files) console.log(`     ${file.kib.toFixed(1).padStart(6)}      ${file.file}`);
}
for (const shell of ['field', 'command'])
  console.log(`     ${wholeKib(shell).toFixed(1).padStart(6)}          ${shell}, all its screens together`);
process.exitCode = isOver ? 1 : 0;
