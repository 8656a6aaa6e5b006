import { distance } from 'fastest-levenshtein';

/** The candidates that a person may have meant, nearest first, at most three; empty when none is near. */
export function nearestWords(found: string, candidates: readonly string[]): readonly string[] {
  const plain = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
  const wanted = plain(found);
  if (wanted === '' || found.length > 80) return [];
  return candidates
    .map((candidate) => ({ candidate, steps: distance(wanted, plain(candidate)) }))
    .filter(({ candidate, steps }) => steps <= Math.max(1, Math.floor(Math.min(wanted.length, candidate.length) / 3)))
    .sort((one, other) => one.steps - other.steps)
    .slice(0, 3)
    .map(({ candidate }) => candidate);
}
