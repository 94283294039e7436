import './zod-without-eval.ts';
import { render } from 'preact';
import { loadSettings } from './api/settings.ts';
import { installOfflineWorker } from './browser/offline-worker.ts';
import { createShelf } from './browser/shelf.ts';
import { openStorage } from './browser/storage.ts';
import { composeShop } from './compose.ts';
import { createLanguages } from './stores/languages.ts';
import { loadWords } from './stores/load-words.ts';
import { App } from './views/app.tsx';
import { nextTask } from './views/next-task.ts';
import { SetupError } from './views/setup-error.tsx';
import { showsProducts } from './views/shows-products.ts';

/** Clears the static beginning of the page and shows this instead. */
const show = (root: HTMLElement, view: preact.ComponentChild): void => {
  root.replaceChildren();
  render(view, root);
};

const isReadable = (path: string): boolean => {
  try {
    // Used, or the bundler would leave the call out as one without effect.
    return decodeURIComponent(path) !== '';
  } catch {
    return false;
  }
};

const start = async (root: HTMLElement): Promise<void> => {
  const storage = openStorage();
  const shelf = createShelf(storage);
  // Its words begin to load beside the settings.
  const languages = createLanguages({ shelf, preferred: navigator.languages, load: loadWords });
  const loaded = await loadSettings(fetch.bind(globalThis));
  if (!loaded.ok) {
    show(root, <SetupError reason={loaded.reason} />);
    return;
  }
  await nextTask();
  const shop = composeShop(loaded.settings, { storage, shelf, languages });
  // Not only when the page is drawn: the answer and the page come at the same time then.
  if (showsProducts(location.pathname)) shop.catalogue.want();
  const returnTo = await shop.session.start(new URL(location.href));
  if (!(await languages.start(loaded.settings.shop))) {
    show(root, <SetupError reason="The words of the pages could not be fetched." />);
    return;
  }
  // In place of the login's answer, so that neither a reload nor the back button brings it up again.
  if (returnTo !== undefined) history.replaceState(null, '', returnTo);
  // The router decodes addresses and would fail on this one.
  if (!isReadable(location.pathname)) history.replaceState(null, '', '/not-found');
  await nextTask();
  window.addEventListener('pageshow', ({ persisted }) => {
    if (persisted) void shop.session.resume();
  });
  show(root, <App shop={shop} />);
};

// Not the pages that are changed while they run (`npm run dev`), which come from their sources.
if (import.meta.env.PROD) installOfflineWorker();

const root = document.getElementById('app');
if (root) void start(root);
