import { isMasked } from '../../../../lambdas/core/contract/masked.ts';

/** What tells of a person; to whoever reads and does not act, that there is something. */
export const Personal = ({ text }: { text: string }) =>
  isMasked(text) ? (
    <span class="muted" title="Masked: you may read, not act">
      Masked
    </span>
  ) : (
    text
  );
