import type { OrgRequest } from '../http/reply.js';
import { child, childText, isXmlProblem, readXml, type XmlElement } from '../xml/readXml.js';

/** A call of the SOAP Metadata API. */
export type SoapCall = {
  readonly operation: string;
  readonly argument: XmlElement;
  readonly sessionId: string | undefined;
  readonly apiVersion: number;
};

const SOAP_PATH = /^\/services\/Soap\/m\/(\d+)\.0$/;

/** The operation that a request to the SOAP Metadata API names; undefined for every other request. */
export function soapOperation(request: OrgRequest): string | undefined {
  if (!SOAP_PATH.test(request.path)) return undefined;
  return /<(?:\w+:)?Body[^>]*>\s*<(?:\w+:)?(\w+)/.exec(request.body.toString('utf8'))?.[1] ?? 'unreadable';
}

/** Reads the envelope of a SOAP request; undefined when the body holds none. */
export function readSoapCall(request: OrgRequest): SoapCall | undefined {
  const version = SOAP_PATH.exec(request.path)?.[1];
  const envelope = readXml(request.body.toString('utf8'));
  if (version === undefined || isXmlProblem(envelope)) return undefined;
  const argument = child(envelope, 'Body')?.children[0];
  if (argument === undefined) return undefined;
  const header = child(envelope, 'Header');
  const session = header === undefined ? undefined : child(header, 'SessionHeader');
  return {
    operation: argument.name,
    argument,
    sessionId: session === undefined ? undefined : childText(session, 'sessionId'),
    apiVersion: Number(version),
  };
}
