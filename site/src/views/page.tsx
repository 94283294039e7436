import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { SHOP_NAME } from '../../../lambdas/core/contract/shop.ts';

interface PageProps {
  title: string;
  /** The title as the page shows it, where that is more than text. */
  heading?: ComponentChildren;
  /** What stands above the title. */
  before?: ComponentChildren;
  children: ComponentChildren;
}

/** Whether another page was shown before in this document: the first one leaves the focus where the browser begins. */
let hasMoved = false;

/** Whether the router told of a page before its title was there, as when its words came later than its code. */
let isTitleAwaited = false;

/** Whether no other page was shown before in this document. */
export const isFirstPage = (): boolean => !hasMoved;

/** A page: its title names the document too, and takes the focus when a link leads here. */
export const Page = ({ title, heading = title, before, children }: PageProps) => {
  const own = useRef<HTMLHeadingElement>(null);
  // A page that comes later than its route takes the place of what had the focus.
  useLayoutEffect(() => {
    if (!hasMoved) return undefined;
    const frame = requestAnimationFrame(() => {
      if (isTitleAwaited || document.activeElement === document.body) own.current?.focus();
      isTitleAwaited = false;
    });
    return () => cancelAnimationFrame(frame);
  }, []);
  useLayoutEffect(() => {
    document.title = `${title} – ${SHOP_NAME}`;
  }, [title]);
  return (
    <>
      {before}
      <h1 tabIndex={-1} ref={own}>
        {heading}
      </h1>
      {children}
    </>
  );
};

/** Tells a screen reader and the keyboard that another page is shown now. */
export const focusTitle = (): void => {
  hasMoved = true;
  const title = document.querySelector('h1');
  isTitleAwaited = title === null;
  title?.focus();
};
