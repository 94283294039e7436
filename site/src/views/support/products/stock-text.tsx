/** How many are left, with few or none standing out. */
export const StockText = ({ stock }: { stock: number | undefined }) => {
  if (stock === undefined) return <span class="muted">not counted</span>;
  if (stock === 0) return <span class="badge rejected">Sold out</span>;
  return <>{stock}</>;
};
