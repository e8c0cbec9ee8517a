// Lists and tables.

import { getExtensionField, Node, wrappingInputRule } from "@tiptap/core";
import { goToNextCell, tableEditing } from "@tiptap/pm/tables";
import { attribute } from "./blocks.js";
import { cleanId, cleanNumber } from "./clean.js";

export const ListItem = Node.create({
  name: "listItem",
  content: "paragraph block*",
  defining: true,
  parseHTML: () => [{ tag: "li" }],
  renderHTML: () => ["li", 0],
  addKeyboardShortcuts() {
    const outside = () => this.editor.state.selection.$from.depth < 2 || !this.editor.isActive(this.name);
    return {
      Enter: () => this.editor.commands.splitListItem(this.name),
      Tab: () => !outside() && this.editor.commands.sinkListItem(this.name),
      "Shift-Tab": () => !outside() && this.editor.commands.liftListItem(this.name),
      // At the beginning of an item, backspace leaves the list instead of joining two items unseen.
      Backspace: () => {
        const { empty, $from } = this.editor.state.selection;
        if (!empty || $from.parentOffset > 0 || outside() || $from.index(-1) > 0) return false;
        return this.editor.commands.liftListItem(this.name);
      },
    };
  },
});

export const BulletList = Node.create({
  name: "bulletList",
  group: "block",
  content: "listItem+",
  parseHTML: () => [{ tag: "ul" }],
  renderHTML: () => ["ul", 0],
  addKeyboardShortcuts() {
    return { "Mod-Shift-8": () => this.editor.commands.toggleList(this.name, "listItem") };
  },
  addInputRules() {
    return [wrappingInputRule({ find: /^\s*([-+*])\s$/, type: this.type })];
  },
});

export const OrderedList = Node.create({
  name: "orderedList",
  group: "block",
  content: "listItem+",
  addAttributes: () => ({ start: attribute("start", "start", (word) => cleanNumber(word, 0, 99999), 1) }),
  parseHTML: () => [{ tag: "ol" }],
  renderHTML: ({ HTMLAttributes }) => ["ol", HTMLAttributes, 0],
  addKeyboardShortcuts() {
    return { "Mod-Shift-7": () => this.editor.commands.toggleList(this.name, "listItem") };
  },
  addInputRules() {
    return [
      wrappingInputRule({ find: /^(\d{1,5})\.\s$/, type: this.type, getAttributes: (match) => ({ start: +match[1] }) }),
    ];
  },
});

const span = (name) => attribute(name, name, (word) => cleanNumber(word, 1, 100), 1);

const cell = () => ({
  colspan: span("colspan"),
  rowspan: span("rowspan"),
  colwidth: {
    default: null,
    parseHTML: (element) => {
      const widths = (element.getAttribute("data-colwidth") ?? "").split(",").map((word) => cleanNumber(word, 20, 3000));
      return widths.every(Boolean) ? widths : null;
    },
    renderHTML: ({ colwidth }) => (colwidth ? { "data-colwidth": colwidth.join(",") } : {}),
  },
});

const cellNode = (name, role, tag) =>
  Node.create({
    name,
    content: "block+",
    isolating: true,
    tableRole: role,
    addAttributes: cell,
    parseHTML: () => [{ tag }],
    renderHTML: ({ HTMLAttributes }) => [tag, HTMLAttributes, 0],
  });

export const TableCell = cellNode("tableCell", "cell", "td");
export const TableHeader = cellNode("tableHeader", "header_cell", "th");

export const TableRow = Node.create({
  name: "tableRow",
  content: "(tableCell | tableHeader)*",
  tableRole: "row",
  parseHTML: () => [{ tag: "tr" }],
  renderHTML: () => ["tr", 0],
});

export const Table = Node.create({
  name: "table",
  group: "block",
  content: "tableRow+",
  isolating: true,
  tableRole: "table",
  // Tiptap drops what it does not know of a node: the commands of tables need to know which node is what.
  extendNodeSchema: (extension) => {
    const role = getExtensionField(extension, "tableRole", extension);
    return role ? { tableRole: role } : {};
  },
  addAttributes: () => ({
    id: attribute("id", "id", cleanId),
    caption: {
      default: null,
      parseHTML: (element) =>
        (element.getAttribute("data-caption") ?? element.querySelector(":scope > caption")?.textContent ?? "")
          .trim()
          .slice(0, 1000) || null,
      renderHTML: ({ caption }) => (caption ? { "data-caption": caption, "aria-label": caption } : {}),
    },
  }),
  parseHTML: () => [{ tag: "table" }],
  renderHTML: ({ HTMLAttributes }) => ["table", HTMLAttributes, ["tbody", 0]],
  addKeyboardShortcuts() {
    const move = (direction) => () =>
      this.editor.isActive("table") && goToNextCell(direction)(this.editor.state, this.editor.view.dispatch);
    return { Tab: move(1), "Shift-Tab": move(-1) };
  },
  addProseMirrorPlugins() {
    return [tableEditing()];
  },
});

export const lists = [ListItem, BulletList, OrderedList, Table, TableRow, TableHeader, TableCell];
