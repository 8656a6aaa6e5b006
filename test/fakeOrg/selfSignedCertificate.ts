import { createPublicKey, createSign, generateKeyPairSync, type KeyObject } from 'node:crypto';

/** A certificate that a key signed for itself: DER as base64, and the private key. */
export type SelfSigned = { readonly base64: string; readonly privateKey: KeyObject };

/** Makes an RSA key and the smallest X.509 certificate for it (RFC 5280 §4.1), valid from 2020 to 2049. */
export function selfSignedCertificate(): SelfSigned {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const algorithm = sequence(Buffer.from('06092a864886f70d01010b0500', 'hex'));
  const name = sequence(tag(0x31, sequence(Buffer.from('0603550403', 'hex'), tag(0x0c, Buffer.from('fake org test')))));
  const validity = sequence(tag(0x17, Buffer.from('200101000000Z')), tag(0x17, Buffer.from('491231235959Z')));
  const key = createPublicKey(privateKey).export({ type: 'spki', format: 'der' });
  const body = sequence(tag(0x02, Buffer.from([1])), algorithm, name, validity, name, key);
  const signature = createSign('RSA-SHA256').update(body).sign(privateKey);
  const certificate = sequence(body, algorithm, tag(0x03, Buffer.concat([Buffer.from([0]), signature])));
  return { base64: certificate.toString('base64'), privateKey };
}

function sequence(...parts: readonly Buffer[]): Buffer {
  return tag(0x30, Buffer.concat(parts));
}

function tag(type: number, content: Buffer): Buffer {
  const { length } = content;
  const size = length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([type, ...size]), content]);
}
