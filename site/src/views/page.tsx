import type { ComponentChildren } from 'preact';
import { useLayoutEffect } from 'preact/hooks';
import { SHOP_NAME } from '../../../lambdas/core/contract/shop.ts';

interface PageProps {
  title: string;
  /** The title as the page shows it, where that is more than text. */
  heading?: ComponentChildren;
  /** What stands above the title. */
  before?: ComponentChildren;
  children: ComponentChildren;
}

/** A page: its title names the document too, and takes the focus when a link leads here. */
export const Page = ({ title, heading = title, before, children }: PageProps) => {
  useLayoutEffect(() => {
    document.title = `${title} – ${SHOP_NAME}`;
  }, [title]);
  return (
    <>
      {before}
      <h1 tabIndex={-1}>{heading}</h1>
      {children}
    </>
  );
};

/** Tells a screen reader and the keyboard that another page is shown now. */
export const focusTitle = (): void => {
  document.querySelector('h1')?.focus();
};
