/** The pages that the law wants, by their paths, in the order of the footer. */
export const LEGAL_PAGES = ['contact', 'imprint', 'terms', 'privacy'] as const;
