/** Capacity units as billed: `ConsumedCapacity` of the table, and for writes as much again for each global secondary index
 * (dynalite counts the table alone; an index that the written item has no key for would cost nothing).
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/GSI.html#GSI.ThroughputConsiderations.Writes */
export const capacityUnits = (consumed: unknown, indexes: number): number => {
  const list = Array.isArray(consumed) ? consumed : [consumed];
  const table = list.reduce<number>(
    (sum, item) => sum + Number((item as { CapacityUnits?: number })?.CapacityUnits ?? 0),
    0,
  );
  return table * (1 + indexes);
};

export const writeOperations: ReadonlySet<string> = new Set(['PutItem', 'UpdateItem', 'DeleteItem', 'BatchWriteItem']);
export const readOperations: ReadonlySet<string> = new Set(['GetItem', 'BatchGetItem', 'Query', 'Scan']);
