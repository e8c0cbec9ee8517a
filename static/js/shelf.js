// A shelf is put in order by dragging as well; without this its buttons 'Up' and 'Down' do the same.
const shelf = document.querySelector("[data-shelf]");
const said = document.querySelector("[data-shelf-said]");

async function save() {
  const form = new FormData();
  form.set("csrfmiddlewaretoken", shelf.querySelector("[name=csrfmiddlewaretoken]").value);
  for (const row of shelf.children) form.append("order", row.dataset.placement);
  const answer = await fetch(shelf.dataset.shelf, { method: "POST", body: form, credentials: "same-origin" });
  if (answer.ok) said.hidden = false;
  else location.reload();
}

function handle(row) {
  const grip = document.createElement("button");
  grip.type = "button";
  grip.className = "btn sm shelf-handle";
  grip.textContent = "⠿";
  grip.setAttribute("aria-hidden", "true"); // for hands alone: keys have 'Up' and 'Down'
  grip.tabIndex = -1;
  grip.title = shelf.dataset.handle;
  row.querySelector(".shelf-acts")?.prepend(grip);
  grip.addEventListener("pointerdown", (event) => {
    event.preventDefault();
    row.classList.add("is-dragged");
    said.hidden = true;
    // On the document: a row that is put elsewhere loses whatever pointer it had captured.
    const move = (at) => {
      const over = [...shelf.children].find((other) => {
        const box = other.getBoundingClientRect();
        return other !== row && at.clientY > box.top && at.clientY < box.bottom;
      });
      if (!over) return;
      const box = over.getBoundingClientRect();
      const place = at.clientY > box.top + box.height / 2 ? "after" : "before";
      if (over[place === "after" ? "nextElementSibling" : "previousElementSibling"] !== row) over[place](row);
    };
    const done = () => {
      document.removeEventListener("pointermove", move);
      document.removeEventListener("pointerup", done);
      document.removeEventListener("pointercancel", done);
      row.classList.remove("is-dragged");
      save();
    };
    document.addEventListener("pointermove", move);
    document.addEventListener("pointerup", done);
    document.addEventListener("pointercancel", done);
  });
}

if (shelf) for (const row of shelf.children) handle(row);
