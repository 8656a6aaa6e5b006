import { describe, expect, it } from '@jest/globals';
import { certificateFile } from '../../../../src/catalog/codecs/certificateFile.js';

/** A self-signed certificate on the curve P-256, made for this test; its key was thrown away. */
const body = [
  'MIIBbzCCARWgAwIBAgIUFz9EXgUmpo7bz66Li/jsojtlkr4wCgYIKoZIzj0EAwIw',
  'DDEKMAgGA1UEAwwBdDAgFw0yNjExMjEwMDU3MTFaGA8yMTI2MTAyODAwNTcxMVow',
  'DDEKMAgGA1UEAwwBdDBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABAZhjKsGfM/k',
  'O21fomQ3Rz58R+0BiDQAXu/+oZY/tKu/1rWuKacvZqG3qM+q3NzCiGLSGhsDrGz9',
  '1d9D7oqicC2jUzBRMB0GA1UdDgQWBBQx6y27ERMKo/HLetFMeTraa4G2IDAfBgNV',
  'HSMEGDAWgBQx6y27ERMKo/HLetFMeTraa4G2IDAPBgNVHRMBAf8EBTADAQH/MAoG',
  'CCqGSM49BAMCA0gAMEUCIFydQiygP3iMxqVfwj3qbl45EtGuI03qJnMYxRzUJsP+',
  'AiEA2Xw5n7KcaSsF/9Lg/Yge/INuOB+HMQSzmhWWuy2SHyw=',
].join('\n');
const pem = `-----BEGIN CERTIFICATE-----\n${body}\n-----END CERTIFICATE-----\n`;
const codec = certificateFile();
const node = (content: string) => ({ name: 'certificate', content });
const contextWith = (content: string | Uint8Array) => ({
  apiVersion: 66,
  fileContent: (path: string) => (path === 'server.crt' ? Buffer.from(content) : undefined),
});

describe('certificateFile', () => {
  it('writes the base64 of the DER in lines of 64 characters, from PEM and DER alike', () => {
    expect(codec.write('server.crt', ['certificate'], contextWith(pem))).toEqual([node(body)]);
    expect(codec.write('server.crt', ['certificate'], contextWith(Buffer.from(body, 'base64')))).toEqual([node(body)]);
  });

  it('writes nothing for a file that is not there', () => {
    expect(codec.write('other.crt', ['certificate'], contextWith(pem))).toEqual([]);
  });

  it.each([
    ['with armour', pem],
    ['without armour', body],
    ['on one line', body.replace(/\n/g, '')],
    ['with Windows line ends', pem.replace(/\n/g, '\r\n')],
  ])('reads a certificate %s as the same lines', (_, content) => {
    expect(codec.read([node(content)], ['certificate'])).toEqual({ value: body });
  });

  it.each(['', 'MyCertificate', 'AAAA', 'a-b'])('cannot read %j', (content) => {
    expect(codec.read([node(content)], ['certificate'])).toEqual({ unreadable: 'a certificate that cannot be read' });
  });

  it('wants the path of a file', () => {
    expect(codec.check('certificates/server.crt', 66)).toEqual([]);
    expect(codec.check(true, 66)).toMatchObject([
      { rule: 'shape/wrong-kind', tokens: { expected: 'certificateFile' } },
    ]);
    expect(codec.check('', 66)).toMatchObject([{ rule: 'shape/empty-value' }]);
  });
});
