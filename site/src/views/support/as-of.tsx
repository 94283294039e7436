import { Timestamp } from '../timestamp.tsx';

/** How old a list is; `moment` in milliseconds since 1970, undefined where it never came. */
export const AsOf = ({ moment }: { moment: number | undefined }) =>
  moment === undefined ? null : (
    <p class="muted small-text as-of">
      As of <Timestamp timestamp={new Date(moment).toISOString()} precision="seconds" />
    </p>
  );
