import type { DeliveryAddress as Address } from '../../../lambdas/core/contract/address.ts';
import { addressLines } from '../../../lambdas/core/contract/formats.ts';
import { useLocale } from './words.tsx';

/** Where an order goes, line by line. */
export const DeliveryAddress = ({ address }: { address: Address }) => (
  <address>
    {addressLines(address, useLocale()).map((line, index) => (
      <span key={`${index} ${line}`}>{line}</span>
    ))}
  </address>
);
