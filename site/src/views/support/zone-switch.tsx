import type { Zone } from '../../format/timestamp.ts';
import { useShop } from '../shop-context.ts';
import { useSupport } from './support-context.ts';

const LOCAL_ZONE = Intl.DateTimeFormat().resolvedOptions().timeZone;

/** In which zone all times of these pages are written. */
export const ZoneSwitch = () => {
  const { zone } = useSupport();
  const { timeZone } = useShop().settings;
  return (
    <p class="zone-switch">
      <label for="zone">Times in</label>{' '}
      <select id="zone" value={zone.signal.value} onChange={(event) => zone.set(event.currentTarget.value as Zone)}>
        <option value="utc">UTC</option>
        <option value="shop">{timeZone} (shop)</option>
        <option value="local">{LOCAL_ZONE === 'UTC' ? 'UTC (local)' : LOCAL_ZONE}</option>
      </select>
    </p>
  );
};
