import { AttributeType, BillingMode, ProjectionType, Table, TableEncryption } from 'aws-cdk-lib/aws-dynamodb';
import { Construct } from 'constructs';
import type { StageConfig } from '../config.ts';
import { ENVIRONMENT } from './environment.ts';
import type { OrderFunction } from './order-function.ts';
import { tlsOnlyTablePolicy } from './tls-only.ts';

/** Properties of {@link OrdersTable}. */
export interface OrdersTableProps {
  readonly config: StageConfig;
}

const BY_CUSTOMER = 'byCustomer';

/** The table of order records, and who may do what with them. */
export class OrdersTable extends Construct {
  readonly tableName: string;
  readonly #tableArn: string;

  constructor(scope: Construct, id: string, { config }: OrdersTableProps) {
    super(scope, id);
    // People look for this table by its name, so it is fixed. Where it is retained (prod), a first deployment that
    // failed leaves it behind, empty: `cdk deploy --import-existing-resources` takes it up again. (RetainExceptOnCreate
    // would not help: its rollback is refused by the deletion protection and the stack ends in ROLLBACK_FAILED.)
    // https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/import-resources-automatically.html
    const table = new Table(this, 'Table', {
      tableName: `Orders${config.nameSuffix}`,
      partitionKey: { name: 'orderId', type: AttributeType.STRING },
      billingMode: BillingMode.PAY_PER_REQUEST,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      encryption: TableEncryption.AWS_MANAGED,
      resourcePolicy: tlsOnlyTablePolicy(),
      removalPolicy: config.removalPolicy,
      deletionProtection: config.deletionProtection,
    });
    table.addGlobalSecondaryIndex({
      indexName: BY_CUSTOMER,
      partitionKey: { name: 'customerId', type: AttributeType.STRING },
      sortKey: { name: 'timestamp', type: AttributeType.STRING },
      projectionType: ProjectionType.ALL,
    });
    this.tableName = table.tableName;
    this.#tableArn = table.tableArn;
  }

  /** Lets the function record that an order was received, and read what became of it. */
  grantReceive(fn: OrderFunction): void {
    this.#grant(fn, ['dynamodb:PutItem', 'dynamodb:GetItem']);
  }

  /** Lets the function give a received order its outcome, and read the one it already has. */
  grantFinish(fn: OrderFunction): void {
    this.#grant(fn, ['dynamodb:UpdateItem', 'dynamodb:GetItem']);
  }

  /** Lets the function read one order. */
  grantRead(fn: OrderFunction): void {
    this.#grant(fn, ['dynamodb:GetItem']);
  }

  /** Lets the function list one customer's orders, newest first, through the index and nothing else. */
  grantListByCustomer(fn: OrderFunction): void {
    fn.allow(['dynamodb:Query'], `${this.#tableArn}/index/${BY_CUSTOMER}`);
    fn.tell(ENVIRONMENT.ordersTable, this.tableName);
    fn.tell(ENVIRONMENT.ordersByCustomerIndex, BY_CUSTOMER);
  }

  #grant(fn: OrderFunction, actions: readonly string[]): void {
    fn.allow(actions, this.#tableArn);
    fn.tell(ENVIRONMENT.ordersTable, this.tableName);
  }
}
