const CHECK_LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ012345';

/** Makes record ids of 18 characters with the given key prefix; no two calls give the same id. */
export type IdMaker = (prefix: string) => string;

/** A maker of record ids that counts up, so that runs are alike. */
export function createIdMaker(): IdMaker {
  let count = 0;
  return (prefix) => {
    count += 1;
    return toLongId(`${prefix}Fk${count.toString(36).toUpperCase().padStart(10, '0')}`);
  };
}

/** The 18 character form of a 15 character id: three letters that carry its upper-case bits. */
export function toLongId(id: string): string {
  const short = id.slice(0, 15);
  const letters = [0, 5, 10].map((start) => {
    const bits = [...short.slice(start, start + 5)].reduce(
      (sum, letter, index) => (letter >= 'A' && letter <= 'Z' ? sum + 2 ** index : sum),
      0,
    );
    return CHECK_LETTERS.charAt(bits);
  });
  return short + letters.join('');
}

/** Two ids name the same record when their first 15 characters agree. */
export function sameId(left: string, right: string): boolean {
  return left.slice(0, 15) === right.slice(0, 15);
}
