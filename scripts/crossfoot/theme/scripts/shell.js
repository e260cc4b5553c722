// What every page needs: light and dark, the drawer of sections, the way into the search, where one
// is in the table of contents. Its buttons are shown to those who run it only.
(() => {
  "use strict";

  const here = document.currentScript.src;
  const site = new URL(document.documentElement.dataset.base, location);
  const find = (what) => document.querySelector(what);

  function scheme(button) {
    // The name and the form under which Material keeps the choice.
    const key = `${site.pathname}.__palette`;
    const system = matchMedia("(prefers-color-scheme: dark)");
    const now = () => document.body.dataset.mdColorScheme;
    function show(dark) {
      document.body.dataset.mdColorScheme = dark ? "slate" : "default";
      button.setAttribute("aria-label", dark ? "Switch to light" : "Switch to dark");
    }
    function chosen() {
      try {
        return JSON.parse(localStorage.getItem(key))?.color?.scheme;
      } catch {
        return null;
      }
    }
    show(now() === "slate");
    system.addEventListener("change", () => chosen() || show(system.matches));
    button.addEventListener("click", () => {
      show(now() !== "slate");
      try {
        localStorage.setItem(key, JSON.stringify({ color: { scheme: now() } }));
      } catch {
        // Where nothing may be kept, the choice holds for this page.
      }
    });
  }

  // A dialog keeps the focus, closes with Esc and gives the focus back by itself.
  function closes(dialog) {
    dialog.addEventListener("click", (event) => {
      if (event.target === dialog || event.target.closest("[data-close], a")) dialog.close();
    });
  }

  function drawer(dialog, button) {
    closes(dialog);
    button.addEventListener("click", () => {
      dialog.showModal();
      button.setAttribute("aria-expanded", "true");
    });
    dialog.addEventListener("close", () => button.setAttribute("aria-expanded", "false"));
    // Where the row of sections has room, the drawer has no button to go back to.
    matchMedia("(min-width: 76.25em)").addEventListener("change", () => dialog.close());
  }

  function search(dialog) {
    const field = dialog.querySelector("input");
    const said = dialog.querySelector("[role=status]");
    let loaded = null;
    async function load() {
      said.textContent = "Search is loading";
      try {
        const { begin } = await import(new URL("search.js", here));
        await begin(dialog, site);
      } catch (fault) {
        loaded = null;
        said.textContent = "The search could not be loaded. Close it and try again.";
        console.warn(fault);
      }
    }
    function open() {
      if (!dialog.open) dialog.showModal();
      field.select();
      loaded ??= load();
    }
    closes(dialog);
    dialog.addEventListener("submit", (event) => {
      event.preventDefault();
      dialog.querySelector("ol a")?.click();
    });
    for (const button of document.querySelectorAll("[data-search]")) button.addEventListener("click", open);
    // No single key: who speaks to a machine, or shakes, would press it without meaning to.
    addEventListener("keydown", (event) => {
      const asked = (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey;
      if (!asked || event.key.toLowerCase() !== "k") return;
      event.preventDefault();
      open();
    });
    const address = new URL(location);
    if (address.searchParams.has("q")) {
      field.value = address.searchParams.get("q");
      open();
      address.searchParams.delete("q");
      dialog.addEventListener("close", () => history.replaceState(null, "", address), { once: true });
    }
  }

  function contents(nav) {
    const links = new Map();
    for (const link of nav.querySelectorAll("a")) {
      const heading = document.getElementById(decodeURIComponent(link.hash.slice(1)));
      if (heading) links.set(heading, link);
    }
    let current = null;
    const watch = new IntersectionObserver(
      () => {
        const passed = [...links.keys()].filter((it) => it.getBoundingClientRect().top < innerHeight / 4);
        current?.removeAttribute("aria-current");
        current = links.get(passed.at(-1));
        current?.setAttribute("aria-current", "true");
      },
      { rootMargin: "0px 0px -75% 0px" },
    );
    for (const heading of links.keys()) watch.observe(heading);
  }

  scheme(find(".cf-scheme"));
  if (find(".cf-drawer")) drawer(find(".cf-drawer"), find("button.cf-menu"));
  if (find(".cf-search")) search(find(".cf-search"));
  if (find(".cf-toc")) contents(find(".cf-toc"));
})();
