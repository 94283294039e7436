import { AttributeType, ProjectionType } from 'aws-cdk-lib/aws-dynamodb';
import { Construct } from 'constructs';
import type { StageConfig } from '../../config.ts';
import { ENVIRONMENT } from '../shared/environment.ts';
import { keptTable } from '../shared/kept-table.ts';
import type { OrderFunction } from '../shared/order-function.ts';
import type { WatchedTable } from '../shared/watched-table.ts';

/** Properties of {@link OrdersTable}. */
export interface OrdersTableProps {
  readonly config: StageConfig;
}

const BY_CUSTOMER = 'byCustomer';
const BY_EMAIL = 'byEmail';
const BY_STATUS = 'byStatus';

/** The table of order records, and who may do what with them. */
export class OrdersTable extends Construct {
  readonly tableName: string;
  readonly watched: WatchedTable;
  readonly #tableArn: string;

  constructor(scope: Construct, id: string, { config }: OrdersTableProps) {
    super(scope, id);
    // People look for this table by its name, so it is fixed. Where it is retained (prod), a first deployment that
    // failed leaves it behind, empty: `cdk deploy --import-existing-resources` takes it up again. (RetainExceptOnCreate
    // would not help: its rollback is refused by the deletion protection and the stack ends in ROLLBACK_FAILED.)
    // https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/import-resources-automatically.html
    const table = keptTable(this, 'Table', config, {
      tableName: `Orders${config.nameSuffix}`,
      partitionKey: { name: 'orderId', type: AttributeType.STRING },
    });
    table.addGlobalSecondaryIndex({
      indexName: BY_CUSTOMER,
      partitionKey: { name: 'customerId', type: AttributeType.STRING },
      sortKey: { name: 'timestamp', type: AttributeType.STRING },
      projectionType: ProjectionType.ALL,
    });
    // Support's search. Keys only: what changes of a record costs nothing here, but for its status (docs/adr/0008).
    for (const [indexName, key] of [
      [BY_EMAIL, 'searchEmail'],
      [BY_STATUS, 'searchBucket'],
    ] as const) {
      table.addGlobalSecondaryIndex({
        indexName,
        partitionKey: { name: key, type: AttributeType.STRING },
        sortKey: { name: 'searchPosition', type: AttributeType.STRING },
        projectionType: ProjectionType.KEYS_ONLY,
      });
    }
    this.tableName = table.tableName;
    this.watched = {
      name: 'Orders',
      table,
      indexNames: [BY_CUSTOMER, BY_EMAIL, BY_STATUS],
      operations: ['GetItem', 'PutItem', 'UpdateItem', 'Query', 'BatchGetItem', 'TransactWriteItems'],
    };
    this.#tableArn = table.tableArn;
  }

  /** Lets the function record that an order was received, and read what became of it. */
  grantReceive(fn: OrderFunction): void {
    this.#grant(fn, ['dynamodb:PutItem', 'dynamodb:GetItem']);
  }

  /** Lets the function write a question, an answer or an outcome on a record, and read what it already has. */
  grantFinish(fn: OrderFunction): void {
    this.#grant(fn, ['dynamodb:UpdateItem', 'dynamodb:GetItem']);
  }

  /** Lets the function read one order. */
  grantRead(fn: OrderFunction): void {
    this.#grant(fn, ['dynamodb:GetItem']);
  }

  /** Lets the function note what a person decided about an order, and read the order. */
  grantAnswer(fn: OrderFunction): void {
    this.#grant(fn, ['dynamodb:UpdateItem', 'dynamodb:GetItem']);
  }

  /** Lets the function list one customer's orders, newest first, through the index and nothing else. */
  grantListByCustomer(fn: OrderFunction): void {
    fn.allow(['dynamodb:Query'], `${this.#tableArn}/index/${BY_CUSTOMER}`);
    fn.tell(ENVIRONMENT.ordersTable, this.tableName);
    fn.tell(ENVIRONMENT.ordersByCustomerIndex, BY_CUSTOMER);
  }

  /** Lets the function find orders by e-mail address and by status, and read those found. */
  grantSearch(fn: OrderFunction): void {
    fn.allow(['dynamodb:Query'], `${this.#tableArn}/index/${BY_EMAIL}`, `${this.#tableArn}/index/${BY_STATUS}`);
    fn.tell(ENVIRONMENT.ordersByEmailIndex, BY_EMAIL);
    fn.tell(ENVIRONMENT.ordersByStatusIndex, BY_STATUS);
    this.#grant(fn, ['dynamodb:BatchGetItem']);
  }

  /** Lets the function read an order, and note on it that support started it afresh. */
  grantRestart(fn: OrderFunction): void {
    this.#grant(fn, ['dynamodb:GetItem', 'dynamodb:UpdateItem']);
  }

  #grant(fn: OrderFunction, actions: readonly string[]): void {
    fn.allow(actions, this.#tableArn);
    fn.tell(ENVIRONMENT.ordersTable, this.tableName);
  }
}
