import { register } from 'node:module';

/**
 * Has Node load the pages' modules as a browser does: `/js/…`, `/client/…` and `/console/…` are in the web root, and all of
 * it are modules. Import it first, and then what is to be tested with `await import('/js/…')`.
 */
const hooks = `
const ROOT = ${JSON.stringify(new URL('../../../webapp/', import.meta.url).href)};
const STUBS = { react: ${JSON.stringify(new URL('./react-stub.mjs', import.meta.url).href)} };

export function resolve(specifier, context, next) {
  if (STUBS[specifier]) return { url: STUBS[specifier], shortCircuit: true };
  const isOurs = /^\\/(js|client|console)\\//.test(specifier);
  return next(isOurs ? ROOT + specifier.slice(1) : specifier, context);
}

export const load = (url, context, next) => next(url, url.startsWith(ROOT) ? { ...context, format: 'module' } : context);
`;
register(`data:text/javascript,${encodeURIComponent(hooks)}`);
