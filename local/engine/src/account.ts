/** The account and region that the local engine stands for. */
export const ACCOUNT = { id: '000000000000', region: 'us-east-1' } as const;
