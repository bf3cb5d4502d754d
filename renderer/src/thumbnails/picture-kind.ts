// What kind of picture a document can have, by its name.

/** `pdf`: drawn by pdf.js. `image`: drawn by the browser. `none`: an icon stands for it; TIFF is among them. */
export type PictureKind = 'pdf' | 'image' | 'none';

const kinds: Readonly<Record<string, PictureKind>> = {
  ...{ pdf: 'pdf', jpg: 'image', jpeg: 'image', jpe: 'image', jfif: 'image' },
  ...{ png: 'image', bmp: 'image', gif: 'image', webp: 'image' },
};

/** Whatever the name promises is looked at again when it is drawn: what cannot be drawn gets its icon. */
export function pictureKind(fileName: string): PictureKind {
  const ending = /\.([^.\\/]+)$/.exec(fileName)?.[1]?.toLowerCase() ?? '';
  return Object.hasOwn(kinds, ending) ? (kinds[ending] ?? 'none') : 'none';
}

/** The icon that stands for it. */
export function iconKind(fileName: string): 'pdf' | 'image' | 'file' {
  const kind = pictureKind(fileName);
  if (kind !== 'none') return kind;
  return /\.tiff?$/i.test(fileName) ? 'image' : 'file';
}
