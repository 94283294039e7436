/** The part of oidc-provider 9 that is used here; the package ships no types. */
declare module 'oidc-provider' {
  import type { EventEmitter } from 'node:events';
  import type { IncomingMessage, ServerResponse } from 'node:http';

  export interface Cookies {
    set(name: string, value: string | null, options?: object): void;
  }
  export interface Client {
    readonly clientId: string;
  }
  export interface OidcContext {
    readonly client: Client;
    readonly params: Readonly<Record<string, string | undefined>>;
    readonly requestParamScopes: ReadonlySet<string>;
    readonly account: { readonly accountId: string };
    readonly entities: Readonly<
      Record<'AuthorizationCode' | 'RefreshToken', { readonly authTime?: number } | undefined>
    >;
  }
  export interface Context {
    readonly req: IncomingMessage;
    readonly res: ServerResponse;
    readonly path: string;
    readonly cookies: Cookies;
    readonly oidc: OidcContext;
    body: unknown;
    status: number;
    type: string;
    set(name: string, value: string): void;
  }
  export interface Grant {
    addOIDCScope(scope: string): void;
    addResourceScope(resource: string, scope: string): void;
    save(): Promise<string>;
  }
  export interface Session {
    readonly accountId?: string;
    destroy(): Promise<void>;
  }
  export interface Interaction {
    readonly uid: string;
    readonly params: Readonly<Record<string, string | undefined>>;
  }
  export interface StructuredToken {
    payload: Record<string, unknown>;
  }
  export interface TokenModel {
    readonly accountId?: string;
    readonly clientId: string;
    readonly scope?: string;
  }
  export class Provider extends EventEmitter {
    constructor(issuer: string, configuration: object);
    readonly Grant: new (payload: {
      accountId: string;
      clientId: string;
    }) => Grant;
    readonly Session: { get(context: Context): Promise<Session> };
    callback(): (request: IncomingMessage, response: ServerResponse) => Promise<void>;
    use(middleware: (context: Context, next: () => Promise<void>) => Promise<void>): this;
    createContext(request: IncomingMessage, response: ServerResponse): Context;
    cookieName(type: 'session'): string;
    interactionDetails(request: IncomingMessage, response: ServerResponse): Promise<Interaction>;
    interactionFinished(request: IncomingMessage, response: ServerResponse, result: object): Promise<void>;
  }
}
