/** A text as a literal of SOQL. */
export function soqlText(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}

/** Texts as the list of `IN (…)`, each once. */
export function soqlList(texts: readonly string[]): string {
  return [...new Set(texts)].map(soqlText).join(', ');
}
