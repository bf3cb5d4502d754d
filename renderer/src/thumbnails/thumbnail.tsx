// A small picture of a document, or an icon for its kind. It is drawn when it comes into sight.
import { IconFile, IconFileTypePdf, IconPhoto } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { iconKind } from './picture-kind';
import { knownPicture, loadPicture, type PicturedDocument } from './load-picture';
import './thumbnails.css';

const icons = { pdf: IconFileTypePdf, image: IconPhoto, file: IconFile } as const;

/** Says nothing to screen readers: the file's name stands beside it. */
export function Thumbnail({ document }: { readonly document: PicturedDocument }) {
  const frame = useRef<HTMLSpanElement>(null);
  const { id, fileName, sizeBytes } = document;
  const [picture, setPicture] = useState(() => knownPicture(document) ?? null);
  useEffect(() => {
    const element = frame.current;
    if (element === null || knownPicture({ id, fileName, sizeBytes }) !== undefined) return;
    let asked: AbortController | null = null;
    const observer = new IntersectionObserver(([entry]) => {
      asked?.abort();
      if (entry?.isIntersecting !== true) return;
      const { signal } = (asked = new AbortController());
      void loadPicture({ id, fileName, sizeBytes }, signal).then((drawn) => {
        if (!signal.aborted) setPicture(drawn);
      });
    });
    observer.observe(element);
    return () => {
      observer.disconnect();
      asked?.abort();
    };
  }, [id, fileName, sizeBytes]);
  const Icon = icons[iconKind(fileName)];
  return (
    <span ref={frame} className="thumbnail" data-testid="thumbnail" data-drawn={picture !== null} aria-hidden="true">
      {picture === null ? <Icon size={22} stroke={1.4} /> : <img src={picture} alt="" />}
    </span>
  );
}
