import { AttributeType, ProjectionType } from 'aws-cdk-lib/aws-dynamodb';
import { Construct } from 'constructs';
import type { StageConfig } from '../../config.ts';
import { ENVIRONMENT } from '../shared/environment.ts';
import { keptTable } from '../shared/kept-table.ts';
import type { OrderFunction } from '../shared/order-function.ts';
import type { WatchedTable } from '../shared/watched-table.ts';

/** Properties of {@link ConfirmationsTable}. */
export interface ConfirmationsTableProps {
  readonly config: StageConfig;
}

const BY_TROUBLE = 'byTrouble';

/** The table of mails: which were sent about each order, and what became of them; and who may do what with it. It is there
 * also where no mails are sent, as a shop that sent some and stops still shows them. */
export class ConfirmationsTable extends Construct {
  readonly tableName: string;
  readonly watched: WatchedTable;
  readonly #tableArn: string;

  constructor(scope: Construct, id: string, { config }: ConfirmationsTableProps) {
    super(scope, id);
    // Named, like the table Orders beside it, and for its reasons.
    const table = keptTable(this, 'Table', config, {
      tableName: `Confirmations${config.nameSuffix}`,
      partitionKey: { name: 'orderId', type: AttributeType.STRING },
      sortKey: { name: 'occasion', type: AttributeType.STRING },
    });
    // Sparse: a mail that goes out at once and arrives is never in it, and never pays for it (docs/adr/0028).
    table.addGlobalSecondaryIndex({
      indexName: BY_TROUBLE,
      partitionKey: { name: 'trouble', type: AttributeType.STRING },
      sortKey: { name: 'since', type: AttributeType.STRING },
      projectionType: ProjectionType.INCLUDE,
      nonKeyAttributes: ['outcome'],
    });
    this.tableName = table.tableName;
    this.#tableArn = table.tableArn;
    this.watched = {
      name: 'Confirmations',
      table,
      indexNames: [BY_TROUBLE],
      operations: ['GetItem', 'UpdateItem', 'DeleteItem', 'Query', 'BatchGetItem'],
    };
  }

  /** Lets the function claim mails, note them as sent, and see what stands in the way. */
  grantConfirm(fn: OrderFunction): void {
    this.#grant(fn, ['dynamodb:UpdateItem', 'dynamodb:GetItem', 'dynamodb:DeleteItem']);
  }

  /** Lets the function note what became of a mail, and see what is known of it. */
  grantNoteOutcome(fn: OrderFunction): void {
    this.#grant(fn, ['dynamodb:UpdateItem', 'dynamodb:GetItem']);
  }

  /** Lets the function take from a mail that it needs a person, and see how it stands. */
  grantSettle(fn: OrderFunction): void {
    this.#grant(fn, ['dynamodb:UpdateItem', 'dynamodb:GetItem']);
  }

  /** Lets the function look what became of mails that it names. */
  grantFollow(fn: OrderFunction): void {
    this.#grant(fn, ['dynamodb:BatchGetItem']);
  }

  /** Lets the function read the mails of one order. */
  grantRead(fn: OrderFunction): void {
    this.#grant(fn, ['dynamodb:Query']);
  }

  /** Lets the function find mails with a trouble, and look up those of some orders. */
  grantFindTroubles(fn: OrderFunction): void {
    this.#grant(fn, ['dynamodb:BatchGetItem']);
    fn.allow(['dynamodb:Query'], `${this.#tableArn}/index/${BY_TROUBLE}`);
    fn.tell(ENVIRONMENT.confirmationsByTroubleIndex, BY_TROUBLE);
  }

  #grant(fn: OrderFunction, actions: readonly string[]): void {
    fn.allow(actions, this.#tableArn);
    fn.tell(ENVIRONMENT.confirmationsTable, this.tableName);
  }
}
