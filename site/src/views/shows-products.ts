const WITHOUT_PRODUCTS: readonly string[] = ['/support/dead-letters', '/contact', '/imprint', '/terms', '/privacy'];

/** Whether the page of a path says something of products: names, prices. Dead letters are shown as they are. */
export const showsProducts = (path: string): boolean => !WITHOUT_PRODUCTS.includes(path);
