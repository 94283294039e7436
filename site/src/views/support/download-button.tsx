interface DownloadButtonProps {
  /** JSON, which is written with indentation, or any other text. */
  text: string;
  /** What it is: `Input`. */
  what: string;
  fileName: string;
}

/** Offers a text as a file, made when it is asked for. */
export const DownloadButton = ({ text, what, fileName }: DownloadButtonProps) => {
  const download = (): void => {
    const address = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
    const link = document.createElement('a');
    link.href = address;
    link.download = fileName;
    link.click();
    URL.revokeObjectURL(address);
  };
  return (
    <button type="button" class="link json-tool" onClick={download}>
      Download<span class="visually-hidden"> {what}</span>
    </button>
  );
};
