// A widget's picture as SVG, from what the page shows: boxes, text and colours, where they stand. What can only be used
// (buttons, fields, folded parts) stays out.
(() => {
  const UNUSED = "button, input, select, textarea, label, legend, .player, .hall, .ask, details, [hidden], .visually-hidden";
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
      if (last && Math.abs(last.rect.top - rect.top) < 2)
        Object.assign(last, { text: last.text + node.data[i], right: rect.right });
      else lines.push({ rect, text: node.data[i], right: rect.right });
    }
    const size = parseFloat(style.fontSize);
    const look = { "font-size": size, "font-weight": style.fontWeight, "font-family": style.fontFamily, fill: style.color };
    return lines
      .map(({ rect, text, right }) => {
        // Where its reader has no such face, the line is as long in another.
        const fit = { textLength: right - rect.left, lengthAdjust: "spacingAndGlyphs" };
        const y = rect.top - at.top + rect.height / 2 + size * 0.34; // what letters stand on
        return tag("text", { x: rect.left - at.left, y, ...fit, ...look, "xml:space": "preserve" }, escaped(text));
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

  /** How far down what is drawn of the widget reaches. */
  function bottom(root) {
    const leaves = [...root.querySelectorAll("*")].filter((one) => !one.children.length && !one.closest(UNUSED));
    const shown = leaves.filter(
      (one) => one.checkVisibility() && (one.textContent.trim() || one.matches("[data-index], .sheet path")),
    );
    return Math.max(...shown.map((one) => one.getBoundingClientRect().bottom));
  }

  /** @param {HTMLElement} root a widget @returns {string} a file */
  globalThis.widgetSvg = (root) => {
    const at = root.getBoundingClientRect();
    const [width, height] = [at.width, bottom(root) - at.top + 16];
    const paper = tag("rect", { width, height, fill: getComputedStyle(root).backgroundColor });
    const inside = [...root.children].map((child) => drawn(child, at));
    const size = { width, height, viewBox: `0 0 ${round(width)} ${round(height)}` };
    return tag("svg", { xmlns: "http://www.w3.org/2000/svg", ...size }, paper + inside.join(""));
  };
})();
