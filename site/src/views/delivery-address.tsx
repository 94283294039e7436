import type { DeliveryAddress as Address } from '../../../lambdas/core/contract/address.ts';
import { addressLines } from '../format/address-lines.ts';

/** Where an order goes, line by line. */
export const DeliveryAddress = ({ address }: { address: Address }) => (
  <address>
    {addressLines(address).map((line, index) => (
      <span key={`${index} ${line}`}>{line}</span>
    ))}
  </address>
);
