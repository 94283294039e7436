/** Stands for what a person who reads and does not act is not shown. */
export const MASKED = '[masked]';

/** Whether a text is there and not shown. */
export const isMasked = (text: string): boolean => text.includes(MASKED);
