// What other slices' screens may use of changes.
export { ChangesView, type SubjectHref } from './changes-screen.tsx';
export { changesTexts } from './changes-texts.ts';
