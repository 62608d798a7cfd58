// What every reply says to a browser about what it may do with it (OWASP secure headers). One fixed list, set
// before anything else, so that refusals and files carry it too.
import type { FastifyInstance } from 'fastify';

/** The screens in development are held to the same, so that nothing is built on what service forbids. */
export const CONTENT_SECURITY = [
  "default-src 'self'",
  "script-src 'self'",
  // Libraries that move things set style attributes from script; those need no inline permission.
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "worker-src 'self' blob:",
  "connect-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
  "form-action 'self'",
].join('; ');

export const SECURITY_HEADERS: Readonly<Record<string, string>> = {
  'content-security-policy': CONTENT_SECURITY,
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'origin-agent-cluster': '?1',
  'referrer-policy': 'no-referrer',
  'strict-transport-security': 'max-age=31536000',
  'x-content-type-options': 'nosniff',
  'x-dns-prefetch-control': 'off',
  'x-frame-options': 'DENY',
  'x-permitted-cross-domain-policies': 'none',
};

export function addSecurityHeaders(app: FastifyInstance): void {
  app.addHook('onRequest', (_request, reply, done) => {
    reply.headers(SECURITY_HEADERS as Record<string, string>);
    done();
  });
}
