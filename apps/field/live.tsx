// What goes on while somebody is signed in, drawn as nothing: the stream of changes, and the cases of the
// shift that come onto the phone. Loaded after the first screen, which need not wait for it.
import type { NamedPost } from '../../platform/web/session/session.tsx';
import { useCasesLive } from '../../slices/cases/web/use-cases.ts';
import { useShiftSync } from '../../slices/cases/web/use-shift.ts';

export default function Live({ posts }: { posts: readonly NamedPost[] }) {
  useCasesLive(posts);
  useShiftSync();
  return null;
}
