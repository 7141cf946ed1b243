const HOLD = 180;
const SLIP = 10;

/**
 * Paints on a grid with mouse, finger or pen. A mouse paints at once; a finger paints once it has been held still for a
 * moment, as until then it may be scrolling. `begin(cell)` says whether painting may begin there; `over(cell)` comes for
 * each cell on the way, `done()` at the end, `dropped()` where it came to nothing; `tap(cell)` is a finger's short touch.
 * Ends with the signal.
 */
export function brush(grid, { begin, over, done, dropped, tap }, signal) {
  let painting = false;
  let touch;

  const cellAt = ({ clientX, clientY }) => {
    const cell = document.elementFromPoint(clientX, clientY)?.closest('[data-cell]');
    return cell && grid.contains(cell) ? cell : undefined;
  };

  const start = (cell) => {
    painting = Boolean(cell) && begin(cell);
    if (painting) over(cell);
  };

  const move = (event) => {
    if (painting) {
      const cell = cellAt(event);
      if (cell) over(cell);
    } else if (touch && Math.hypot(event.clientX - touch.x, event.clientY - touch.y) > SLIP) forget();
  };

  const forget = () => {
    clearTimeout(touch?.timer);
    touch = undefined;
  };

  const release = (event) => {
    if (painting) (event.type === 'pointerup' ? done : dropped)();
    else if (touch && event.type === 'pointerup') tap(touch.cell);
    painting = false;
    forget();
  };

  grid.addEventListener('pointerdown', (event) => {
    const cell = cellAt(event);
    if (!cell || !event.isPrimary || event.button !== 0) return;
    if (event.pointerType !== 'touch') {
      event.preventDefault();
      cell.focus({ preventScroll: true });
      return void start(cell);
    }
    event.target.releasePointerCapture?.(event.pointerId);
    const hold = () => {
      navigator.vibrate?.(10);
      touch = undefined;
      start(cell);
    };
    touch = { cell, x: event.clientX, y: event.clientY, timer: setTimeout(hold, HOLD) };
  });
  grid.addEventListener('touchmove', (event) => painting && event.preventDefault(), { passive: false });
  grid.addEventListener('contextmenu', (event) => (painting || touch) && event.preventDefault());
  // the rest is wherever the pointer goes
  document.addEventListener('pointermove', move, { signal });
  document.addEventListener('pointerup', release, { signal });
  document.addEventListener('pointercancel', release, { signal });
}
