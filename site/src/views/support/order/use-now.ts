import { useEffect, useState } from 'preact/hooks';

const TICK_MS = 1000;

/** Milliseconds since 1970, told anew each second while something runs, so that durations tick between two looks. */
export const useNow = (running: boolean): number => {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    if (!running) return undefined;
    setNow(Date.now());
    const timer = setInterval(() => setNow(Date.now()), TICK_MS);
    return () => clearInterval(timer);
  }, [running]);
  return now;
};
