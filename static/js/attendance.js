// Attendance: each person is saved as soon as it is chosen. Without this the button below saves all at once.
const form = document.querySelector("[data-attendance]");
if (form) {
  const said = form.querySelector("[data-said]");
  form.addEventListener("change", async (event) => {
    const box = event.target.closest(".noted");
    if (!box) return;
    const was = box.querySelector("input[type=hidden]");
    const state = box.querySelector("[data-state]");
    const body = new FormData();
    body.set("csrfmiddlewaretoken", form.querySelector("[name=csrfmiddlewaretoken]").value);
    body.set(event.target.name, event.target.value);
    body.set(was.name, was.value);
    try {
      const answer = await fetch(location.href, { method: "POST", body, headers: { Accept: "application/json" } });
      if (!answer.ok) throw new Error(answer.status);
      const told = await answer.json();
      was.value = event.target.value;
      state.textContent = said.textContent = told.said;
    } catch {
      state.textContent = said.textContent = form.dataset.failed;
    }
  });
}
