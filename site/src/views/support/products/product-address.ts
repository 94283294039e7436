/** The path of the products' page. */
export const PRODUCTS = '/support/products';

/** Where a product is changed. */
export const productAddress = (product: string): string => `${PRODUCTS}?${new URLSearchParams({ product })}`;

/** Where a product is added. */
export const NEW_PRODUCT = `${PRODUCTS}?create`;
