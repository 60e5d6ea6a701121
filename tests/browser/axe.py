"""axe on a page. Of text that looks alike in places that look alike it looks at one, as this takes most of its time."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

SCRIPT = Axe().axe_script
# preload: axe would ask for the style sheets again, at addresses that it gets wrong.
# resultTypes: what is in order need not be listed, which takes most of the time.
OPTIONS = {"preload": False, "resultTypes": ["violations"]}
COLOURS = {"runOnly": ["color-contrast", "link-in-text-block"]}

# Marks text whose contrast is that of text before it: the same style, in places of the same styles all the way up.
# axe passes over single letters, signs, and what is disabled: these stand for themselves alone.
MARK_TWINS = """() => {
  const kinds = new Map();
  const seen = new Set();
  const kindOf = (key) => kinds.get(key) ?? kinds.set(key, kinds.size).size - 1;
  const styles = ["color", "backgroundColor", "backgroundImage", "opacity", "fontSize", "fontWeight", "textShadow",
    "display", "visibility", "position", "overflow", "zIndex", "filter", "mixBlendMode", "clipPath", "textIndent"];
  const visit = (element, outer) => {
    const style = getComputedStyle(element);
    const disabled = element.matches(":disabled, [aria-disabled=true], label");
    const kind = kindOf([outer, disabled, ...styles.map((name) => style[name])].join("|"));
    const text = element.textContent.trim();
    const isText = !element.childElementCount;
    const look = [kind, element.tagName, text.length > 1, /\\w/.test(text), element.checkVisibility()].join("|");
    element.toggleAttribute("data-twin", isText && seen.has(look));
    if (isText) seen.add(look);
    if (isFormulaLike(element, kind) || element.matches(".drawing")) return;
    for (const child of element.children) visit(child, kind);
    const parts = [...element.querySelectorAll("*")];
    const isCodeLike = element.matches("pre") && parts.length && parts.every((part) => part.hasAttribute("data-twin"));
    element.toggleAttribute("data-same", Boolean(isCodeLike));
  };
  // All formulas have the same parts; what names something, what has a colour of its own, and what scrolls is looked at.
  const isFormulaLike = (element, kind) => {
    if (!element.matches(".katex")) return false;
    const box = element.closest(".math") ?? element;
    const own = element.closest("a, button, caption, h1, h2, h3, h4, label, summary, th")
      ?? element.querySelector('[style*="color"]');
    const same = !own && box.scrollWidth <= box.clientWidth && seen.has(`formula ${kind}`);
    element.toggleAttribute("data-same", same);
    seen.add(`formula ${kind}`);
    return same;
  };
  visit(document.documentElement, "");
}"""
# A colour on its way, as after a change of theme, is none that a reader reads. What is out of sight may stand still as long
# as nothing else on the page moves, so its end is not waited for.
SETTLE = """async () => {
  await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  const ends = (motion) => motion.playState === "running" && motion.effect.getComputedTiming().endTime < Infinity;
  const ending = document.getAnimations().filter(ends);
  for (const motion of ending) motion.finish();
  await Promise.all(ending.map((motion) => motion.finished.catch(() => null)));
}"""
RUN = """async ([context, options]) => {
  axe.configure({ rules: [{ id: "color-contrast", selector: ":not([data-twin])" }] });
  // A drawing is one picture, of which only the description is read: what is in it need not be walked through. Nor what is
  // in code and in formulas that are like others: code keeps its text, and with it its width.
  const kept = [...document.querySelectorAll(".drawing svg, [data-same]")].map((whole) => [whole, [...whole.childNodes]]);
  for (const [whole] of kept) whole.replaceChildren(...(whole.matches("pre") ? [whole.textContent] : []));
  const { violations } = await axe.run(context ?? document, options);
  for (const [whole, parts] of kept) whole.replaceChildren(...parts);
  for (const name of ["data-twin", "data-same"]) {
    for (const marked of document.querySelectorAll(`[${name}]`)) marked.removeAttribute(name);
  }
  return violations.map(({ id, nodes }) => [id, nodes.slice(0, 3).map(({ html }) => html.slice(0, 200))]);
}"""


def faults(page: Page, within: str | None = None, **options) -> list:
    """What axe finds: the rule that is broken, and where."""
    bring_axe(page)
    page.evaluate(SETTLE)
    page.evaluate(MARK_TWINS)
    return page.evaluate(RUN, [within, OPTIONS | options])


def axe_finds_nothing(page: Page, within: str | None = None, **options) -> None:
    assert faults(page, within, **options) == []


def bring_axe(page: Page) -> None:
    if not page.evaluate("'axe' in globalThis"):
        page.evaluate(SCRIPT)
