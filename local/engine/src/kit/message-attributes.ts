import * as z from 'zod';

/** An attribute of a message of SQS or SNS as it travels; `BinaryValue` is base64. */
export interface MessageAttribute {
  readonly DataType: string;
  readonly StringValue?: string;
  readonly BinaryValue?: string;
}

/** By name. A list of pairs, since an attribute may be named `__proto__`. */
export type MessageAttributes = readonly (readonly [string, MessageAttribute])[];

/** An attribute as it is given, before its service checks it. */
export const givenAttribute = z.object({
  DataType: z.string(),
  StringValue: z.string().nullish(),
  BinaryValue: z.string().nullish(),
});

/** Whether an attribute may have this name.
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-message-metadata.html */
export const isAttributeName = (name: string): boolean =>
  /^[A-Za-z0-9_.-]{1,256}$/.test(name) && !/^\.|\.$|\.\./.test(name) && !/^(aws|amazon)\./i.test(name);

/** What the attributes count against the size limit: names, types and values, in bytes. */
export const attributeBytes = (attributes: MessageAttributes): number =>
  attributes.reduce(
    (sum, [name, { DataType, StringValue = '', BinaryValue = '' }]) =>
      sum + Buffer.byteLength(name + DataType + StringValue) + Buffer.byteLength(BinaryValue, 'base64'),
    0,
  );
