/** As much of a document as the pages' `h` and `mount` need, so that drawing can be tested without a browser. */
class TestNode {
  childNodes = [];
  parent = null;

  remove() {
    if (this.parent) this.parent.childNodes = this.parent.childNodes.filter((other) => other !== this);
    this.parent = null;
  }

  insertBefore(node, before) {
    node.remove();
    const at = before === null ? this.childNodes.length : this.childNodes.indexOf(before);
    this.childNodes.splice(at, 0, node);
    node.parent = this;
  }

  append(...nodes) {
    for (const node of nodes) this.insertBefore(node instanceof TestNode ? node : new TestText(String(node)), null);
  }

  contains(other) {
    return other === this || this.childNodes.some((child) => child.contains(other));
  }

  replaceChildren(...nodes) {
    for (const child of this.childNodes) child.parent = null;
    this.childNodes = [];
    this.append(...nodes);
  }

  get textContent() {
    return this.childNodes.map((child) => child.textContent).join('');
  }

  set textContent(text) {
    this.replaceChildren(text);
  }

  get all() {
    return [this, ...this.childNodes.flatMap((child) => child.all)];
  }
}

class TestText extends TestNode {
  constructor(text) {
    super();
    this.text = text;
  }

  get textContent() {
    return this.text;
  }
}

class TestElement extends TestNode {
  attributes = {};
  listeners = {};

  constructor(tag) {
    super();
    this.tag = tag;
  }

  get id() {
    return this.attributes.id ?? '';
  }

  setAttribute(name, value) {
    this.attributes[name] = String(value);
  }

  addEventListener(type, listener) {
    (this.listeners[type] ??= []).push(listener);
  }

  focus() {
    globalThis.document.activeElement = this;
  }
}

/** Makes a document of empty regions with these ids the global one; gives a function that finds an element by its id. */
export function documentWith(...ids) {
  const body = new TestElement('body');
  const byId = (id) => body.all.find((node) => node.id === id);
  globalThis.document = {
    activeElement: body,
    head: new TestElement('head'),
    documentElement: { lang: 'es' },
    createElement: (tag) => new TestElement(tag),
    getElementById: (id) => byId(id) ?? null,
    querySelector: () => null,
  };
  for (const id of ids) {
    const region = new TestElement('section');
    region.setAttribute('id', id);
    body.append(region);
  }
  return byId;
}
