/** The proxy of a request: its URL, which may hold a password, and what may be said of it. */
export type Proxy = { readonly url: string; readonly told: string };

/**
 * The proxy that the environment names for a URL, as Node's agents choose it; undefined where there is none or NO_PROXY
 * names the host. (Node also reads ranges of IP addresses in NO_PROXY, which orgs are not called by.)
 * @see https://nodejs.org/api/http.html#built-in-proxy-support
 */
export function proxyOf(url: string, environment: NodeJS.ProcessEnv): Proxy | undefined {
  const { protocol, hostname, port } = new URL(url);
  const names = protocol === 'https:' ? ['https_proxy', 'HTTPS_PROXY'] : ['http_proxy', 'HTTP_PROXY'];
  const variable = names.find((name) => (environment[name] ?? '') !== '');
  if (variable === undefined || isExcepted(hostname, port, environment)) return undefined;
  const proxy = environment[variable] ?? '';
  return { url: proxy, told: `${variable}=${withoutPassword(proxy)}` };
}

function isExcepted(hostname: string, port: string, environment: NodeJS.ProcessEnv): boolean {
  const host = hostname.toLowerCase();
  const entries = (environment['no_proxy'] ?? environment['NO_PROXY'] ?? '').toLowerCase().split(/[\s,]+/);
  return entries.some((entry) => {
    if (entry === '') return false;
    if (entry === '*' || entry === host || entry === `${host}:${port}`) return true;
    const suffix = /^\*?(\..+)$/.exec(entry)?.[1];
    return suffix !== undefined && host.endsWith(suffix);
  });
}

function withoutPassword(proxy: string): string {
  try {
    const { protocol, host } = new URL(proxy);
    return `${protocol}//${host}`;
  } catch {
    return '(not a URL)';
  }
}
