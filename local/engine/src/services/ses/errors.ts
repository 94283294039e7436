import { AwsError } from '../../aws-error.ts';

/** https://docs.aws.amazon.com/ses/latest/APIReference-V2/CommonErrors.html and each operation's own */
export const badRequest = (message: string): AwsError => new AwsError('BadRequestException', message);
export const notFound = (message: string): AwsError => new AwsError('NotFoundException', message, 404);
export const alreadyExists = (message: string): AwsError => new AwsError('AlreadyExistsException', message);

/** https://docs.aws.amazon.com/ses/latest/dg/troubleshoot-error-messages.html */
export const notVerified = (region: string, address: string): AwsError =>
  new AwsError(
    'MessageRejected',
    `Email address is not verified. The following identities failed the check in region ${region.toUpperCase()}: ${address}`,
  );
