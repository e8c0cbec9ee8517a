// Where a caret stands, said by the letters beside it: so it is found again in another copy of the text.

import { absolutePositionToRelativePosition, relativePositionToAbsolutePosition, ySyncPluginKey } from "@tiptap/y-tiptap";
import * as Y from "yjs";

export function caretOf({ state }) {
  const { type, binding } = ySyncPluginKey.getState(state);
  const place = (position) => absolutePositionToRelativePosition(position, type, binding.mapping);
  return { anchor: place(state.selection.anchor), head: place(state.selection.head) };
}

// The position of a place, as told by a caret of any copy; null where it is not there.
export function found({ state }, place) {
  const { doc, type, binding } = ySyncPluginKey.getState(state);
  return relativePositionToAbsolutePosition(doc, type, Y.createRelativePositionFromJSON(place), binding.mapping);
}
