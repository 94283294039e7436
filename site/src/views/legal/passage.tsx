/** A paragraph; what stands in double brackets is still to be written, and is seen to be. */
export const Passage = ({ text }: { text: string }) => (
  <p>
    {text.split(/(\[\[.*?\]\])/).map((part, index) =>
      part.startsWith('[[') ? (
        <mark key={`${index} ${part}`} class="placeholder-text">
          {part}
        </mark>
      ) : (
        part
      ),
    )}
  </p>
);
