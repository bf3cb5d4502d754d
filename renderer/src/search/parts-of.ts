// Cuts a name where a text occurs in it, so that what was found can be marked.

/** `isMatch` parts have the wanted text, whatever its capitals and however its umlauts are put together. */
export function partsOf(name: string, wanted: string): readonly { readonly text: string; readonly isMatch: boolean }[] {
  const shown = name.normalize('NFC');
  const [inside, looked] = [shown.toLowerCase(), wanted.normalize('NFC').toLowerCase()];
  // A few letters get longer in lower case; places in one are then no places in the other.
  const at = inside.length === shown.length && looked !== '' ? inside.lastIndexOf(looked) : -1;
  if (at < 0) return [{ text: shown, isMatch: false }];
  const end = at + looked.length;
  return [
    { text: shown.slice(0, at), isMatch: false },
    { text: shown.slice(at, end), isMatch: true },
    { text: shown.slice(end), isMatch: false },
  ].filter(({ text }) => text !== '');
}
