/** The shop as its customers know it: in mails, and on its pages. */
export const shopName = 'Corner Desk';
