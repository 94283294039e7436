import { Stack } from 'aws-cdk-lib';
import { type ILogGroup, QueryDefinition, QueryString } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';

/** Properties of {@link LogQueries}. */
export interface LogQueriesProps {
  /** Those of every function, and of the workflow. */
  readonly logGroups: readonly ILogGroup[];
  readonly accessLogs: ILogGroup;
}

/** Queries that the runbook names, ready in the console: CloudWatch, Logs Insights, Saved queries. */
export class LogQueries extends Construct {
  constructor(scope: Construct, id: string, { logGroups, accessLogs }: LogQueriesProps) {
    super(scope, id);
    const { stackName } = Stack.of(this);
    const define = (name: string, groups: readonly ILogGroup[], queryString: QueryString): QueryDefinition =>
      new QueryDefinition(this, name.replaceAll(' ', ''), {
        queryDefinitionName: `${stackName}/${name}`,
        logGroups: [...groups],
        queryString,
      });
    define(
      'Everything about an order',
      logGroups,
      new QueryString({
        // The workflow's own events have a type in place of a message, and name the order in their execution's ARN.
        fields: [
          '@timestamp',
          'level',
          'coalesce(function, "workflow") as who',
          'coalesce(message, type) as what',
          'status',
          '@message',
        ],
        filterStatements: ['@message like /ORDER-ID/'],
        sort: '@timestamp asc',
      }),
    );
    define(
      'Errors',
      logGroups,
      new QueryString({
        fields: ['@timestamp', 'function', 'orderId', 'message', 'error.name', 'error.message'],
        filterStatements: ['level in ["ERROR", "FATAL"]'],
        sort: '@timestamp desc',
        limit: 100,
      }),
    );
    define('API errors', [accessLogs], new QueryString({
      fields: [
        '@timestamp',
        'method',
        'resource',
        'status',
        'errorType',
        'integrationStatus',
        'latencyMs',
        'requestId',
      ],
      filterStatements: ['status >= 400'],
      sort: '@timestamp desc',
      limit: 100,
    }));
  }
}
