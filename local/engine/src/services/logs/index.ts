import * as z from 'zod';
import { ignored } from '../../kit/properties.ts';
import { type AwsService, type Engine, resourceType } from '../../service.ts';
import { createLogsContext } from './context.ts';
import { checkKey } from './encryption.ts';
import { createLogGroups, missingGroup } from './groups.ts';
import { createJournal } from './journal.ts';
import { createDescribeOperations } from './operations/describe.ts';
import { createReadOperations } from './operations/read.ts';
import { createWriteOperations } from './operations/write.ts';

const DAY_MS = 86_400_000;
const SWEEP_MS = 3_600_000;

/** CloudWatch Logs: what functions logged, kept on disk.
 * https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_Operations.html */
export const createLogs = (engine: Engine): AwsService => {
  const groups = createLogGroups(engine.store);
  const journal = createJournal(engine.store, engine.clock);
  const context = createLogsContext(engine, groups, journal);
  let cancelSweep = (): void => {};

  const sweep = (): void => {
    for (const { name, retention } of groups.list()) {
      if (retention !== null) journal.removeOlder(name, engine.now() - retention * DAY_MS);
    }
    cancelSweep = engine.clock.after(SWEEP_MS, sweep);
  };
  return {
    name: 'logs',
    protocol: 'json',
    invalidInputCode: 'InvalidParameterException',
    targetPrefix: 'Logs_20140328',
    jsonVersion: '1.1',
    operations: {
      ...createWriteOperations(context),
      ...createDescribeOperations(context),
      ...createReadOperations(context),
    },
    elsewhere: { lists: { DescribeLogGroups: { logGroups: [] } }, missing: missingGroup },
    resourceTypes: {
      'AWS::Logs::LogGroup': resourceType({
        properties: z.strictObject({
          LogGroupName: z.string().optional(),
          RetentionInDays: z.coerce.number().int().min(1).optional(),
          LogGroupClass: ignored,
          KmsKeyId: z.string().optional(),
          DataProtectionPolicy: ignored,
          DeletionProtectionEnabled: ignored,
          FieldIndexPolicies: ignored,
          Tags: ignored,
        }),
        provision: ({ LogGroupName, RetentionInDays, KmsKeyId }, resource) => {
          const name = LogGroupName ?? resource.generatedName();
          if (KmsKeyId !== undefined) checkKey(engine, context.arnOf(name), KmsKeyId);
          groups.upsert(name, engine.now(), RetentionInDays ?? null);
          return { ref: name, attributes: { Arn: `${context.arnOf(name)}:*` } };
        },
      }),
    },
    start: sweep,
    stop: () => {
      cancelSweep();
      journal.flush();
    },
  };
};
