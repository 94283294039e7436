import type { Writes } from './transaction.ts';

/** A line that takes units out of a product's stock. */
interface StockLine {
  product: string;
  quantity: number;
  fromStock?: true | undefined;
}

/** The lines whose products are counted. */
export const countedLines = <L extends StockLine>(lines: readonly L[]): L[] =>
  lines.filter(({ fromStock }) => fromStock === true);

const changeStock = (table: string, lines: readonly StockLine[], sign: '+' | '-', condition: string): Writes =>
  lines.map(({ product, quantity }) => ({
    Update: {
      TableName: table,
      Key: { product },
      UpdateExpression: `SET stock = stock ${sign} :quantity`,
      ConditionExpression: condition,
      ExpressionAttributeValues: { ':quantity': quantity },
    },
  }));

/** Takes the units of each line out of stock, on condition that it suffices. */
export const takeFromStock = (table: string, lines: readonly StockLine[]): Writes =>
  changeStock(table, lines, '-', 'stock >= :quantity');

/** Gives the units of each line back, on condition that the product is still counted. */
export const giveBackToStock = (table: string, lines: readonly StockLine[]): Writes =>
  changeStock(table, lines, '+', 'attribute_exists(stock)');
