// A whole sentence in which one piece of data stands out.

interface SentenceWithDataProps {
  readonly data: string;
  /** The sentence with this mark where the data belongs. */
  readonly sentence: (mark: string) => string;
}

// From the Private Use Area: in no text and in no name.
const mark = '\uE000';

/** The translated sentence decides where the data stands. */
export function SentenceWithData({ data, sentence }: SentenceWithDataProps) {
  const [before, after] = sentence(mark).split(mark);
  return (
    <>
      {before}
      <strong translate="no">{data}</strong>
      {after}
    </>
  );
}
