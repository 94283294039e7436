import { BillingMode, Table, TableEncryption, type TableProps } from 'aws-cdk-lib/aws-dynamodb';
import type { Construct } from 'constructs';
import type { StageConfig } from '../../config.ts';
import { tlsOnlyTablePolicy } from './tls-only.ts';

/** What one table has of its own. */
type OwnProps = Pick<TableProps, 'tableName' | 'partitionKey' | 'sortKey' | 'timeToLiveAttribute'>;

/** A table as each of the shop's is: paid by request, restored to any second of 35 days, encrypted, reached by TLS alone, and kept as the
 * stage says. */
export const keptTable = (scope: Construct, id: string, config: StageConfig, own: OwnProps): Table =>
  new Table(scope, id, {
    ...own,
    billingMode: BillingMode.PAY_PER_REQUEST,
    pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
    encryption: TableEncryption.AWS_MANAGED,
    resourcePolicy: tlsOnlyTablePolicy(),
    removalPolicy: config.removalPolicy,
    deletionProtection: config.deletionProtection,
  });
