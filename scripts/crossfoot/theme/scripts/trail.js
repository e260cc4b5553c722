// A number of the page opens its trail, in one panel for all: what it is exactly, who says so, who
// says otherwise. Without this script, or with a key held, a number is a link to its row.
(() => {
  "use strict";

  const block = document.getElementById("cf-trails");
  if (!block || !HTMLElement.prototype.showPopover) return;

  const trails = JSON.parse(block.textContent);
  const links = document.querySelectorAll("a.fig[data-note]");
  const touch = matchMedia("(max-width: 37.4em)");
  let opener = null;
  let pressed = null; // what was open when the pointer went down: that press closes it

  const element = (tag, text, name) =>
    Object.assign(document.createElement(tag), { textContent: text || "", className: name || "" });

  function piece(told) {
    if (typeof told === "string") return told;
    const [text, address] = told;
    const link = Object.assign(element("a", text), { href: address });
    if (link.host !== location.host) link.rel = "external noopener noreferrer";
    return link;
  }

  const panel = element("div", "", "cf-trail md-typeset");
  panel.id = "cf-trail";
  panel.popover = "auto";
  panel.tabIndex = -1;
  panel.setAttribute("role", "dialog");
  panel.setAttribute("aria-labelledby", "cf-trail-what");

  function fill(trail) {
    const what = Object.assign(element("p", trail.what, "cf-trail-what"), { id: "cf-trail-what" });
    const value = element("p", trail.value, "cf-trail-value");
    for (const sign of trail.signs) value.append(" ", element("span", sign, `cf-status cf-${sign}`));
    const facts = element("dl", "", "cf-facts");
    for (const [term, pieces] of trail.facts) {
      const said = element("dd");
      if (term === "Formula") said.append(element("code", pieces[0], "cf-formula"));
      else said.append(...pieces.map(piece));
      facts.append(element("dt", term), said);
    }
    const row = Object.assign(element("a", "Its row in the ledger"), { href: trail.row });
    const copy = Object.assign(element("button", "Copy link"), { type: "button" });
    const shut = Object.assign(element("button", "Close"), { type: "button" });
    const said = element("span");
    said.setAttribute("role", "status");
    copy.addEventListener("click", () => {
      navigator.clipboard.writeText(row.href).then(
        () => (said.textContent = "Copied"),
        () => (said.textContent = "Not copied"),
      );
    });
    shut.addEventListener("click", () => panel.hidePopover());
    const foot = element("div", "", "cf-tools");
    foot.append(row, ...(navigator.clipboard ? [copy] : []), shut, said);
    panel.replaceChildren(what, value, facts, foot);
  }

  /** Below its number, or over it where there is more room; on a small screen at the window's foot. */
  function place(link) {
    const { style } = panel;
    style.left = style.top = style.maxHeight = "";
    if (touch.matches) return;
    const box = [...link.getClientRects()].at(-1);
    const rooms = { below: innerHeight - box.bottom - 16, above: box.top - 16 };
    const below = rooms.below >= Math.min(panel.offsetHeight, rooms.above);
    style.maxHeight = `${Math.min(below ? rooms.below : rooms.above, panel.offsetHeight)}px`;
    const most = document.documentElement.clientWidth - panel.offsetWidth - 16;
    style.left = `${scrollX + Math.max(16, Math.min(box.left - 16, most))}px`;
    style.top = `${scrollY + (below ? box.bottom + 8 : box.top - panel.offsetHeight - 8)}px`;
  }

  function open(link) {
    opener?.removeAttribute("aria-expanded");
    opener = link;
    fill(trails[link.dataset.note - 1]);
    link.focus({ preventScroll: true }); // where the focus returns to; not all browsers focus a link
    if (!panel.isConnected) document.body.append(panel);
    panel.showPopover();
    place(link);
    panel.scrollTop = 0;
    link.setAttribute("aria-expanded", "true");
    panel.focus({ preventScroll: true });
  }

  panel.addEventListener("toggle", ({ newState }) => {
    if (newState === "closed") opener?.removeAttribute("aria-expanded");
  });
  addEventListener("pointerdown", () => (pressed = panel.matches(":popover-open") ? opener : null), true);
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a.fig[data-note]");
    if (!link || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    const again = link === pressed;
    pressed = null;
    if (!again) open(link);
  });
  for (const link of links) link.setAttribute("aria-haspopup", "dialog");
})();
