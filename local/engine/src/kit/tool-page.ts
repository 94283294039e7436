import type { HttpResponse } from '../service.ts';
import { htmlPage } from './html-page.ts';

const STYLE = `
:root{color-scheme:light dark;--paper:#faf7f2;--card:#fff;--ink:#1f1c18;--muted:#5c554b;--line:#e3dccf;--edge:#857c6e;--accent:#0b5d4e;--on-accent:#fff;--bad:#9c2a1c}
@media (prefers-color-scheme:dark){:root{--paper:#171512;--card:#211e1a;--ink:#f1ece3;--muted:#b8afa2;--line:#38332c;--edge:#8f8678;--accent:#7ad3b9;--on-accent:#0a2019;--bad:#f3a69b}}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.5 system-ui,sans-serif}
main{max-width:860px;margin:0 auto;padding:24px 16px 48px}
h1{margin:0 0 16px;font-size:1.6rem;line-height:1.25;overflow-wrap:anywhere}
h2{margin:32px 0 8px;font-size:1.15rem}
p{margin:0 0 16px}
a{color:var(--accent)}
:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
.muted{color:var(--muted)}
form{display:flex;flex-wrap:wrap;gap:8px;align-items:end;margin:0 0 24px}
label{flex:1 1 220px;font-weight:600}
input,select{display:block;width:100%;min-height:44px;padding:8px 12px;font:inherit;color:inherit;background:var(--card);border:1px solid var(--edge);border-radius:8px}
button{min-height:44px;padding:8px 16px;font:inherit;font-weight:600;border:1px solid transparent;border-radius:8px;background:var(--accent);color:var(--on-accent);cursor:pointer}
ul.mails{margin:0;padding:0;list-style:none;border-top:1px solid var(--line)}
ul.mails li{padding:12px 0;border-bottom:1px solid var(--line);overflow-wrap:anywhere}
ul.mails a{display:inline-block;padding:4px 0;font-weight:600}
ul.mails p{margin:0}
.badge{display:inline-block;margin:4px 0;padding:2px 8px;border:1px solid var(--edge);border-radius:8px;font-size:.875rem;overflow-wrap:anywhere}
.bad{border-color:var(--bad);color:var(--bad);font-weight:600}
.actions{margin-top:16px}
.actions p{flex-basis:100%;margin:0}
time{white-space:nowrap}
iframe+p{margin-top:8px}
dl{display:grid;grid-template-columns:auto 1fr;gap:4px 16px;margin:0 0 16px}
dt{color:var(--muted)}
dd{margin:0;overflow-wrap:anywhere}
iframe{display:block;width:100%;height:760px;border:1px solid var(--line);border-radius:12px;background:#fff}
pre{margin:0;padding:16px;overflow-x:auto;white-space:pre-wrap;overflow-wrap:anywhere;background:var(--card);border:1px solid var(--line);border-radius:12px;font:14px/1.5 ui-monospace,monospace}
summary{min-height:44px;padding:8px 0;cursor:pointer;font-weight:600}
`;

/** A page of the engine's own, which no AWS service has: the inbox, a confirmation. */
export const toolPage = (title: string, content: string, status = 200): HttpResponse =>
  htmlPage({
    status,
    title,
    style: STYLE,
    policy: ["frame-src 'self'", "form-action 'self'"],
    // A form of the page is sent with its origin, by which the engine knows it; nobody else hears of the page.
    headers: { 'referrer-policy': 'same-origin' },
    body: `<main>\n${content}\n</main>`,
  });
