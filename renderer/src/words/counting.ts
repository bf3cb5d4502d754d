// Numbers with their noun: "1 document", "1,204 documents".

const grouped = new Intl.NumberFormat('en');

/** A whole number with separators between thousands. */
export function numberText(count: number): string {
  return grouped.format(count);
}

/** The number and its noun; the plural is `many`, or the noun with an s. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${numberText(count)} ${count === 1 ? one : many}`;
}
