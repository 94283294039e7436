interface PagerProps {
  /** There is one above a table and one below it. */
  name: string;
  page: number;
  pages: number;
  go: (page: number) => void;
}

/** Ways between the pages of a long table. */
export const Pager = ({ name, page, pages, go }: PagerProps) => {
  const buttons: [string, number, boolean][] = [
    ['First', 0, page > 0],
    ['Previous', page - 1, page > 0],
    ['Next', page + 1, page < pages - 1],
    ['Last', pages - 1, page < pages - 1],
  ];
  return (
    <nav class="pager" aria-label={name}>
      {buttons.map(([words, target, possible]) => (
        <button
          key={words}
          type="button"
          class="button small"
          aria-disabled={!possible}
          onClick={() => possible && go(target)}
        >
          {words}
        </button>
      ))}
    </nav>
  );
};
