// What stands in the place of parts that a page of the editor does without (`without` of its facts): "comments",
// "citations". A part whose elements are not on the page is asked nothing.

export const noComments = { knows: () => false, opened() {}, placed() {}, selected() {}, begin() {}, stop() {} };

export const noCites = {
  label: ({ items }) => `(${(items ?? []).map(({ key }) => key).join("; ")})`,
};
