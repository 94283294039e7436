import { useState } from 'preact/hooks';
import type { Zone } from '../../format/timestamp.ts';
import { useShop } from '../shop-context.ts';
import { useSupport } from './support-context.ts';

/** The first to ask waits for it: some browsers compare their clock with all zones that they know. */
const sayLocalZone = (): string => {
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  return timeZone === 'UTC' ? 'UTC (local)' : timeZone;
};

/** In which zone all times of these pages are written. */
export const ZoneSwitch = () => {
  const { zone } = useSupport();
  const { timeZone } = useShop().settings;
  const [isLooked, setLooked] = useState(false);
  const look = (): void => setLooked(true);
  return (
    <p class="zone-switch">
      <label for="zone">Times in</label>{' '}
      <select
        id="zone"
        value={zone.signal.value}
        onPointerEnter={look}
        onFocus={look}
        onChange={(event) => zone.set(event.currentTarget.value as Zone)}
      >
        <option value="utc">UTC</option>
        <option value="shop">{timeZone} (shop)</option>
        <option value="local">{isLooked || zone.signal.value === 'local' ? sayLocalZone() : 'Local'}</option>
      </select>
    </p>
  );
};
