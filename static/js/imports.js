// How far an import is: asks while the machine works, and shows the page anew when it is done. Without it: 'Look again'.
const root = document.querySelector("[data-progress]");
const bar = root?.querySelector("progress");
const said = root?.querySelector("[data-said]");
const ASK = [500, 800, 1200, 2000, 3000, 5000];

async function look(turn) {
  let known;
  try {
    const answer = await fetch(root.dataset.progress, { headers: { Accept: "application/json" }, redirect: "manual" });
    known = answer.ok ? await answer.json() : null;
  } catch {
    known = null;
  }
  if (known && known.state !== root.dataset.state) return location.reload();
  if (known) {
    bar.value = known.per_cent;
    const figure = (n) => n.toLocaleString(document.documentElement.lang);
    if (known.total) {
      said.textContent = said.dataset.words.replace("%done%", figure(known.done)).replace("%total%", figure(known.total));
    }
  }
  setTimeout(() => look(turn + 1), ASK[Math.min(turn, ASK.length - 1)]);
}

if (root) look(0);
