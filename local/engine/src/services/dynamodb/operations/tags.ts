import { AwsError } from '../../../aws-error.ts';
import type { Context, TableOperation } from '../context.ts';
import { invalid } from '../errors.ts';
import { anything, checkRequest, list, structure, text } from '../requests/shape.ts';
import type { Table } from '../storage/table.ts';

const arnOnly = structure({ ResourceArn: text() });
const tagging = structure({
  ResourceArn: text(),
  Tags: list(structure({ Key: text(), Value: text() })),
  TagKeys: list(text()),
  NextToken: anything,
});

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_ListTagsOfResource.html */
export const listTagsOfResource: TableOperation = (context, input) => {
  const { ResourceArn } = checkRequest(arnOnly, input);
  const { tags } = tableOfArn(context, ResourceArn).definition;
  return { Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })) };
};

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TagResource.html */
export const tagResource: TableOperation = (context, input) => {
  const { ResourceArn, Tags } = checkRequest(tagging, input);
  checkArn(ResourceArn);
  if (!Tags) throw missing('tags');
  if (Tags.length === 0) throw invalid('Atleast one Tag needs to be provided as Input.');
  const table = tableOfArn(context, ResourceArn);
  const added = Object.fromEntries(Tags.map(({ Key = '', Value = '' }) => [Key, Value]));
  context.catalogue.replace(table, { ...table.definition, tags: { ...table.definition.tags, ...added } });
  return {};
};

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_UntagResource.html */
export const untagResource: TableOperation = (context, input) => {
  const { ResourceArn, TagKeys } = checkRequest(tagging, input);
  checkArn(ResourceArn);
  if (!TagKeys) throw missing('tagKeys');
  if (TagKeys.length === 0) throw invalid('Atleast one Tag Key needs to be provided as Input.');
  const table = tableOfArn(context, ResourceArn);
  const left = Object.entries(table.definition.tags).filter(([key]) => !TagKeys.includes(key));
  context.catalogue.replace(table, { ...table.definition, tags: Object.fromEntries(left) });
  return {};
};

const missing = (member: string): AwsError =>
  invalid(
    `1 validation error detected: Value null at '${member}' failed to satisfy constraint: Member must not be null`,
  );

const checkArn = (arn: string | undefined): void => {
  if (arn === undefined) throw invalid('Invalid TableArn');
};

const tableOfArn = ({ catalogue }: Context, arn: string | undefined): Table => {
  checkArn(arn);
  const name = /^arn:aws:dynamodb:[^:]+:\d+:table\/([^/]{3,})$/.exec(arn ?? '')?.[1];
  if (name === undefined) throw invalid(`Invalid TableArn: Invalid ResourceArn provided as input ${arn}`);
  const table = catalogue.find(name);
  if (table) return table;
  throw new AwsError('ResourceNotFoundException', `Requested resource not found: ResourcArn: ${arn} not found`);
};
