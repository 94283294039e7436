import { useShop } from './shop-context.ts';
import { Timestamp } from './timestamp.tsx';
import { useSay } from './words.tsx';

/** Says that orders are shown as they stood, and when that was; nothing where they are as of now. */
export const OrdersAsOf = ({ seenAt }: { seenAt: string | undefined }) => {
  const { online } = useShop();
  const say = useSay();
  return (
    // There before it has anything to tell, so that it is read out when it does.
    <div role="status">
      {seenAt !== undefined && (
        <p class="notice">
          {say.parts(online.value ? 'asOf.noAnswer' : 'asOf.offline', { time: <Timestamp timestamp={seenAt} /> })}
        </p>
      )}
    </div>
  );
};
