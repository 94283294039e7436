/** How a finding bears on the deployment: as it should be; goes through, but read it; fails, or breaks the shop. */
export type Level = 'ok' | 'warning' | 'fault';

/** What one check found. */
export interface Finding {
  readonly level: Level;
  /** What is so. */
  readonly text: string;
  /** What to do about it; absent where there is nothing to do. */
  readonly mend?: string;
  /** Whether AWS gave no answer, so that nothing is known. */
  readonly isUnknown?: boolean;
}

/** Nothing stands in the way. */
export const ok = (text: string): Finding => ({ level: 'ok', text });

/** The deployment goes through, and somebody should still read this. */
export const warning = (text: string, mend: string): Finding => ({ level: 'warning', text, mend });

/** The deployment, or the main flow after it, would fail. */
export const fault = (text: string, mend: string): Finding => ({ level: 'fault', text, mend });

/** AWS gave no answer; nothing is asserted. */
export const unknown = (text: string, mend: string): Finding => ({ level: 'warning', text, mend, isUnknown: true });
