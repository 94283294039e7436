import * as z from 'zod';

const attribute = z.looseObject({
  DataType: z.string(),
  StringValue: z.string().optional(),
  BinaryValue: z.union([z.string(), z.instanceof(Uint8Array)]).optional(),
});

const message = z.looseObject({
  MessageId: z.string(),
  ReceiptHandle: z.string(),
  Body: z.string(),
  MD5OfBody: z.string().optional(),
  MD5OfMessageAttributes: z.string().optional(),
  Attributes: z.record(z.string(), z.string()).optional(),
  MessageAttributes: z.record(z.string(), attribute).optional(),
});

/** What ReceiveMessage answers. */
export const receivedMessages = z.looseObject({ Messages: z.array(message).nullish() });

/** A message as ReceiveMessage gives it. */
export type SqsMessage = z.infer<typeof message>;

/** A message as a function gets it from a pipe or an event source mapping.
 * https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html#example-standard-queue-message-event */
export const toRecord = (queueArn: string, region: string, received: SqsMessage) => ({
  messageId: received.MessageId,
  receiptHandle: received.ReceiptHandle,
  body: received.Body,
  attributes: received.Attributes ?? {},
  messageAttributes: Object.fromEntries(
    Object.entries(received.MessageAttributes ?? {}).map(([name, { StringValue, BinaryValue, DataType }]) => [
      name,
      {
        ...(StringValue !== undefined && { stringValue: StringValue }),
        ...(BinaryValue !== undefined && {
          binaryValue: typeof BinaryValue === 'string' ? BinaryValue : Buffer.from(BinaryValue).toString('base64'),
        }),
        stringListValues: [],
        binaryListValues: [],
        dataType: DataType,
      },
    ]),
  ),
  md5OfBody: received.MD5OfBody ?? '',
  ...(received.MD5OfMessageAttributes && { md5OfMessageAttributes: received.MD5OfMessageAttributes }),
  eventSource: 'aws:sqs',
  eventSourceARN: queueArn,
  awsRegion: region,
});

/** See {@link toRecord}. */
export type SqsRecord = ReturnType<typeof toRecord>;
