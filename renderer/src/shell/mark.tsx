// The program's sign: sheets that drop into a tray.

export function Mark() {
  return (
    <svg width="24" height="24" viewBox="0 0 24 24" fill="none" aria-hidden="true">
      <rect x="1" y="1" width="22" height="22" rx="6" fill="#2f8770" />
      <path d="M12 4.8v7.4m-3.1-2.9 3.1 3.1 3.1-3.1" stroke="#fff" strokeWidth="2" strokeLinecap="round" strokeLinejoin="round" />
      <path d="M5.6 13.6v3.2c0 .9.7 1.6 1.6 1.6h9.6c.9 0 1.6-.7 1.6-1.6v-3.2" stroke="#b4d8cc" strokeWidth="2" strokeLinecap="round" />
    </svg>
  );
}
