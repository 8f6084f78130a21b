import { Type } from '@sinclair/typebox';
import type { FastifyInstance } from 'fastify';
import { problem } from '../problem';
import { isProblemCode, type ProblemCode, problemCodes } from '../problem-codes';
import type { TypedRequests } from '../typed-requests';

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

const page = (title: string, content: string): string =>
  `<!doctype html><html lang="en"><meta charset="utf-8"><title>${escaped(title)}</title>` +
  `<body style="font-family:sans-serif;max-width:45rem;margin:2rem auto;padding:0 1rem">${content}</body></html>`;

const section = (code: ProblemCode): string => {
  const { status, title, advice } = problemCodes[code];
  return `<h2><a href="/problems/${code}">${code}</a></h2><p><b>${status} ${escaped(title)}.</b> ${escaped(advice)}</p>`;
};

/**
 * `/problems` and `/problems/<code>`: what each `type` of a problem means. Part of the documentation, so open like
 * it: a caller without a key has to be able to read what `unauthenticated` means.
 */
export const problemRoutes = (base: FastifyInstance): void => {
  const app = base.withTypeProvider<TypedRequests>();
  const codes = Object.keys(problemCodes).filter(isProblemCode).sort();

  app.get('/problems', { schema: { hide: true } }, (_request, reply) =>
    reply
      .type('text/html; charset=utf-8')
      .send(page('Problems', `<h1>Problems</h1>${codes.map(section).join('')}`)),
  );

  app.get(
    '/problems/:code',
    { schema: { hide: true, params: Type.Object({ code: Type.String() }) } },
    ({ params }, reply) => {
      const { code } = params;
      if (!isProblemCode(code)) throw problem('not-found', 'There is no problem of this code.');
      return reply.type('text/html; charset=utf-8').send(page(code, section(code)));
    },
  );
};
