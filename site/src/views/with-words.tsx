import type { ComponentType } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { NotLoaded } from './not-loaded.tsx';
import { useShop } from './shop-context.ts';
import { useWords } from './words.tsx';

/** A page whose words are loaded with it. Until they are here it throws what it waits for, as preact-iso's `lazy` does until the code
 * is, and the page before stays. Where the code comes first, the router takes that for the page: the one before is gone, the route is
 * told of, and `Page` gives its title the focus once there is one. */
export const WithWords = ({ page: Page }: { page: ComponentType }) => {
  const { languages } = useShop();
  const { whole } = useWords();
  const [failed, setFailed] = useState(false);
  const waiting = useRef<Promise<void>>(undefined);
  if (whole) return <Page />;
  if (failed) return <NotLoaded />;
  waiting.current ??= languages.wantWhole().then((isHere) => setFailed(!isHere));
  throw waiting.current;
};
