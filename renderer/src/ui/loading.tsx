// Grey bars in the shape of a list while its content is on the way.
import { Skeleton } from '@mantine/core';

export function Loading({ rows = 4 }: { readonly rows?: number }) {
  return (
    <div role="status" aria-busy="true">
      <span className="visually-hidden">Loading…</span>
      <ul className="rows" aria-hidden="true">
        {Array.from({ length: rows }, (_, row) => (
          <li key={row} style={{ padding: '1rem 1.1rem' }}>
            <Skeleton height={12} width={`${38 - (row % 3) * 7}%`} radius="xl" mb={10} />
            <Skeleton height={10} width={`${62 - (row % 2) * 14}%`} radius="xl" />
          </li>
        ))}
      </ul>
    </div>
  );
}
