import { useEffect, useRef } from 'preact/hooks';
import { parseMail } from './mail-policy.ts';

/** What a mail is made of; all else is left out, whatever the HTML says. */
const ELEMENTS = new Set('A BDI BR DIV H1 H2 LI P SPAN STRONG TABLE TBODY TD TH TR UL'.split(' '));
const ATTRIBUTES = ['align', 'border', 'cellpadding', 'cellspacing', 'class', 'dir', 'lang', 'role', 'scope', 'valign'];

/** The frame's document is in quirks mode, having no doctype of its own; a mail has one, by which tables inherit their font. */
const AS_WITH_DOCTYPE = 'table { color: inherit; font: inherit; text-align: inherit; }';

const dress = (from: HTMLElement, to: HTMLElement): void => {
  for (const name of ATTRIBUTES) {
    const value = from.getAttribute(name);
    if (value !== null) to.setAttribute(name, value);
  }
  if (from.getAttribute('width') !== null) to.style.width = from.getAttribute('width') ?? '';
  // By the object model: the policy forbids styles in markup.
  to.style.cssText += from.dataset.style ?? '';
};

/** Links show where they lead and lead nowhere: this is a picture of a mail. */
const unlink = (from: HTMLElement, to: HTMLElement): void => {
  to.title = from.getAttribute('href') ?? '';
  to.style.textDecoration ||= 'underline';
};

const copyInto = (target: Node, from: Node, page: Document): void => {
  for (const node of from.childNodes) {
    if (node.nodeType === Node.TEXT_NODE) target.appendChild(page.createTextNode(node.nodeValue ?? ''));
    if (!(node instanceof HTMLElement) || !ELEMENTS.has(node.tagName)) continue;
    const copy = page.createElement(node.tagName);
    dress(node, copy);
    if (node.tagName === 'A') unlink(node, copy);
    copyInto(copy, node, page);
    target.appendChild(copy);
  }
};

const show = (html: string, page: Document): void => {
  const { document: mail, css } = parseMail(html);
  const Sheet = (page.defaultView as (Window & typeof globalThis) | null)?.CSSStyleSheet;
  if (Sheet) {
    const sheet = new Sheet();
    sheet.replaceSync(`${AS_WITH_DOCTYPE}\n${css}`);
    page.adoptedStyleSheets = [sheet];
  }
  page.documentElement.lang = mail.documentElement.lang;
  page.body.replaceChildren();
  dress(mail.body, page.body);
  copyInto(page.body, mail.body, page);
};

/** A mail in a frame of its own, which runs no script, has no address, and loads nothing. It is built node by node: the frame is
 * under the page's own policy, which forbids markup from text and styles in it (docs/adr/0034). */
export const MailFrame = ({ html, title }: { html: string; title: string }) => {
  const ref = useRef<HTMLIFrameElement>(null);
  const fill = (): void => {
    const page = ref.current?.contentDocument;
    if (page) show(html, page);
    fitIn();
  };
  /** As high as what it shows, so that it need not scroll. */
  const fitIn = (): void => {
    const frame = ref.current;
    const body = frame?.contentDocument?.body;
    if (!frame || !body) return;
    frame.height = '0';
    frame.height = String(body.scrollHeight);
  };
  useEffect(() => {
    fill();
    let width = 0;
    const watcher = new ResizeObserver(([entry]) => {
      // Of its height it need not be told: that is set here.
      if (entry?.contentRect.width !== width) fitIn();
      width = entry?.contentRect.width ?? 0;
    });
    if (ref.current) watcher.observe(ref.current);
    return () => watcher.disconnect();
  }, [html]);
  // Of the page's own origin, so that it can be filled; without scripts, nothing in it can make use of that.
  return <iframe ref={ref} class="mail-frame" title={title} sandbox="allow-same-origin" onLoad={fill} />;
};
