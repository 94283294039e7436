import { withoutForeignText } from '../shared/loggable.ts';

/** Enough of a cause to know the fault by; the whole, with what it quotes, is on the page. */
const MAX_CAUSE = 300;

/** A function's error arrives as JSON with its message and stack. */
const messageIn = (cause: string): string => {
  try {
    const { errorMessage } = JSON.parse(cause) as { errorMessage?: unknown };
    return typeof errorMessage === 'string' ? errorMessage : cause;
  } catch {
    return cause;
  }
};

/** The beginning of a cause, on one line and without what it quotes, as that may be a customer's. */
export const shortCause = (cause: string): string =>
  withoutForeignText(messageIn(cause).replaceAll(/\s+/g, ' ')).slice(0, MAX_CAUSE);
