import type { ComponentChildren } from 'preact';

/** A drawing beside the name of what it shows: decoration for those who hear the page. */
export const Frame = ({ children }: { children: ComponentChildren }) => (
  <svg class="picture" viewBox="0 0 160 120" aria-hidden="true" focusable="false">
    {children}
  </svg>
);
