// A value once it has stood still for a moment: what costs a question or a drawing follows the fingers only
// when they rest.
import { useEffect, useState } from 'react';

export function useRested<T>(value: T, restMs: number): T {
  const [rested, setRested] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setRested(value), restMs);
    return () => clearTimeout(timer);
  }, [value, restMs]);
  return rested;
}
