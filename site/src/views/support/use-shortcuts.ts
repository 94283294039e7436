import { useEffect, useRef } from 'preact/hooks';
import { useSupport } from './support-context.ts';

/** What each key does. */
export type Shortcuts = Readonly<Record<string, () => void>>;

const TYPING = 'input, select, textarea, [contenteditable]';

const isMeant = ({ target, ctrlKey, metaKey, altKey, repeat, defaultPrevented }: KeyboardEvent): boolean =>
  !(ctrlKey || metaKey || altKey || repeat || defaultPrevented) &&
  !(target instanceof Element && target.closest(TYPING)) &&
  document.querySelector('dialog[open]') === null;

/** Listens to single keys while the view is shown: not while one types, in a dialog, or where they are switched off. */
export const useShortcuts = (shortcuts: Shortcuts): void => {
  const support = useSupport();
  const current = useRef(shortcuts);
  current.current = shortcuts;
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      const act = Object.hasOwn(current.current, event.key) ? current.current[event.key] : undefined;
      if (act === undefined || !support.shortcuts.signal.peek() || !isMeant(event)) return;
      event.preventDefault();
      act();
    };
    addEventListener('keydown', press);
    return () => removeEventListener('keydown', press);
  }, []);
};
