/** As much of React as a hook needs: states, effects that run again when what they depend on changed, and their ends. */
let current;

export function rendering(hook) {
  const cells = [];
  let at;
  const self = {
    render(...args) {
      at = 0;
      current = { next: (make) => (cells[at] ??= make(), cells[at++]) };
      self.result = hook(...args);
      current = undefined;
      for (const cell of cells) if (cell.due) cell.run();
      return self.result;
    },
    unmount: () => cells.forEach((cell) => cell.end?.()),
  };
  return self;
}

export function useState(initial) {
  const cell = current.next(() => ({ value: initial }));
  return [cell.value, (next) => (cell.value = typeof next === 'function' ? next(cell.value) : next)];
}

export function useEffect(effect, dependencies) {
  const cell = current.next(() => ({}));
  cell.due = !cell.seen || dependencies.some((value, i) => !Object.is(value, cell.seen[i]));
  cell.run = () => {
    cell.end?.();
    cell.seen = dependencies;
    cell.due = false;
    cell.end = effect();
  };
}
