import '../../styles/support.css';
import { type ComponentChildren, createContext } from 'preact';
import { useContext, useEffect, useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import type { Support } from '../../stores/support/support.ts';
import { Page } from '../page.tsx';
import { useShop } from '../shop-context.ts';
import { SignedIn } from '../signed-in.tsx';

const SupportContext = createContext<Support | undefined>(undefined);

/** What the support pages show and act on. */
export const useSupport = (): Support => {
  const support = useContext(SupportContext);
  if (support === undefined) throw new Error('A support view is used outside a support page.');
  return support;
};

const PAGES = [
  { href: '/support', name: 'Orders', below: '/support/orders/' },
  { href: '/support/dead-letters', name: 'Dead letters', below: '/support/dead-letters/' },
];

const currentOf = (path: string, { href, below }: (typeof PAGES)[number]): 'page' | 'true' | undefined => {
  if (path === href) return 'page';
  return path.startsWith(below) ? 'true' : undefined;
};

const Ways = () => {
  const { path } = useLocation();
  return (
    <nav class="support-ways" aria-label="Support">
      <ul>
        {PAGES.map((page) => (
          <li key={page.href}>
            <a href={page.href} aria-current={currentOf(path, page)}>
              {page.name}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
};

/** Fetches what only these pages need. */
const Loaded = ({ children }: { children: ComponentChildren }) => {
  const { openSupport } = useShop();
  const [support, setSupport] = useState<Support>();
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    openSupport().then(setSupport, () => setFailed(true));
  }, []);
  if (failed) return <p class="trouble">A part of this page could not be loaded. Please load it again.</p>;
  if (support === undefined) return <p class="muted">One moment …</p>;
  return <SupportContext.Provider value={support}>{children}</SupportContext.Provider>;
};

interface SupportPageProps {
  title: string;
  heading?: ComponentChildren;
  children: ComponentChildren;
}

/** A page for support staff. What they may do the API decides: for others, its answer is shown. */
export const SupportPage = ({ title, heading = title, children }: SupportPageProps) => (
  <Page title={title} heading={heading} before={<Ways />}>
    <SignedIn purpose="with a support account">
      <Loaded>{children}</Loaded>
    </SignedIn>
  </Page>
);
