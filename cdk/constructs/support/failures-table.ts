import { AttributeType, ProjectionType } from 'aws-cdk-lib/aws-dynamodb';
import { Construct } from 'constructs';
import type { StageConfig } from '../../config.ts';
import { ENVIRONMENT } from '../shared/environment.ts';
import { keptTable } from '../shared/kept-table.ts';
import type { OrderFunction } from '../shared/order-function.ts';
import type { WatchedTable } from '../shared/watched-table.ts';

/** Properties of {@link FailuresTable}. */
export interface FailuresTableProps {
  readonly config: StageConfig;
}

const BY_LIST = 'byList';
const BY_CAUSE = 'byCause';

/** The executions that ended badly: those that are open, by their time and by their cause, and for 100 days those that are settled. */
export class FailuresTable extends Construct {
  readonly tableName: string;
  readonly watched: WatchedTable;
  readonly #tableArn: string;

  constructor(scope: Construct, id: string, { config }: FailuresTableProps) {
    super(scope, id);
    const table = keptTable(this, 'Failures', config, {
      partitionKey: { name: 'execution', type: AttributeType.STRING },
      timeToLiveAttribute: 'expiresAt',
    });
    for (const [indexName, key] of [
      [BY_LIST, 'list'],
      [BY_CAUSE, 'cause'],
    ] as const) {
      table.addGlobalSecondaryIndex({
        indexName,
        partitionKey: { name: key, type: AttributeType.STRING },
        sortKey: { name: 'position', type: AttributeType.STRING },
        projectionType: ProjectionType.ALL,
      });
    }
    this.tableName = table.tableName;
    this.watched = {
      name: 'Failures',
      table,
      indexNames: [BY_LIST, BY_CAUSE],
      operations: ['PutItem', 'UpdateItem', 'BatchGetItem', 'Query'],
    };
    this.#tableArn = table.tableArn;
  }

  /** Lets the function note how an execution stands. */
  grantNote(fn: OrderFunction): void {
    this.#grant(fn, ['dynamodb:PutItem', 'dynamodb:UpdateItem']);
  }

  /** Lets the function find open failures, and note those that are missing or settled. */
  grantFind(fn: OrderFunction): void {
    fn.allow(['dynamodb:Query'], `${this.#tableArn}/index/${BY_LIST}`, `${this.#tableArn}/index/${BY_CAUSE}`);
    fn.tell(ENVIRONMENT.failuresByListIndex, BY_LIST);
    fn.tell(ENVIRONMENT.failuresByCauseIndex, BY_CAUSE);
    this.#grant(fn, ['dynamodb:BatchGetItem', 'dynamodb:PutItem', 'dynamodb:UpdateItem']);
  }

  #grant(fn: OrderFunction, actions: readonly string[]): void {
    fn.allow(actions, this.#tableArn);
    fn.tell(ENVIRONMENT.failuresTable, this.tableName);
  }
}
