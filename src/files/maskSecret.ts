/** The text with the secret replaced, as it is and as programs like to print it: as JSON, URL-encoded, in base64. */
export function maskSecret(text: string, secret: string): string {
  if (secret === '') return text;
  const bytes = Buffer.from(secret);
  const forms = [
    secret,
    JSON.stringify(secret).slice(1, -1),
    encodeURIComponent(secret),
    bytes.toString('base64'),
    bytes.toString('base64').replace(/=+$/, ''),
    bytes.toString('base64url'),
    bytes.toString('hex'),
    secret.toLowerCase(),
  ];
  return [...new Set(forms)].reduce((masked, form) => masked.replaceAll(form, '[REDACTED]'), text);
}
