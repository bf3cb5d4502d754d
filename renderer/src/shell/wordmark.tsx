// The program's name with its mark: sheets becoming one batch.

/** Decorative beside the name, which is text. */
export function Wordmark() {
  return (
    <div className="wordmark">
      <svg width="26" height="26" viewBox="0 0 26 26" aria-hidden="true">
        <rect x="1" y="1" width="24" height="24" rx="7" fill="var(--mantine-color-pine-7)" />
        <path d="M8 7.5h10M8 11h10" stroke="#ffffff" strokeOpacity="0.65" strokeWidth="1.8" strokeLinecap="round" />
        <path d="M7.2 15.2h11.6v2.3a1.5 1.5 0 0 1-1.5 1.5H8.7a1.5 1.5 0 0 1-1.5-1.5z" fill="#ffffff" />
      </svg>
      <span className="wordmark-name" translate="no">
        Batchdrop
      </span>
    </div>
  );
}
