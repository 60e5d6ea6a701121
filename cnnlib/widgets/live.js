// The two ways, besides its controls, by which a widget is moved.

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
