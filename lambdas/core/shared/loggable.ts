import * as z from 'zod';
import { OwnError } from './own-error.ts';

/** From the first quotation mark to the last: what stands within may hold some itself. */
const QUOTED = /["'`“‘«][\s\S]*["'`”’»]/u;
const ADDRESS = /[^\s<>()[\],;:]*@[^\s<>()[\],;:]*/gu;
const LEFT = '[…]';
const MAX_LENGTH = 500;

/** A text that the product did not write, as far as a log may hold it: services quote what they refuse, and JSON.parse the
 * text that is none. Quotations and e-mail addresses are left out. */
export const withoutForeignText = (text: string): string =>
  text.replace(QUOTED, LEFT).replaceAll(ADDRESS, LEFT).slice(0, MAX_LENGTH);

const sayPath = (path: readonly PropertyKey[]): string =>
  path.reduce<string>((text, key) => {
    if (typeof key === 'number') return `${text}[${key}]`;
    return text === '' ? String(key) : `${text}.${String(key)}`;
  }, '');

/** What is wrong with a value, member by member, without the value: `items[0].quantity: too_small`. */
export const sayIssues = ({ issues }: z.ZodError): string =>
  issues
    .map(({ path, code }) => `${sayPath(path)}: ${code}`)
    .join('; ')
    .slice(0, MAX_LENGTH);

/** What a log may hold of an error's message. */
export const loggableMessage = (error: unknown): string => {
  if (error instanceof OwnError) return error.message;
  if (error instanceof z.ZodError) return sayIssues(error);
  return withoutForeignText(error instanceof Error ? error.message : String(error));
};

const FRAME = /^ +at .+:\d+:\d+\)?$/;

/** Where an error was made; the message, which stands above that, may be of many lines itself. */
export const framesOf = ({ stack = '', message }: Error): string => {
  const start = stack.indexOf(message);
  const below = start < 0 ? stack : stack.slice(start + message.length);
  return below
    .split('\n')
    .filter((line) => FRAME.test(line))
    .join('\n');
};

/** The same error as far as a log may hold it, for whom Lambda hands it to: it logs what a function throws, and X-Ray keeps it. */
export const loggableError = (error: unknown): unknown => {
  if (!(error instanceof Error)) return error;
  const message = loggableMessage(error);
  if (error.message === message && error.cause === undefined) return error;
  const copy = new Error(message);
  Object.defineProperty(copy, 'name', { value: error.name });
  copy.stack = `${error.name}: ${copy.message}\n${framesOf(error)}`;
  return copy;
};
