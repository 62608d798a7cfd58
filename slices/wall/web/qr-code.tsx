// An address as a code to scan and as words to type: a wall has no keyboard.
import encodeQR from 'qr';
import { useMemo } from 'react';

export function QrCode({ address, label }: { address: string; label: string }) {
  const { size, path } = useMemo(() => {
    const rows = encodeQR(address, 'raw', { border: 2 });
    const squares = rows.flatMap((row, y) =>
      row.flatMap((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : [])),
    );
    return { size: rows.length, path: squares.join('') };
  }, [address]);
  return (
    <svg className="gl-wall-qr" viewBox={`0 0 ${size} ${size}`} role="img" aria-label={label}>
      <rect width={size} height={size} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  );
}

export const absolute = (path: string): string => new URL(path, location.origin).href;
/** What is typed by hand: all but the scheme. Without its query an address would open another list. */
export const writtenAddress = (path: string): string => `${location.host}${path}`;
