import type { ShopProcess } from './shop-process.ts';

/** A shop that can be killed, and stands up again by itself. */
export interface MortalShop {
  /** The shop that stands, once it does. */
  current(): Promise<ShopProcess>;
  /** kill -9, and a start on what it left. */
  kill(): void;
  deaths(): number;
  /** When each death came at the earliest, in milliseconds since the epoch. */
  diedAt(): readonly number[];
  /** For good. */
  end(): Promise<void>;
}

/** Starts such a shop; `start` is told how often it died before. */
export const startMortalShop = async (start: (deaths: number) => Promise<ShopProcess>): Promise<MortalShop> => {
  let deaths = 0;
  const diedAt: number[] = [];
  let standing = start(deaths);
  await standing;
  return {
    current: () => standing,
    kill: () => {
      deaths += 1;
      const life = deaths;
      standing = standing.then(async (shop) => {
        diedAt.push(Date.now());
        await shop.kill();
        return start(life);
      });
    },
    deaths: () => deaths,
    diedAt: () => diedAt,
    end: async () => (await standing).kill(),
  };
};
