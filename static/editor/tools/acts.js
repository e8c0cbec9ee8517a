// What buttons and keys do beyond plain marks and blocks: notes, pictures, tables, languages, comments.

import { Extension } from "@tiptap/core";
import { NodeSelection, TextSelection } from "@tiptap/pm/state";
import {
  addColumnAfter, addColumnBefore, addRowAfter, addRowBefore, deleteColumn, deleteRow, deleteTable, mergeCells,
  splitCell, toggleHeaderColumn, toggleHeaderRow,
} from "@tiptap/pm/tables";
import { newId } from "../schema/clean.js";
import { ONLY_COMMENT } from "./gate.js";

const TABLE = {
  addColumnAfter, addColumnBefore, addRowAfter, addRowBefore, deleteColumn, deleteRow, deleteTable, mergeCells,
  splitCell, toggleHeaderColumn, toggleHeaderRow,
};
const SHOWN = new Set(["bold", "italic", "underline", "strike", "subscript", "superscript", "link", "language"]);

// A table has to stand where blocks may: never inside a line.
function makeTable(schema, rows, columns) {
  const { table, tableRow, tableHeader, tableCell, paragraph } = schema.nodes;
  const line = (type) => tableRow.create(null, Array.from({ length: columns }, () => type.create(null, paragraph.create())));
  const body = Array.from({ length: rows - 1 }, () => line(tableCell));
  return table.create({ id: newId() }, [line(tableHeader), ...body]);
}

// Notes are collected at the end; a new one takes its place among them in the order of their marks in the text.
function placeOfNote(doc, position) {
  let before = 0;
  doc.nodesBetween(0, position, (node) => {
    if (node.type.name === "footnoteRef") before += 1;
    return true;
  });
  let place = null;
  let passed = 0;
  let end = doc.content.size;
  doc.forEach((node, at) => {
    if (node.type.name !== "footnote") return;
    if (passed === before && place === null) place = at;
    passed += 1;
    end = at + node.nodeSize;
  });
  return place ?? end;
}

export const Acts = Extension.create({
  name: "acts",
  addCommands() {
    const table = Object.fromEntries(
      Object.entries(TABLE).map(([name, act]) => [name, () => ({ state, dispatch }) => act(state, dispatch)]),
    );
    return {
      ...table,
      addTable:
        (rows = 3, columns = 3) =>
        ({ tr, state, dispatch }) => {
          if (state.selection.$from.node(1)?.type.name === "footnote") return false;
          const made = makeTable(state.schema, rows, columns);
          if (!dispatch) return true;
          const at = tr.selection.$from.depth ? tr.selection.$from.after(1) : tr.selection.to;
          tr.insert(at, made).setSelection(TextSelection.near(tr.doc.resolve(at + 3))).scrollIntoView();
          dispatch(tr);
          return true;
        },
      addNote:
        () =>
        ({ tr, state, dispatch }) => {
          const { $from, to } = state.selection;
          if (!$from.parent.inlineContent || $from.parent.type.name === "footnote") return false;
          if (!dispatch) return true;
          const id = newId();
          const place = placeOfNote(state.doc, to);
          const { footnoteRef, footnote } = state.schema.nodes;
          tr.insert(place, footnote.create({ id })).insert(to, footnoteRef.create({ id }));
          const inside = tr.mapping.slice(1).map(place) + 1;
          tr.setSelection(TextSelection.create(tr.doc, inside)).scrollIntoView();
          dispatch(tr);
          return true;
        },
      addFigure:
        ({ figure, alt, caption }) =>
        ({ tr, state, dispatch }) => {
          if (!dispatch) return true;
          const words = caption ? state.schema.text(caption) : null;
          const made = state.schema.nodes.figure.create({ figure, alt, id: newId() }, words);
          const { $from } = state.selection;
          const at = $from.depth ? $from.after(1) : state.selection.to;
          tr.insert(at, made).setSelection(TextSelection.near(tr.doc.resolve(at + 1 + (caption?.length ?? 0)))).scrollIntoView();
          dispatch(tr);
          return true;
        },
      putAtom:
        (name, attributes) =>
        ({ tr, state, dispatch }) => {
          const { selection } = state;
          const made = state.schema.nodes[name].create(attributes);
          const chosen = selection instanceof NodeSelection && selection.node.type.name === name;
          if (!chosen && !selection.$from.parent.inlineContent) return false;
          if (!dispatch) return true;
          if (chosen) tr.replaceWith(selection.from, selection.to, made);
          else tr.insert(selection.to, made).setSelection(TextSelection.create(tr.doc, selection.to + 1));
          dispatch(tr.scrollIntoView());
          return true;
        },
      // Clearing the form of a passage leaves its comments where they are.
      clearMarks:
        () =>
        ({ tr, state, dispatch }) => {
          const { from, to } = state.selection;
          for (const name of SHOWN) tr.removeMark(from, to, state.schema.marks[name]);
          tr.setStoredMarks([]);
          dispatch?.(tr);
          return true;
        },
      markThread:
        (thread, from, to) =>
        ({ tr, state, dispatch }) => {
          const mark = state.schema.marks.comment.create({ thread });
          tr.addMark(from, to, mark).setMeta(ONLY_COMMENT, true);
          if (!tr.docChanged) return false;
          dispatch?.(tr);
          return true;
        },
      unmarkThread:
        (thread) =>
        ({ tr, state, dispatch }) => {
          const mark = state.schema.marks.comment.create({ thread });
          tr.removeMark(0, state.doc.content.size, mark).setMeta(ONLY_COMMENT, true);
          dispatch?.(tr);
          return true;
        },
      jumpTo:
        (position) =>
        ({ tr, dispatch }) => {
          dispatch?.(tr.setSelection(TextSelection.near(tr.doc.resolve(Math.min(position + 1, tr.doc.content.size)))).scrollIntoView());
          return true;
        },
    };
  },
  addKeyboardShortcuts() {
    return { "Mod-Alt-f": () => this.editor.commands.addNote(), "Mod-\\": () => this.editor.commands.clearMarks() };
  },
});
