// Listens for news of this page: loads it anew where it stands, or says what is wrong over it.
"use strict";

(() => {
  const { version, page } = document.currentScript.dataset;
  const place = `crossfoot: ${location.pathname}`;
  // Where the page was read: browsers keep that too, but not all of them while a page grows.
  let there = JSON.parse(sessionStorage.getItem(place));
  if (there) {
    sessionStorage.removeItem(place);
    const back = () => scrollTo({ left: there.x, top: there.y, behavior: "instant" });
    back();
    addEventListener("load", () => { back(); there = null; }, { once: true });
  }

  const style = Object.assign(document.createElement("link"), {
    rel: "stylesheet",
    href: "/__crossfoot__/client.css",
  });
  document.head.append(style);

  let panel = null;
  const say = (problems) => {
    if (problems.length === 0) {
      panel?.remove();
      panel = null;
      return;
    }
    if (!panel) {
      panel = document.createElement("section");
      panel.id = "crossfoot-problems";
      panel.setAttribute("role", "alert");
      document.body.append(panel);
    }
    const title = document.createElement("h2");
    title.textContent = problems.length === 1 ? "One problem" : `${problems.length} problems`;
    const list = document.createElement("ol");
    for (const problem of problems) {
      list.append(Object.assign(document.createElement("li"), { textContent: problem }));
    }
    const close = Object.assign(document.createElement("button"), { textContent: "Hide" });
    close.type = "button";
    close.addEventListener("click", () => panel.remove());
    const note = document.createElement("p");
    note.textContent = "Below is the last good page.";
    panel.replaceChildren(close, title, list, note);
    if (!panel.isConnected) document.body.append(panel);
  };

  const query = new URLSearchParams({ page, since: version });
  const news = new EventSource(`/__crossfoot__/news?${query}`);
  news.addEventListener("message", (event) => {
    const { changed, problems } = JSON.parse(event.data);
    if (changed) {
      sessionStorage.setItem(place, JSON.stringify(there ?? { x: scrollX, y: scrollY }));
      news.close();
      location.reload();
      return;
    }
    say(problems);
  });
})();
