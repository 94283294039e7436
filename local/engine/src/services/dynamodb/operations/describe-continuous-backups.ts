import type { TableOperation } from '../context.ts';
import { tableName } from '../requests/members.ts';
import { checkRequest, needed, structure } from '../requests/shape.ts';

const shape = structure({ TableName: needed(tableName) });

/** What the template says; nothing is backed up.
 * https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_DescribeContinuousBackups.html */
export const describeContinuousBackups: TableOperation = ({ catalogue, settings }, input) => {
  const { TableName } = checkRequest(shape, input);
  const { name } = catalogue.describe(TableName);
  const status = settings.get(name)?.pointInTimeRecovery ? 'ENABLED' : 'DISABLED';
  return {
    ContinuousBackupsDescription: {
      ContinuousBackupsStatus: 'ENABLED',
      PointInTimeRecoveryDescription: { PointInTimeRecoveryStatus: status },
    },
  };
};
