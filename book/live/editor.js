// A cell's code, to be edited: CodeMirror, in the colours that the page's code has.
import { defaultKeymap, history, historyKeymap, indentWithTab } from "@codemirror/commands";
import { pythonLanguage } from "@codemirror/lang-python";
import { bracketMatching, indentOnInput, indentUnit, syntaxHighlighting } from "@codemirror/language";
import { EditorState } from "@codemirror/state";
import { EditorView, keymap } from "@codemirror/view";
import { tagHighlighter, tags } from "@lezer/highlight";

// Pygments' names, for which the page has a rule in light and in dark.
const NAMES = {
  k: [tags.keyword, tags.controlKeyword, tags.definitionKeyword],
  kn: [tags.moduleKeyword],
  kc: [tags.bool, tags.null],
  ow: [tags.operatorKeyword],
  o: [
    tags.operator,
    tags.arithmeticOperator,
    tags.compareOperator,
    tags.logicOperator,
    tags.bitwiseOperator,
    tags.updateOperator,
  ],
  s2: [tags.string, tags.special(tags.string)],
  mi: [tags.number],
  c1: [tags.comment, tags.lineComment],
  nf: [tags.function(tags.definition(tags.variableName))],
  nc: [tags.definition(tags.className)],
  bp: [tags.self],
};
const highlighter = tagHighlighter(Object.entries(NAMES).flatMap(([name, all]) => all.map((tag) => ({ tag, class: name }))));

/** @param {{ parent: HTMLElement, code: string, label: string, run: () => void, leave: () => void, changed: (code: string) => void }} given */
export function makeEditor({ parent, code, label, run, leave, changed }) {
  const does = (act) => () => {
    act();
    return true;
  };
  return new EditorView({
    parent,
    state: EditorState.create({
      doc: code,
      extensions: [
        keymap.of([
          { key: "Shift-Enter", run: does(run) },
          { key: "Mod-Enter", run: does(run) },
          { key: "Escape", run: does(leave) },
          indentWithTab,
          ...historyKeymap,
          ...defaultKeymap,
        ]),
        history(),
        indentUnit.of("    "),
        indentOnInput(),
        bracketMatching(),
        pythonLanguage,
        syntaxHighlighting(highlighter),
        EditorView.contentAttributes.of({ "aria-label": label, spellcheck: "false", autocapitalize: "off", tabindex: "0" }),
        EditorView.updateListener.of((update) => update.docChanged && changed(update.state.doc.toString())),
      ],
    }),
  });
}

export function setCode(view, code) {
  view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: code } });
}
