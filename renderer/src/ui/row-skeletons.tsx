// Grey rows in place of a list that is being loaded.
import { Skeleton } from '@mantine/core';
import './ui.css';

/** As many rows as the list will roughly have. */
export function RowSkeletons({ rows, height = 64 }: { readonly rows: number; readonly height?: number }) {
  return (
    <div className="row-skeletons">
      {Array.from({ length: rows }, (_, row) => (
        <Skeleton key={row} height={height} radius="md" />
      ))}
    </div>
  );
}
