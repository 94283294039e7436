import * as z from 'zod';
import { operation } from '../../../service.ts';
import { on, type Ses } from '../context.ts';
import { notFound } from '../errors.ts';
import { SUPPRESSION_REASONS } from '../registry.ts';

const byAddress = z.looseObject({ EmailAddress: z.string().min(1) });
const reason = z.enum(SUPPRESSION_REASONS);

/** Addresses that SES takes mails for and sends none; managing them asks for their exact spelling, sending does not.
 * https://docs.aws.amazon.com/ses/latest/dg/sending-email-suppression-list.html */
export const suppressionOperations = ({ engine, registry: { suppressed, setSuppressedReasons } }: Ses) => ({
  PutSuppressedDestination: operation({
    input: byAddress.extend({ Reason: reason }),
    access: () => on('PutSuppressedDestination'),
    run: ({ EmailAddress, Reason }) => {
      suppressed.put({ address: EmailAddress, reason: Reason, updatedAt: engine.now() });
      return {};
    },
  }),
  GetSuppressedDestination: operation({
    input: byAddress,
    access: () => on('GetSuppressedDestination'),
    run: ({ EmailAddress }) => {
      const found = suppressed.find(EmailAddress);
      if (!found) throw notFound(`Email address ${EmailAddress} does not exist on your suppression list.`);
      return { SuppressedDestination: describe(found) };
    },
  }),
  ListSuppressedDestinations: operation({
    input: z.looseObject({}),
    access: () => on('ListSuppressedDestinations'),
    run: () => ({ SuppressedDestinationSummaries: suppressed.list().map(describe) }),
  }),
  DeleteSuppressedDestination: operation({
    input: byAddress,
    access: () => on('DeleteSuppressedDestination'),
    run: ({ EmailAddress }) => {
      if (!suppressed.remove(EmailAddress)) {
        throw notFound(`Email address ${EmailAddress} does not exist on your suppression list.`);
      }
      return {};
    },
  }),
  PutAccountSuppressionAttributes: operation({
    input: z.looseObject({ SuppressedReasons: z.array(reason).default([]) }),
    access: () => on('PutAccountSuppressionAttributes'),
    run: ({ SuppressedReasons }) => {
      setSuppressedReasons(undefined, SuppressedReasons);
      return {};
    },
  }),
});

const describe = ({
  address,
  reason: Reason,
  updatedAt,
}: ReturnType<Ses['registry']['suppressed']['list']>[number]) => ({
  EmailAddress: address,
  Reason,
  LastUpdateTime: updatedAt / 1000,
});
