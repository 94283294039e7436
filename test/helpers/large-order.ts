/** Lines that come to more than the limit up to which orders pass by themselves. */
export const LARGE_LINES = [
  { product: 'Laptop', quantity: 5 },
  { product: 'Monitor', quantity: 4 },
  { product: 'Headphones', quantity: 5 },
  { product: 'Dock', quantity: 5 },
  { product: 'Keyboard', quantity: 10 },
];
