// A button to copy each text marked data-copy. Without it the text is there to be selected.
(() => {
  "use strict";

  if (!navigator.clipboard) return;
  for (const text of document.querySelectorAll("[data-copy]")) {
    const button = Object.assign(document.createElement("button"), {
      type: "button",
      textContent: "Copy",
    });
    const said = document.createElement("span");
    const row = document.createElement("div");
    button.setAttribute("aria-label", `Copy ${text.dataset.copy}`);
    said.setAttribute("role", "status");
    row.className = "cf-tools cf-copying";
    row.append(button, said);
    text.after(row);
    button.addEventListener("click", () => {
      navigator.clipboard.writeText(text.textContent.trim()).then(
        () => (said.textContent = "Copied"),
        () => (said.textContent = "Not copied: select the text instead"),
      );
    });
  }
})();
