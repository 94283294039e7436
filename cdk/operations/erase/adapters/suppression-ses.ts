import {
  DeleteSuppressedDestinationCommand,
  GetSuppressedDestinationCommand,
  NotFoundException,
  type SESv2Client,
} from '@aws-sdk/client-sesv2';
import type { Deps } from '../ports.ts';

const isThere = async (call: Promise<unknown>): Promise<boolean> => {
  try {
    await call;
    return true;
  } catch (error) {
    if (error instanceof NotFoundException) return false;
    throw error;
  }
};

/** The account's suppression list, whose entries are found by their exact spelling.
 * https://docs.aws.amazon.com/ses/latest/dg/sending-email-suppression-list.html */
export const createSuppression = (client: SESv2Client): Deps['suppression'] => ({
  has: (EmailAddress) => isThere(client.send(new GetSuppressedDestinationCommand({ EmailAddress }))),
  remove: async (EmailAddress) => {
    await isThere(client.send(new DeleteSuppressedDestinationCommand({ EmailAddress })));
  },
});
