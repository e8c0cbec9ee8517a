// How wide the columns of a table are: dragged at their borders, or by buttons. A table is as wide as the text; what is
// kept (`colwidth`) are shares of 600, so that columns stay in proportion on a phone and on paper.

import { Extension } from "@tiptap/core";
import { Plugin, PluginKey } from "@tiptap/pm/state";
import { cellAround, isInTable, selectedRect, TableMap } from "@tiptap/pm/tables";
import { Decoration, DecorationSet } from "@tiptap/pm/view";

const WHOLE = 600;
const LEAST = 0.06;
const STEP = 0.05;
const NEAR = 6;
export const columnsKey = new PluginKey("columns");

// The share of each column of a table, or null where nobody chose any.
export function shares(table) {
  const { map, width, height } = TableMap.get(table);
  const found = new Array(width).fill(0);
  for (let row = 0; row < height; row++)
    for (let column = 0; column < width; column++) {
      const at = map[row * width + column];
      const { colwidth } = table.nodeAt(at).attrs;
      const first = column === 0 || map[row * width + column - 1] !== at ? column : null;
      if (colwidth && first !== null)
        colwidth.forEach((one, place) => (found[first + place] ||= one || 0));
    }
  const known = found.filter((one) => one > 0);
  if (!known.length) return null;
  const middle = known.reduce((one, other) => one + other, 0) / known.length;
  const whole = found.map((one) => one || middle);
  const sum = whole.reduce((one, other) => one + other, 0);
  return whole.map((one) => one / sum);
}

// The border after `column` moves by a share: what one column gains its neighbour loses.
export function moved(found, column, by) {
  const least = Math.min(LEAST, 1 / found.length);
  const bounded = Math.max(least - found[column], Math.min(found[column + 1] - least, by));
  return found.map((one, place) => (place === column ? one + bounded : place === column + 1 ? one - bounded : one));
}

const alike = (table) => new Array(TableMap.get(table).width).fill(1 / TableMap.get(table).width);

// Write shares (null: none) into every cell of a table.
export function setShares(tr, position, found) {
  const table = tr.doc.nodeAt(position);
  const { map, width } = TableMap.get(table);
  const seen = new Set();
  map.forEach((at, place) => {
    if (seen.has(at)) return;
    seen.add(at);
    const { attrs } = table.nodeAt(at);
    const column = place % width;
    const colwidth = found && found.slice(column, column + attrs.colspan).map((one) => Math.round(one * WHOLE));
    if (JSON.stringify(colwidth) === JSON.stringify(attrs.colwidth)) return;
    tr.setNodeMarkup(position + 1 + at, null, { ...attrs, colwidth });
  });
  return tr;
}

// The cells of the first row say how wide columns are: what the table is drawn by.
export function drawnWidths(table, position, found = shares(table)) {
  if (!found) return [];
  const drawn = [];
  let column = 0;
  table.firstChild?.forEach((cell, offset) => {
    const share = found.slice(column, (column += cell.attrs.colspan)).reduce((one, other) => one + other, 0);
    const at = position + 2 + offset;
    drawn.push(Decoration.node(at, at + cell.nodeSize, { width: `${(share * 100).toFixed(2)}%` }));
  });
  return drawn;
}

const change = (act) => () => ({ state, dispatch, tr }) => {
  if (!isInTable(state)) return false;
  const rect = selectedRect(state);
  const found = act(shares(rect.table) ?? alike(rect.table), rect.right - 1);
  if (dispatch) dispatch(setShares(tr, rect.tableStart - 1, found));
  return true;
};

// The last column has no border to its right: its left one moves the other way.
const step = (by) => (found, column) =>
  found.length < 2 ? found : column + 1 < found.length ? moved(found, column, by) : moved(found, column - 1, -by);

export const Columns = Extension.create({
  name: "columns",
  addOptions: () => ({ allows: () => true }),
  addCommands: () => ({
    widerColumn: change(step(STEP)),
    narrowerColumn: change(step(-STEP)),
    evenColumns: change(() => null),
  }),
  addProseMirrorPlugins() {
    const { allows } = this.options;
    return [
      new Plugin({
        key: columnsKey,
        state: {
          init: () => null,
          apply(tr, drag) {
            const told = tr.getMeta(columnsKey);
            if (told !== undefined) return told;
            return drag && { ...drag, position: tr.mapping.map(drag.position) };
          },
        },
        props: {
          decorations(state) {
            const drag = columnsKey.getState(state);
            const table = drag && state.doc.nodeAt(drag.position);
            if (table?.type.name !== "table") return null;
            return DecorationSet.create(state.doc, drawnWidths(table, drag.position, drag.shares));
          },
          handleDOMEvents: {
            mousemove(view, event) {
              const isNear = !event.buttons && view.editable && allows() && Boolean(borderAt(view, event));
              view.dom.classList.toggle("at-border", isNear);
              return false;
            },
            mousedown(view, event) {
              const border = event.button === 0 && view.editable && allows() && borderAt(view, event);
              if (!border) return false;
              event.preventDefault();
              drag(view, border, event.clientX);
              return true;
            },
          },
        },
      }),
    ];
  },
});

// The border of a column under the mouse: {position of the table, its node, the column before it, its width on the page}.
function borderAt(view, event) {
  const cell = event.target.closest?.("td, th");
  if (!cell || !view.dom.contains(cell)) return null;
  const box = cell.getBoundingClientRect();
  const isRight = box.right - event.clientX <= NEAR;
  if (!isRight && event.clientX - box.left > NEAR) return null;
  const $cell = cellAround(view.state.doc.resolve(view.posAtDOM(cell, 0)));
  if (!$cell) return null;
  const table = $cell.node(-1);
  const map = TableMap.get(table);
  const rect = map.findCell($cell.pos - $cell.start(-1));
  const column = isRight ? rect.right - 1 : rect.left - 1;
  if (column < 0 || column + 1 >= map.width) return null;
  return { position: $cell.before(-1), table, column, width: cell.closest("table").offsetWidth };
}

function drag(view, { position, table, column, width }, from) {
  const before = shares(table) ?? alike(table);
  const tell = (told) => view.dispatch(view.state.tr.setMeta(columnsKey, told).setMeta("addToHistory", false));
  const follow = (event) => {
    const drag = columnsKey.getState(view.state) ?? { position };
    tell({ ...drag, shares: moved(before, column, (event.clientX - from) / width) });
  };
  const end = () => {
    removeEventListener("mousemove", follow);
    removeEventListener("mouseup", end);
    const drag = columnsKey.getState(view.state);
    if (!drag || view.isDestroyed) return;
    const { tr } = view.state;
    // Somebody else may have changed or taken away the table meanwhile.
    const now = view.state.doc.nodeAt(drag.position);
    if (now?.type.name === "table" && TableMap.get(now).width === before.length) setShares(tr, drag.position, drag.shares);
    view.dispatch(tr.setMeta(columnsKey, null));
  };
  addEventListener("mousemove", follow);
  addEventListener("mouseup", end);
}
