/** An element with attributes, `on…` listeners and children. Text is only ever a text node. */
export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? '' : value);
  }
  element.append(...present(children));
  return element;
}

/**
 * Keeps each region in step with the state: drawn again only when something it depends on changed. One that cannot be drawn
 * stays as it was, and disturbs no other.
 */
export function mount(store, actions, regions) {
  for (const region of regions) {
    const draw = drawing(region, actions);
    store.watch((state) => {
      try {
        draw(state);
      } catch (error) {
        console.error(`#${region.at} cannot be drawn`, error);
      }
    });
  }
}

function drawing({ at, view, depends, shown = () => true }, actions) {
  const root = document.getElementById(at);
  let drawn = [];
  return (state) => {
    root.hidden = !shown(state);
    if (!view || root.hidden) return;
    const now = depends(state);
    if (drawn.length === now.length && now.every((value, i) => Object.is(value, drawn[i]))) return;
    drawn = now;
    keepingFocus(root, () => reconcile(root, present([view(state, actions)])));
  };
}

/** Makes `nodes` the children of `parent`, without touching those that stay. */
function reconcile(parent, nodes) {
  const staying = new Set(nodes);
  for (const child of [...parent.childNodes]) if (!staying.has(child)) child.remove();
  nodes.forEach((node, i) => {
    if (parent.childNodes[i] !== node) parent.insertBefore(node, parent.childNodes[i] ?? null);
  });
}

/** Drawing never takes the focus away: it goes to the element with the same id, else to the region. */
function keepingFocus(root, draw) {
  const { activeElement } = document;
  const inside = root.contains(activeElement);
  draw();
  if (!inside || root.contains(document.activeElement)) return;
  const successor = activeElement.id && document.getElementById(activeElement.id);
  (successor || root).focus({ preventScroll: true });
  if (successor) putCaret(successor, activeElement);
}

/** Where one types in the middle of a text, one goes on there. */
function putCaret(field, { selectionStart: start, selectionEnd: end, value }) {
  if (typeof start === 'number' && field.value === value) field.setSelectionRange?.(start, end);
}

const NOTHING = new Set([undefined, null, false, '']);

const present = (children) => children.flat(Infinity).filter((child) => !NOTHING.has(child));
