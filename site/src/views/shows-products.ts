/** Whether the page of a path says something of products: names, prices. Dead letters are shown as they are. */
export const showsProducts = (path: string): boolean => path !== '/support/dead-letters';
