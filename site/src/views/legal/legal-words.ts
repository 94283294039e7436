/** The pages that the law wants, by their paths, as the footer names them. */
export const LEGAL_PAGES = [
  ['/contact', 'Contact'],
  ['/imprint', 'Imprint'],
  ['/terms', 'Terms'],
  ['/privacy', 'Privacy'],
] as const;

/** What these pages say beside the texts of the shop's deployer. */
export const LEGAL_WORDS = {
  navigation: 'About the shop',
  waiting: 'One moment …',
  tryAgain: 'Try again',
} as const;
