const maxLength = 80;

/** The nearest legal API name: other characters become single underscores, a letter comes first, at most 80 characters. */
export function legalApiName(found: string): string {
  const plain = decoded(found)
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[^A-Za-z0-9]+/g, '_')
    .replace(/^_+/, '');
  const started = /^[A-Za-z]/.test(plain) ? plain : `App_${plain}`;
  return started.slice(0, maxLength).replace(/_+$/, '');
}

function decoded(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}
