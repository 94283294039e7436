/** On an answer that the worker had kept from earlier: when it came from the shop (ISO 8601). No answer of the network has it. */
export const SEEN_AT_HEADER = 'x-seen-at';

const ORDERS_CACHE = 'shop.orders.';

/** Where the worker keeps what a customer last saw of their orders. */
export const ordersCacheOf = (customerId: string): string => ORDERS_CACHE + customerId;

/** Whether a cache holds what somebody saw of their orders. */
export const isOrdersCache = (name: string): boolean => name.startsWith(ORDERS_CACHE);
