"""Text boxes, which stand beside the text of a Word file: their paragraphs become paragraphs of the text.

Source: ECMA-376, part 1, 20.4.2.38 (`txbxContent`), part 3, 9.3 (alternate content: the same box is told twice).
"""

from resources.papers.converting.word.package import w

ALTERNATE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
GRAPHIC = "{http://schemas.openxmlformats.org/drawingml/2006/main}graphicData"
DRAWN = ("/chart", "/diagram")
"""Ends of the names of what is drawn from data: charts, SmartArt."""


def unbox(root):
    """Put what stands in boxes behind the paragraph that holds them; return {"boxes": n, "objects": n} of what was met.

    A box in a box follows it. Charts and diagrams, whose words lie elsewhere, are counted and stay out.
    """
    found = {"boxes": 0, "objects": 0}
    for other in [*root.iter(f"{ALTERNATE}Fallback")]:
        # Only where the newer form is there as well: else the older one is all there is.
        before = other.getprevious()
        if before is not None and before.tag == f"{ALTERNATE}Choice":
            other.getparent().remove(other)
    for drawing in root.iter(GRAPHIC):
        found["objects"] += (drawing.get("uri") or "").endswith(DRAWN)
    for box in [*root.iter(w("txbxContent"))]:
        holder = next(box.iterancestors(w("p")), None)
        inside = [one for one in box if one.tag in (w("p"), w("tbl"), w("sdt"))]
        if holder is None or not any(one.text and one.text.strip() for each in inside for one in each.iter(w("t"))):
            continue
        for one in reversed(inside):
            holder.addnext(one)
        found["boxes"] += 1
    return {what: n for what, n in found.items() if n}
