import { X509Certificate } from 'node:crypto';

/** What a certificate file holds, or why it is none. */
export type CertificateFacts =
  | { readonly fault: 'private-key' | 'several' | 'unreadable' }
  | {
      readonly notBefore: Date;
      readonly notAfter: Date;
      /** Such as `rsa` or `ec`. */
      readonly keyType: string;
      /** Size of an RSA key in bits. */
      readonly keyBits?: number;
    };

/** Reads a PEM or DER file with exactly one X.509 certificate. */
export function certificateFacts(bytes: Uint8Array): CertificateFacts {
  const text = Buffer.from(bytes).toString('latin1');
  if (/-----BEGIN [A-Z ]*PRIVATE KEY-----/.test(text)) return { fault: 'private-key' };
  if (text.split('-----BEGIN CERTIFICATE-----').length > 2) return { fault: 'several' };
  try {
    const certificate = new X509Certificate(bytes);
    const { asymmetricKeyType, asymmetricKeyDetails } = certificate.publicKey;
    const bits = asymmetricKeyDetails?.modulusLength;
    return {
      notBefore: new Date(certificate.validFrom),
      notAfter: new Date(certificate.validTo),
      keyType: asymmetricKeyType ?? 'unknown',
      ...(bits === undefined ? {} : { keyBits: bits }),
    };
  } catch {
    // Node says only that ASN.1 did not fit; whatever it was, it is no certificate.
    return { fault: 'unreadable' };
  }
}
