import type { MessageAttributeValue } from '@aws-sdk/client-sns';

/** A text as an attribute of an SNS message, for the filters of subscriptions. */
export const textAttribute = (text: string): MessageAttributeValue => ({ DataType: 'String', StringValue: text });
