import type { HttpAnswer } from './exchangeHttp.js';
import type { AnswerVerdict } from './orgSession.js';
import { readXmlElement, textAt } from './readXmlElement.js';

const passing = [408, 420, 429, 500, 502, 503, 504];

/** What an answer of the REST API means; an error answer is a JSON list of `{errorCode, message}`. */
export function judgeRestAnswer(answer: HttpAnswer): AnswerVerdict {
  const { status, body } = answer;
  if (status < 300)
    return isJson(body) || body === '' ? { kind: 'good' } : { kind: 'unavailable', text: shortText(answer) };
  const [code, message] = restError(body);
  const text = message === '' ? shortText(answer) : message;
  if (status === 401) return { kind: 'expired', text };
  if (passing.includes(status)) return { kind: 'unavailable', text };
  return { kind: 'refused', code: code === '' ? `HTTP ${status}` : code, text };
}

/** What an answer of the SOAP API means; faults come with status 500. */
export function judgeSoapAnswer(answer: HttpAnswer): AnswerVerdict {
  const envelope = readXmlElement(answer.body);
  if (envelope?.name !== 'Envelope')
    return { kind: answer.status === 401 ? 'expired' : 'unavailable', text: shortText(answer) };
  const fault = textAt(envelope, ['Body', 'Fault', 'faultcode']);
  if (fault === undefined)
    return answer.status < 300 ? { kind: 'good' } : { kind: 'unavailable', text: shortText(answer) };
  const code = fault.replace(/^[^:]*:/, '');
  const text = textAt(envelope, ['Body', 'Fault', 'faultstring']) ?? '';
  // The refusal of JWT-based tokens comes under the code of an expired session, but no new session cures it.
  if (code === 'INVALID_SESSION_ID' && !/JWT/.test(text)) return { kind: 'expired', text };
  if (/^(SERVER_UNAVAILABLE|UNABLE_TO_LOCK_ROW)$/.test(code)) return { kind: 'unavailable', text };
  return { kind: 'refused', code, text };
}

function restError(body: string): readonly [code: string, message: string] {
  try {
    const parsed: unknown = JSON.parse(body);
    const first: unknown = Array.isArray(parsed) ? parsed[0] : parsed;
    if (typeof first !== 'object' || first === null) return ['', ''];
    const { errorCode, message } = first as { readonly errorCode?: unknown; readonly message?: unknown };
    return [typeof errorCode === 'string' ? errorCode : '', typeof message === 'string' ? message : ''];
  } catch {
    return ['', ''];
  }
}

function isJson(body: string): boolean {
  try {
    JSON.parse(body);
    return true;
  } catch {
    return false;
  }
}

/** The title of a page for people, or the start of what came. */
function shortText({ status, body }: HttpAnswer): string {
  const title = /<title>([^<]*)<\/title>/i.exec(body)?.[1]?.trim() ?? '';
  return `HTTP ${status}${title === '' ? '' : ` ${title}`}`;
}
