// A review that is being written saves each answer by itself; without this its buttons save the whole draft.
const form = document.querySelector("[data-review]");
const said = document.querySelector("[data-review-said]");
const words = said?.textContent;

async function save(field) {
  const body = new FormData();
  body.set("csrfmiddlewaretoken", form.querySelector("[name=csrfmiddlewaretoken]").value);
  body.set("name", field.name);
  body.set("value", field.value);
  let ok = false;
  try {
    ok = (await fetch(form.dataset.review, { method: "POST", body, credentials: "same-origin" })).ok;
  } catch {
    ok = false;
  }
  said.hidden = false;
  said.textContent = ok ? words : form.dataset.failed;
}

form?.addEventListener("change", (event) => {
  if (event.target.name && event.target.type !== "hidden") save(event.target);
});
