// The lower half of 我的: which posts ended of late, what lies on this phone and how safely, the way onto the
// home screen, the next version, and the way out. The page opens without it.
import { StorageCard } from '../../platform/web/outbox/storage-card.tsx';
import { EndedPosts } from '../../platform/web/session/ended-posts.tsx';
import { InstallCard } from './install-card.tsx';
import { SignOut } from './sign-out.tsx';
import { UpdateCard } from './update-card.tsx';

export default function MeBelow() {
  return (
    <>
      <EndedPosts />
      <StorageCard />
      <InstallCard />
      <UpdateCard />
      <SignOut />
    </>
  );
}
