import { createRandom, type Random } from './random.ts';
import { createSender, type Fate, type FuzzRequest } from './send.ts';

/** A request that was not answered as any request must be. */
export interface Finding {
  /** Sends the same request again, with the same seed: `--seed S --only N`. */
  readonly number: number;
  readonly request: FuzzRequest;
  readonly fate: Fate;
}

/** What is sent, and how. */
export interface Campaign {
  readonly port: number;
  readonly seed: number;
  readonly requests: number;
  /** Sends this one alone. */
  readonly only?: number | undefined;
  make(random: Random): FuzzRequest;
}

/** What came of a campaign. */
export interface CampaignResult {
  readonly statuses: ReadonlyMap<number, number>;
  readonly findings: readonly Finding[];
}

const CONNECTIONS = 16;

/** With it S3 itself answers what it does not have; nothing broke. */
const NOT_IMPLEMENTED = 501;

/** Sends requests, a few at a time. Each is made from the seed and its number, so that one of them can be made again. */
export const runCampaign = async ({ port, seed, requests, only, make }: Campaign): Promise<CampaignResult> => {
  const sender = createSender(port, CONNECTIONS);
  const statuses = new Map<number, number>();
  const findings: Finding[] = [];
  let next = only ?? 0;
  const end = only === undefined ? requests : only + 1;
  const work = async (): Promise<void> => {
    while (next < end) {
      const number = next;
      next += 1;
      const request = make(createRandom(seed * 1_000_003 + number));
      const fate = await sender.send(request);
      if ('broken' in fate || (fate.status >= 500 && fate.status !== NOT_IMPLEMENTED))
        findings.push({ number, request, fate });
      if ('status' in fate) statuses.set(fate.status, (statuses.get(fate.status) ?? 0) + 1);
    }
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, work));
  sender.close();
  return { statuses, findings: findings.toSorted((a, b) => a.number - b.number) };
};

/** A finding, with the request in full. */
export const describeFinding = ({ number, request, fate }: Finding): string => {
  const { method, path, headers, body } = request;
  const said = 'status' in fate ? `answered ${fate.status} ${fate.said ?? ''}` : fate.broken;
  const lines = Object.entries(headers).map(
    ([name, value]) => `    ${name}: ${name === 'authorization' ? value.slice(0, 90) : value}`,
  );
  return [`#${number} ${said}: ${method} ${path.slice(0, 400)}`, ...lines, `    ${body.slice(0, 1500)}`].join('\n');
};
