import { until } from 'local-aws/testing';

type Params = Readonly<Record<string, unknown>>;
interface Message {
  readonly id?: number;
  readonly method?: string;
  readonly params?: Params;
  readonly result?: Params;
}

/** A worker that stands at a breakpoint. */
export interface Stop {
  readonly sessionId: string;
  readonly url: string;
  readonly lineNumber: number;
}

/** An event of a worker's debugger. */
interface WorkerEvent {
  readonly sessionId: string;
  readonly method: string;
  readonly params: Params;
}

/** Attaches to a process and to each of its workers as an editor does.
 * https://nodejs.org/api/inspector.html, https://chromedevtools.github.io/devtools-protocol/v8/ */
export const attachDebugger = async (address: string) => {
  const socket = new WebSocket(address);
  await new Promise((settle, reject) => {
    socket.onopen = settle;
    socket.onerror = reject;
  });
  const events: WorkerEvent[] = [];
  const starting: ((sessionId: string) => void)[] = [];
  let id = 0;
  const send = (method: string, params: Params = {}): void => {
    id += 1;
    socket.send(JSON.stringify({ id, method, params }));
  };
  const sendToWorker = (sessionId: string, method: string, params: Params = {}): void => {
    id += 1;
    send('NodeWorker.sendMessageToWorker', { sessionId, message: JSON.stringify({ id, method, params }) });
  };
  socket.onmessage = ({ data }) => {
    const { method, params = {} } = JSON.parse(String(data)) as Message;
    if (method === 'NodeWorker.attachedToWorker') {
      const sessionId = String(params.sessionId);
      sendToWorker(sessionId, 'Debugger.enable');
      for (const prepare of starting) prepare(sessionId);
      sendToWorker(sessionId, 'Runtime.runIfWaitingForDebugger');
    }
    if (method === 'NodeWorker.receivedMessageFromWorker') {
      const inner = JSON.parse(String(params.message)) as Message;
      // A worker also stops where it starts, because it was told to wait.
      const breakpoints = inner.params?.hitBreakpoints as readonly string[] | undefined;
      if (inner.method === 'Debugger.paused' && !breakpoints?.length) {
        sendToWorker(String(params.sessionId), 'Debugger.resume');
      } else if (inner.method)
        events.push({ sessionId: String(params.sessionId), method: inner.method, params: inner.params ?? {} });
    }
  };
  send('NodeWorker.enable', { waitForDebuggerOnStart: true });
  return {
    /** Stops there in each worker that starts from now on; line and column count from 0. */
    setBreakpoint: (urlRegex: string, lineNumber: number, columnNumber: number): void =>
      void starting.push((sessionId) =>
        sendToWorker(sessionId, 'Debugger.setBreakpointByUrl', { urlRegex, lineNumber, columnNumber }),
      ),
    /** Where a worker stops next: the address of its script and the line, counted from 0. */
    stopped: async (): Promise<Stop> => {
      const isStop = ({ method }: WorkerEvent): boolean => method === 'Debugger.paused';
      const event = await until('a worker stops', () => events.find(isStop));
      events.splice(events.indexOf(event), 1);
      const { sessionId, params } = event;
      const [frame] = params.callFrames as { location: { scriptId: string; lineNumber: number } }[];
      const script = events.find(
        (other) => other.sessionId === sessionId && other.params.scriptId === frame?.location.scriptId,
      );
      return { sessionId, url: String(script?.params.url), lineNumber: frame?.location.lineNumber ?? -1 };
    },
    resume: (sessionId: string): void => sendToWorker(sessionId, 'Debugger.resume'),
    close: () => socket.close(),
  };
};
