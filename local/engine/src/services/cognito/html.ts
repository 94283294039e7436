import { escapeHtml } from '../../kit/escape.ts';
import { htmlPage } from '../../kit/html-page.ts';
import type { HttpResponse } from '../../service.ts';
import type { Site } from './pools.ts';

const LIGHT = `
:root{color-scheme:light;--ink:#1f1c18;--quiet:#5b554d;--paper:#f8f6f2;--card:#fff;--line:#837b70;--soft:#e6e1d9;--accent:#3a3833;--on-accent:#fff;--bad:#a1281b}
`;
const DARK = `
@media (prefers-color-scheme:dark){:root{color-scheme:dark;--ink:#f0ece5;--quiet:#b8b0a5;--paper:#161512;--card:#211f1b;--line:#8f877b;--soft:#38342e;--accent:#d8d2c8;--on-accent:#1b1916;--bad:#ffa294}}
`;
const LAYOUT = `
*{box-sizing:border-box}
body{margin:0;min-height:100vh;display:grid;place-items:center;padding:16px;background:var(--paper);color:var(--ink);font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif}
main{width:100%;max-width:410px;overflow:hidden;border:1px solid var(--soft);border-radius:16px;background:var(--card);box-shadow:0 1px 2px rgb(0 0 0/.06),0 6px 18px rgb(0 0 0/.06)}
.content{padding:24px}
.banner-customizable{padding:3px 0;background-color:var(--accent)}
h1{margin:0 0 16px;font:700 1.75rem/1.2 Charter,"Bitstream Charter","Sitka Text",Cambria,Georgia,serif}
p{margin:0 0 16px}
.quiet{color:var(--quiet)}
label{display:block;margin:0 0 4px;font-weight:600}
input{margin:0 0 16px;padding:8px 12px;font:inherit;border-radius:10px}
button{padding:8px 12px;font:inherit;font-weight:600;border-radius:999px;cursor:pointer}
.inputField-customizable{width:100%;height:44px;color:inherit;background-color:var(--card);border:1px solid var(--line)}
.submitButton-customizable{width:100%;height:44px;margin:4px 0 0;color:var(--on-accent);background-color:var(--accent);border:1px solid transparent}
.idpButton-customizable{width:100%;height:44px;overflow:hidden;text-overflow:ellipsis;white-space:nowrap;color:var(--ink);background-color:transparent;border:1px solid var(--line)}
.redirect-customizable{margin:16px 0 0}
form+form{margin-top:8px}
a{color:inherit;text-underline-offset:.15em}
:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
.errorMessage-customizable{padding:10px 12px;border:1px solid var(--bad);border-radius:10px;color:var(--bad)}
ul{margin:0 0 16px;padding-left:20px;color:var(--quiet)}
hr{margin:20px 0 16px;border:0;border-top:1px solid var(--soft)}
`;

/** What a page may have beside its content. */
interface PageOptions {
  /** The origins that its forms may lead to. */
  readonly formTargets?: readonly string[];
  /** The pool's own style sheet. It knows one scheme only, as those of the classic hosted pages do. */
  readonly look?: string | undefined;
  /** Where the person came from: named in the title, and there is a way back. */
  readonly site?: Site | undefined;
}

const wayBack = (site: Site | undefined): string =>
  site === undefined
    ? ''
    : `\n<p class="redirect-customizable"><a href="${escapeHtml(site.url)}">Back to ${escapeHtml(site.name ?? 'the site')}</a></p>`;

/** A page of the hosted sign-in. */
export const hostedPage = (
  status: number,
  title: string,
  content: string,
  { formTargets = [], look, site }: PageOptions = {},
): HttpResponse =>
  htmlPage({
    status,
    title: site?.name === undefined ? title : `${title} – ${site.name}`,
    style: look === undefined ? LIGHT + DARK + LAYOUT : LIGHT + LAYOUT + look,
    // Chromium applies form-action to the redirects after the form too, and the last one leads to the site.
    policy: [`form-action ${["'self'", ...formTargets].join(' ')}`],
    body: `<main class="background-customizable">
<div class="banner-customizable"></div>
<div class="content">
${content}${wayBack(site)}
</div>
</main>`,
  });
