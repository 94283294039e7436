import type * as z from 'zod';

/** What may be wrong with a line that somebody types. */
export type TextFault = 'missing' | 'too-long' | 'characters';

const FAULTS: Readonly<Record<string, TextFault>> = {
  too_small: 'missing',
  too_big: 'too-long',
  invalid_type: 'missing',
};

/** What an issue of the contract's schema says of a line. */
export const textFaultOf = ({ code }: Pick<z.core.$ZodIssue, 'code'>): TextFault => FAULTS[code] ?? 'characters';
