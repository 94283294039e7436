import { useState } from 'preact/hooks';
import { CopyButton } from './copy-button.tsx';
import { DownloadButton } from './download-button.tsx';
import { JsonText } from './json-view.tsx';

interface JsonPartProps {
  /** JSON, or any other text. */
  text: string;
  /** What it is: `Input`. */
  what: string;
  /** What it is called as a file, without an ending; absent where it is not worth one. */
  fileName?: string;
}

/** JSON as people write it; other text as it is. */
const indented = (text: string): string => {
  try {
    return JSON.stringify(JSON.parse(text), undefined, 2);
  } catch {
    return text;
  }
};

/** A text as a tree or raw, with ways to copy it as it came and to keep it as a file. */
export const JsonPart = ({ text, what, fileName }: JsonPartProps) => {
  const [raw, setRaw] = useState(false);
  return (
    <>
      <p class="json-tools">
        <CopyButton text={text} what={what} />
        {fileName !== undefined && <DownloadButton textOf={() => text} what={what} fileName={`${fileName}.json`} />}
        <button type="button" class="link json-tool" aria-pressed={raw} onClick={() => setRaw(!raw)}>
          Raw<span class="visually-hidden"> {what}</span>
        </button>
      </p>
      {raw ? <pre class="json plain">{indented(text)}</pre> : <JsonText text={text} />}
    </>
  );
};
