import { AttributeType } from 'aws-cdk-lib/aws-dynamodb';
import { Construct } from 'constructs';
import type { StageConfig } from '../../config.ts';
import { ENVIRONMENT } from '../shared/environment.ts';
import { keptTable } from '../shared/kept-table.ts';
import type { OrderFunction } from '../shared/order-function.ts';
import type { WatchedTable } from '../shared/watched-table.ts';

/** Properties of {@link ActivityTable}. */
export interface ActivityTableProps {
  readonly config: StageConfig;
}

/** What support did about each order, product and dead-letter queue, by its time. */
export class ActivityTable extends Construct {
  readonly tableName: string;
  readonly watched: WatchedTable;
  readonly #tableArn: string;

  constructor(scope: Construct, id: string, { config }: ActivityTableProps) {
    super(scope, id);
    const table = keptTable(this, 'Activity', config, {
      partitionKey: { name: 'orderId', type: AttributeType.STRING },
      sortKey: { name: 'position', type: AttributeType.STRING },
    });
    this.tableName = table.tableName;
    this.watched = { name: 'Activity', table, indexNames: [], operations: ['PutItem', 'UpdateItem', 'Query'] };
    this.#tableArn = table.tableArn;
  }

  /** Lets the function note what it is about to do, and how that ended. */
  grantNote(fn: OrderFunction): void {
    this.#grant(fn, ['dynamodb:PutItem', 'dynamodb:UpdateItem']);
  }

  /** Lets the function add what staff write, and read what was done. */
  grantShow(fn: OrderFunction): void {
    this.#grant(fn, ['dynamodb:PutItem', 'dynamodb:Query']);
  }

  /** Lets the function keep what becomes of each order of a bulk, and what was done about the bulk. */
  grantBulk(fn: OrderFunction): void {
    this.#grant(fn, ['dynamodb:PutItem', 'dynamodb:UpdateItem', 'dynamodb:Query']);
  }

  #grant(fn: OrderFunction, actions: readonly string[]): void {
    fn.allow(actions, this.#tableArn);
    fn.tell(ENVIRONMENT.activityTable, this.tableName);
  }
}
