// Keeps a picture in step with its model. Several settings may change in one go, each with an event of
// its own: draw when all are in. Returns what ends it.
export function keepDrawn(model, names, draw) {
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
  return () => events.forEach((event) => model.off(event, later));
}

// Set the model to this state, as one change.
export function update(model, state) {
  for (const [name, value] of Object.entries(state)) model.set(name, value);
  model.save_changes();
}

// Space plays and pauses, wherever it means nothing else.
export function playOnSpace(root, player) {
  root.addEventListener("keydown", (event) => {
    if (event.key !== " " || event.target.matches("button, select, input:not([type=range])")) return;
    event.preventDefault();
    player.toggle();
  });
}
