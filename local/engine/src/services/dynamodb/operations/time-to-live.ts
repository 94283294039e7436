import type { TableOperation } from '../context.ts';
import { invalid } from '../errors.ts';
import { tableName } from '../requests/members.ts';
import { checkRequest, needed, structure, text, truth } from '../requests/shape.ts';

const describing = structure({ TableName: needed(tableName) });

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_DescribeTimeToLive.html */
export const describeTimeToLive: TableOperation = ({ catalogue }, input) => {
  const { TableName } = checkRequest(describing, input);
  const { timeToLiveAttribute } = catalogue.describe(TableName).definition;
  return {
    TimeToLiveDescription: timeToLiveAttribute
      ? { TimeToLiveStatus: 'ENABLED', AttributeName: timeToLiveAttribute }
      : { TimeToLiveStatus: 'DISABLED' },
  };
};

const updating = structure({
  TableName: needed(tableName),
  TimeToLiveSpecification: needed(
    structure({ Enabled: needed(truth), AttributeName: needed(text({ min: 1, max: 255 })) }),
  ),
});

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_UpdateTimeToLive.html */
export const updateTimeToLive: TableOperation = ({ catalogue }, input) => {
  const { TableName, TimeToLiveSpecification } = checkRequest(updating, input);
  const { Enabled, AttributeName } = TimeToLiveSpecification;
  const table = catalogue.describe(TableName);
  const current = table.definition.timeToLiveAttribute;
  if (Enabled && current !== undefined) throw invalid('TimeToLive is already enabled');
  if (!Enabled && current === undefined) throw invalid('TimeToLive is already disabled');
  if (!Enabled && current !== AttributeName) {
    throw invalid(`TimeToLive is active on a different AttributeName: current AttributeName is ${current}`);
  }
  catalogue.replace(table, { ...table.definition, timeToLiveAttribute: Enabled ? AttributeName : undefined });
  return { TimeToLiveSpecification };
};
