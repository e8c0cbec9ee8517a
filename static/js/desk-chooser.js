// Begins the fields at /manage/ in which a person is chosen; Wagtail would do so by a script inside the page.
const begin = () => {
  for (const field of document.querySelectorAll(".chooser[data-chooser-url]")) {
    if (!field.dataset.begun) {
      field.dataset.begun = "1";
      new window.Chooser(field.id.replace(/-chooser$/, ""), { modalUrl: field.dataset.chooserUrl });
    }
  }
};
if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", begin);
else begin();
