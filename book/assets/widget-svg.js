// A widget's picture as SVG, from what the page shows: boxes, text and colours, where they stand. What can only be used
// (buttons, fields, folded parts) stays out.
(() => {
  const UNUSED = "button, input, select, textarea, .player, .settings, .hall, details, [hidden], .visually-hidden";
  const SIDES = ["Top", "Right", "Bottom", "Left"];
  const CLEAR = /^rgba\(.*, 0\)$|^transparent$/;
  const round = (number) => Math.round(number * 100) / 100;
  const attributes = (named) =>
    Object.entries(named)
      .filter(([, value]) => value !== undefined && value !== "")
      .map(
        ([name, value]) =>
          ` ${name}="${String(typeof value === "number" ? round(value) : value).replace(/[&<"]/g, (c) => `&#${c.charCodeAt(0)};`)}"`,
      )
      .join("");
  const tag = (name, named, inside = "") => `<${name}${attributes(named)}>${inside}</${name}>`;
  const escaped = (text) => text.replace(/[&<]/g, (letter) => `&#${letter.charCodeAt(0)};`);

  function box(element, style, at) {
    const { left, top, width, height } = element.getBoundingClientRect();
    const [x, y, widths] = [left - at.left, top - at.top, SIDES.map((side) => parseFloat(style[`border${side}Width`]))];
    const colours = SIDES.map((side) => style[`border${side}Color`]);
    const fill = CLEAR.test(style.backgroundColor) ? "none" : style.backgroundColor;
    const isEven = widths.every((one) => one === widths[0]) && colours.every((one) => one === colours[0]);
    const drawn = [];
    const shape = { width, height, rx: parseFloat(style.borderTopLeftRadius) || undefined };
    const frame = isEven && widths[0] > 0 && !CLEAR.test(colours[0]);
    const inset = frame ? widths[0] / 2 : 0;
    if (fill !== "none" || frame) {
      const place = { x: x + inset, y: y + inset, ...shape, width: width - 2 * inset, height: height - 2 * inset };
      drawn.push(tag("rect", { ...place, fill, ...(frame && { stroke: colours[0], "stroke-width": widths[0] }) }));
    }
    const corners = [
      [x, y],
      [x + width, y],
      [x + width, y + height],
      [x, y + height],
      [x, y],
    ];
    widths.forEach((one, i) => {
      if (isEven || !one || CLEAR.test(colours[i])) return;
      const [[x1, y1], [x2, y2]] = corners.slice(i, i + 2);
      drawn.push(tag("line", { x1, y1, x2, y2, stroke: colours[i], "stroke-width": one }));
    });
    const thick = parseFloat(style.outlineWidth);
    if (style.outlineStyle !== "none" && thick) {
      const out = parseFloat(style.outlineOffset) + thick / 2;
      const place = { x: x - out, y: y - out, width: width + 2 * out, height: height + 2 * out };
      drawn.push(tag("rect", { ...place, fill: "none", stroke: style.outlineColor, "stroke-width": thick }));
    }
    return drawn.join("");
  }

  /** One text element for each line that a piece of text takes. */
  function words(node, style, at) {
    const range = document.createRange();
    const lines = [];
    for (let i = 0; i < node.data.length; i++) {
      range.setStart(node, i);
      range.setEnd(node, i + 1);
      const rect = range.getClientRects()[0];
      if (!rect?.width) continue;
      const last = lines.at(-1);
      if (last && Math.abs(last.rect.top - rect.top) < 2) last.text += node.data[i];
      else lines.push({ rect, text: node.data[i] });
    }
    const size = parseFloat(style.fontSize);
    const look = { "font-size": size, "font-weight": style.fontWeight, "font-family": style.fontFamily, fill: style.color };
    return lines
      .map(({ rect, text }) => {
        // Of a line's height, letters stand on what is about a fifth of their size above its lower edge.
        const y = rect.top - at.top + rect.height / 2 + size * 0.34;
        return tag("text", { x: rect.left - at.left, y, ...look }, escaped(text.trimEnd()));
      })
      .join("");
  }

  function picture(svg, at) {
    const { left, top, width, height } = svg.getBoundingClientRect();
    const copy = svg.cloneNode(true);
    const [from, to] = [svg, copy].map((one) => [one, ...one.querySelectorAll("*")]);
    from.forEach((one, i) => {
      const { fill, stroke, strokeWidth, opacity } = getComputedStyle(one);
      to[i].removeAttribute("class");
      Object.assign(to[i].style, { fill, stroke, strokeWidth, opacity });
    });
    for (const [name, value] of Object.entries({ x: left - at.left, y: top - at.top, width, height }))
      copy.setAttribute(name, round(value));
    return new XMLSerializer().serializeToString(copy);
  }

  function drawn(element, at) {
    if (element.matches(UNUSED) || !element.checkVisibility({ visibilityProperty: true, opacityProperty: true })) return "";
    if (element instanceof SVGSVGElement) return picture(element, at);
    const style = getComputedStyle(element);
    if (element instanceof HTMLCanvasElement) {
      const { left, top, width, height } = element.getBoundingClientRect();
      return tag("image", { x: left - at.left, y: top - at.top, width, height, href: element.toDataURL() });
    }
    const inside = [...element.childNodes].map((node) => {
      if (node instanceof Element) return drawn(node, at);
      return node instanceof Text && node.data.trim() ? words(node, style, at) : "";
    });
    return box(element, style, at) + inside.join("");
  }

  /** @param {HTMLElement} root a widget @returns {string} a file */
  globalThis.widgetSvg = (root) => {
    const at = root.getBoundingClientRect();
    const size = { width: at.width, height: at.height, viewBox: `0 0 ${round(at.width)} ${round(at.height)}` };
    return tag("svg", { xmlns: "http://www.w3.org/2000/svg", ...size }, drawn(root, at));
  };
})();
