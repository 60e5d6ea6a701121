// A picture that opens with a question: its `asks` says so, until the question is settled or left.

/** @typedef {import("@anywidget/types").RenderProps["model"]} Model */

/**
 * Shows whether it asks, now if it does, and at each change from outside.
 * @param {Model} model
 * @param {(asks: boolean) => void} show
 */
export function followAsks(model, show) {
  const hear = () => show(model.get("asks"));
  model.on("change:asks", hear);
  if (model.get("asks")) show(true);
  return () => model.off("change:asks", hear);
}

/** It is settled, or left. @param {Model} model */
export function forgetAsks(model) {
  model.set("asks", false);
  model.save_changes();
}
