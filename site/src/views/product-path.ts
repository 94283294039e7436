/** The address of a product's page. */
export const productPath = (product: string): string => `/products/${encodeURIComponent(product)}`;
