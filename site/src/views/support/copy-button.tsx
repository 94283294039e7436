import { useState } from 'preact/hooks';
import { useShop } from '../shop-context.ts';

interface CopyButtonProps {
  text: string;
  /** What is copied, for those who cannot see where the button stands. */
  what: string;
}

/** Puts a text on the clipboard. */
export const CopyButton = ({ text, what }: CopyButtonProps) => {
  const { announcer } = useShop();
  const [words, setWords] = useState('Copy');
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(text);
      setWords('Copied');
      announcer.say(`${what} copied.`);
    } catch {
      // Forbidden by a policy, or no clipboard at this address: the text can still be selected.
      setWords('Cannot copy');
      announcer.say(`${what} could not be copied.`);
    }
  };
  return (
    <button type="button" class="link json-tool" onClick={copy} onBlur={() => setWords('Copy')}>
      {words}
      <span class="visually-hidden"> {what}</span>
    </button>
  );
};
