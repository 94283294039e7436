/** Keeps a text as a file of the person's. */
export const download = (text: string, fileName: string, type: string): void => {
  const address = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement('a');
  link.href = address;
  link.download = fileName;
  link.click();
  URL.revokeObjectURL(address);
};

interface DownloadButtonProps {
  /** Makes JSON, or any other text, once it is asked for. */
  textOf: () => string;
  /** What it is: `Input`. */
  what: string;
  fileName: string;
}

/** Offers a text as a file, made when it is asked for. */
export const DownloadButton = ({ textOf, what, fileName }: DownloadButtonProps) => (
  <button type="button" class="link json-tool" onClick={() => download(textOf(), fileName, 'application/json')}>
    Download<span class="visually-hidden"> {what}</span>
  </button>
);
