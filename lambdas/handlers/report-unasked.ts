import type { Logger } from '../runtime/logger.ts';

/** Says which kind of what needs a person could not be asked for; the others are shown all the same. */
export const reportUnasked =
  (log: Logger) =>
  (source: string, error: unknown): void =>
    log.error('it could not be asked what needs a person', error, { source });
