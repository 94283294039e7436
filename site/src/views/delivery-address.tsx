import type { DeliveryAddress as Address } from '../../../lambdas/core/contract/address.ts';
import { addressLines } from '../../../lambdas/core/contract/formats.ts';
import { useShop } from './shop-context.ts';

/** Where an order goes, line by line. */
export const DeliveryAddress = ({ address }: { address: Address }) => (
  <address>
    {addressLines(address, useShop().settings.locale).map((line, index) => (
      <span key={`${index} ${line}`}>{line}</span>
    ))}
  </address>
);
