import type { ComponentChildren } from 'preact';

/** A narrow field of a search, under its label. */
export const SearchField = ({ id, label, children }: { id: string; label: string; children: ComponentChildren }) => (
  <div class="field narrow">
    <label for={id}>{label}</label>
    {children}
  </div>
);
