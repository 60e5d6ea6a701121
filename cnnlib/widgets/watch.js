// Several traits may change in one go, each with an event of its own: draw when all are in.
export function watch(model, names, draw) {
  let waiting = false;
  const later = () => {
    if (waiting) return;
    waiting = true;
    queueMicrotask(() => {
      waiting = false;
      draw();
    });
  };
  const events = names.map((name) => `change:${name}`);
  for (const event of events) model.on(event, later);
  return () => {
    for (const event of events) model.off(event, later);
  };
}
