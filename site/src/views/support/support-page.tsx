import '../../styles/support.css';
import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { countOf } from '../../format/count.ts';
import type { NeedsCount } from '../../stores/support/needs.ts';
import type { Support } from '../../stores/support/support.ts';
import { Page } from '../page.tsx';
import { useShop } from '../shop-context.ts';
import { SignedIn } from '../signed-in.tsx';
import { ZoneContext } from '../timestamp.tsx';
import { English } from './english.tsx';
import { Keyboard } from './keyboard.tsx';
import { useMayAct } from './support-access.ts';
import { SupportContext } from './support-context.ts';
import { ZoneSwitch } from './zone-switch.tsx';

const PAGES = [
  { href: '/support', name: 'Orders', below: /^\/support\/(?:orders\/|failures$)/ },
  { href: '/support/products', name: 'Products', below: /^\/support\/products\// },
  { href: '/support/bulk', name: 'Many at once', below: /^\/support\/bulk\// },
  { href: '/support/dead-letters', name: 'Dead letters', below: /^\/support\/dead-letters\// },
];

const currentOf = (path: string, { href, below }: (typeof PAGES)[number]): 'page' | 'true' | undefined => {
  if (path === href) return 'page';
  return below.test(path) ? 'true' : undefined;
};

const sayCount = ({ count, more }: NeedsCount): string => `${count}${more ? '+' : ''}`;

/** How many matters need a person; its room is kept while that is not known. */
const Count = ({ needs }: { needs: NeedsCount | undefined }) => (
  <span class="needs-count">
    {needs !== undefined && (needs.count > 0 || needs.more) && (
      <>
        <span class="count" aria-hidden="true">
          {sayCount(needs)}
        </span>
        <span class="visually-hidden">
          , {needs.more ? 'at least ' : ''}
          {countOf(needs.count, 'needs a person', 'need a person')}
        </span>
      </>
    )}
  </span>
);

const Ways = ({ needs }: { needs: NeedsCount | undefined }) => {
  const { path } = useLocation();
  return (
    <nav class="support-ways" aria-label="Support">
      <ul>
        {PAGES.map((page) => (
          <li key={page.href}>
            <a href={page.href} aria-current={currentOf(path, page)}>
              {page.name}
              {page.href === '/support' && <Count needs={needs} />}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
};

const ReadsOnly = () =>
  useMayAct() ? null : (
    <p class="notice">
      Masked: you may read, not act. What tells who a customer is, and what people wrote, is not shown.
    </p>
  );

interface LoadedProps {
  support: Support | undefined;
  onLoad: (support: Support) => void;
  children: ComponentChildren;
}

/** Fetches what only these pages need. */
const Loaded = ({ support, onLoad, children }: LoadedProps) => {
  const { openSupport } = useShop();
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    openSupport().then(onLoad, () => setFailed(true));
  }, []);
  useEffect(() => support?.needs.start(), [support]);
  if (failed) return <p class="trouble">A part of this page could not be loaded. Please load it again.</p>;
  if (support === undefined) return <p class="muted waiting">One moment …</p>;
  return (
    <SupportContext.Provider value={support}>
      <ZoneContext.Provider value={support.zone.signal.value}>
        <ReadsOnly />
        <div class="page-tools">
          <Keyboard />
          <ZoneSwitch />
        </div>
        {children}
      </ZoneContext.Provider>
    </SupportContext.Provider>
  );
};

interface SupportPageProps {
  title: string;
  heading?: ComponentChildren;
  children: ComponentChildren;
}

const InEnglish = ({ title, heading = title, children }: SupportPageProps) => {
  const [support, setSupport] = useState<Support>();
  const needs = support?.needs.count.value;
  const named = title === 'Support' ? title : `${title} – Support`;
  return (
    <Page
      title={needs && needs.count > 0 ? `(${sayCount(needs)}) ${named}` : named}
      heading={heading}
      before={<Ways needs={needs} />}
    >
      <SignedIn purpose="signIn.forSupport">
        <Loaded support={support} onLoad={setSupport}>
          {children}
        </Loaded>
      </SignedIn>
    </Page>
  );
};

/** A page for support staff, in English. What they may do the API decides: for others, its answer is shown. */
export const SupportPage = (props: SupportPageProps) => (
  <English>
    <InEnglish {...props} />
  </English>
);
