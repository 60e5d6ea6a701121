// Break: four networks learn side by side, one of them right. The reader bets; then every number is wiggled.
import { element, eventTarget, find, findAll } from "../shared/dom.js";
import { lineOf } from "./line.js";
import { EPOCHS } from "./rivals.js";
import {
  badgeLabel,
  betLabel,
  CONTEST,
  chapterName,
  countWords,
  EXIT,
  faultWords,
  LETTERS,
  percentRight,
  rivalLabel,
} from "./words.js";

const SPARK = /** @type {[number, number]} */ ([120, 40]);
const FLOOR = 0.5; // the chart's lower end: where one epoch leads, the others can still be told apart
const PARTS = ["x", "W", "b"];

const cardHtml = (letter, i) => `<div class="rival" data-rival="${letter}"><b>${letter}</b>
  <svg viewBox="0 -3 ${SPARK[0]} ${SPARK[1] + 6}" role="img" preserveAspectRatio="none"><polyline/><path class="edge" d="M0 0v${SPARK[1]}h${SPARK[0]}"/></svg>
  <span class="share"></span><button type="button" data-bet="${i}">${betLabel(letter)}</button></div>`;

const exitHtml = () => `<div class="exit" hidden><label><span>${EXIT.question}</span><textarea rows="2"></textarea></label>
  <button type="button" data-do="compare">${EXIT.compare}</button><p class="model" role="status"></p><p class="chapters"></p></div>`;

const contestHtml = () => `<div class="contest"><div class="rivals">${LETTERS.map(cardHtml).join("")}</div>
  <div class="findings" hidden></div>${exitHtml()}</div>`;

/**
 * @param {{ order: (order: any) => void, layers: { name: string, parameters: any }[], total: number, onChange: () => void }} options
 */
export function makeContest({ order, layers, total, onChange }) {
  const box = element(contestHtml());
  const fresh = () => ({
    reads: LETTERS.map(() => []),
    progress: 0,
    bet: null,
    findings: LETTERS.map(() => ({})),
    faults: null,
  });
  const state = { phase: "idle", box, layers, total, ...fresh() };
  const change = (news) => {
    Object.assign(state, news);
    showRivals(state);
    onChange();
  };
  box.addEventListener("click", (event) => {
    const { bet, do: does } = eventTarget(event, "button")?.dataset ?? {};
    if (bet && state.phase === "betting") change({ bet: Number(bet) });
    if (does === "compare") compare(state);
  });
  const hear = {
    rival({ rival, right, progress }) {
      state.reads[rival].push(right);
      change({ progress });
    },
    ready: () => change({ phase: "betting" }),
    found({ rival, layer, of, ...finding }) {
      state.findings[rival][`${layer}.${of}`] = finding;
      change({ at: { rival, layer } });
      showFindings(state);
    },
    checked({ faults }) {
      change({ faults, phase: "checked" });
      showFindings(state);
      find(box, ".exit").hidden = false;
    },
  };
  showRivals(state);
  return {
    box,
    state,
    hear: (news) => hear[news.kind]?.(news),
    start() {
      find(box, ".findings").hidden = true;
      find(box, ".exit").hidden = true;
      change({ phase: "training", ...fresh() });
      order({ order: "rivals", seed: Math.floor(Math.random() * 2 ** 31) });
    },
    check() {
      find(box, ".findings").hidden = false;
      change({ phase: "checking", at: null });
      showFindings(state);
      order({ order: "check" });
    },
    /** A new order would end it: what is not done begins anew. */
    leave() {
      if (state.phase === "training") change({ phase: "idle", ...fresh() });
      if (state.phase === "checking") change({ phase: "betting", findings: fresh().findings });
    },
    /** The one that no wiggle contradicts, and how many parameters agree in the wrong one that hides best. */
    verdict() {
      const right = rightOf(state);
      const totals = state.findings.map(totalsOf);
      const wrong = totals.filter((_, i) => i !== right);
      const all = Object.values(totals[0]).reduce((sum, part) => sum + part, 0);
      return { right, most: Math.max(...wrong.map(({ agree }) => agree)), all };
    },
  };
}

/** All that a network's wiggles came to: of its parameters, and of what its layers take. */
function totalsOf(findings) {
  const totals = { agree: 0, wrong: 0, kinks: 0 };
  for (const [name, finding] of Object.entries(findings))
    if (!name.endsWith(".x")) for (const kind of Object.keys(totals)) totals[kind] += finding[kind];
  return totals;
}

/** The one that the fewest wiggles contradict: none, as float64 is fine enough. */
function rightOf({ findings }) {
  const wrong = findings.map((of) => Object.values(of).reduce((all, finding) => all + finding.wrong, 0));
  return wrong.indexOf(Math.min(...wrong));
}

function showRivals({ box, reads, total, phase, bet }) {
  findAll(box, ".rival").forEach((card, i) => {
    const line = lineOf(reads[i], { size: SPARK, low: FLOOR * total, high: total, length: EPOCHS });
    find(card, "polyline").setAttribute("points", line);
    const last = reads[i].at(-1);
    find(card, ".share").textContent = last === undefined ? "" : percentRight(last, total);
    find(card, "svg").setAttribute("aria-label", rivalLabel(LETTERS[i], reads[i], total));
    const button = find(card, "button");
    button.setAttribute("aria-pressed", String(bet === i));
    button.setAttribute("aria-disabled", String(phase !== "betting"));
  });
}

/** A badge for what a layer takes, and for its W and b: none where it has none. */
function badgeHtml(layer, of, finding) {
  if (of !== "x" && !layer.parameters[of]) return '<i class="none"></i>';
  const verdict = finding ? (finding.wrong ? "wrong" : "right") : "open";
  return `<i data-verdict="${verdict}" role="img" aria-label="${badgeLabel(of, finding)}"><span aria-hidden="true">${of}${CONTEST.marks[verdict]}</span></i>`;
}

function showFindings({ box, layers, findings, faults }) {
  const row = (layer) =>
    `<tr><th scope="row">${layer.name}</th>${findings
      .map((of) => `<td>${PARTS.map((part) => badgeHtml(layer, part, of[`${layer.name}.${part}`])).join("")}</td>`)
      .join("")}</tr>`;
  const told = (texts) => `<td></td>${texts.map((text) => `<td>${text}</td>`).join("")}`;
  const ends = faults
    ? `<tfoot><tr>${told(faults.map(faultWords))}</tr><tr>${told(findings.map((of) => countWords(totalsOf(of))))}</tr></tfoot>`
    : "";
  find(box, ".findings").innerHTML = `<table><caption class="caption">${CONTEST.caption}</caption>
    <thead><tr><td></td>${LETTERS.map((letter) => `<th scope="col">${letter}</th>`).join("")}</tr></thead>
    <tbody>${layers.map(row).join("")}</tbody>${ends}</table>`;
}

/** Nothing that is written is read: it stands beside a model, and its writer judges. */
function compare({ box }) {
  find(box, ".model").textContent = EXIT.model;
  const links = EXIT.chapters.map((name) => {
    const found = /** @type {HTMLAnchorElement | null} */ (document.querySelector(`a[href$="${name}.html"]`));
    const link = element(found ? "<a></a>" : "<span></span>");
    link.textContent = chapterName(name);
    if (found) link.setAttribute("href", found.href);
    return link;
  });
  find(box, ".chapters").replaceChildren(EXIT.more, ...links.flatMap((link, i) => (i ? [", ", link] : [link])), ".");
}
