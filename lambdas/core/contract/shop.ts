/** The shop as its customers know it: in mails, and on its pages. */
export const SHOP_NAME = 'Corner Desk';
