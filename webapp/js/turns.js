/** A task that runs once at a time: wishes for it that come before its next run are one. */
export function oneAtATime(task) {
  let turn = Promise.resolve();
  let next;
  return () => {
    next ??= turn = turn.then(() => {
      next = undefined;
      return task();
    });
    return next;
  };
}
