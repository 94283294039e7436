import { AwsError } from './aws-error.ts';
import { own } from './kit/own.ts';
import type { AwsService } from './service.ts';

/** Whether a call for another Region finds nothing there. */
export const isElsewhere = ({ elsewhere }: AwsService, operation: string): boolean =>
  elsewhere !== undefined && !elsewhere.everywhere?.includes(operation);

/** What a call that is signed for another Region gets: there, the account has nothing. Lists are empty, what is named does not
 * exist; what would be made there is refused, as there is one Region here. Services of all Regions answer as always.
 * https://docs.aws.amazon.com/general/latest/gr/rande.html */
export const answerElsewhere = (
  { name, elsewhere }: AwsService,
  operation: string,
  input: unknown,
  regions: { readonly asked: string; readonly emulated: string },
): unknown => {
  if (!elsewhere) throw new Error(`${name} has no Regions`);
  const list = own(elsewhere.lists, operation);
  if (list !== undefined) return list;
  if (MAKING.test(operation)) {
    const text = `${name}:${operation} in ${regions.asked}: only the Region ${regions.emulated} is emulated`;
    throw new AwsError('UnsupportedOperation', text);
  }
  throw elsewhere.missing(input as Readonly<Record<string, unknown>>, regions.asked);
};

/** Operations that succeed in any Region. */
const MAKING = /^(Create|PutEvents$|PutSuppressedDestination$|PutAccount)/;
