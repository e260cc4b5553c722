// Sorts and filters the tables marked data-ledger. Everything is listed without it; with it, the
// state stands in the address (?find=…&COLUMN=…&sort=COLUMN or -COLUMN), so a view can be sent. Not
// "q": that one opens the search of the whole site.
(() => {
  "use strict";

  const name = (th) => th.dataset.name || th.textContent.trim().toLowerCase().replace(/\W+/g, "-");
  const text = (cell) => cell.textContent.replace(/\s+/g, " ").trim();
  const key = (cell) => (cell.dataset.value === undefined ? text(cell) : cell.dataset.value);

  /** What a filter may ask of a cell: its text, or where it lists links, the text of each. */
  const asked = (cell, heading) =>
    heading.dataset.filter === "links" ? [...cell.querySelectorAll("a")].map(text) : [text(cell)];

  function label(words, control) {
    const element = document.createElement("label");
    element.append(words, control);
    return element;
  }

  function choice(index, heading, rows) {
    const select = document.createElement("select");
    const values = [...new Set(rows.flatMap((row) => asked(row.cells[index], heading)))].filter(Boolean);
    select.append(new Option("all", ""));
    for (const value of values.sort((a, b) => a.localeCompare(b, "en"))) {
      select.append(new Option(value, value));
    }
    return { index, heading, select, label: label(heading.textContent.trim(), select) };
  }

  function compare(index, kind) {
    return (a, b) => {
      const [x, y] = [key(a.cells[index]), key(b.cells[index])];
      if (kind === "number") {
        // A cell without a number stands last, whichever way the column is sorted.
        const [m, n] = [parseFloat(x), parseFloat(y)];
        if (Number.isNaN(m) || Number.isNaN(n)) return Number.isNaN(m) - Number.isNaN(n);
        return m - n;
      }
      return x.localeCompare(y, "en", { numeric: true });
    };
  }

  function ledger(table) {
    const body = table.tBodies[0];
    const rows = [...body.rows];
    const haystack = new Map(rows.map((row) => [row, text(row).toLowerCase()]));
    const headings = [...table.tHead.rows[0].cells];
    const names = headings.map(name);
    const search = Object.assign(document.createElement("input"), { type: "search" });
    const choices = headings
      .map((th, index) => (th.hasAttribute("data-filter") ? choice(index, th, rows) : null))
      .filter(Boolean);
    const count = document.createElement("output");
    const reset = Object.assign(document.createElement("button"), {
      type: "button",
      textContent: "Show all",
    });
    const tools = document.createElement("form");
    // Where the headings have no room, the order is asked for here.
    const sorts = document.createElement("select");
    sorts.append(new Option("as listed", ""));
    headings.forEach((th, index) => {
      if (th.hasAttribute("data-nosort")) return;
      const words = text(th);
      sorts.append(new Option(words, names[index]), new Option(`${words}, last first`, `-${names[index]}`));
    });
    const sorting = Object.assign(label("Sort by", sorts), { className: "cf-sort" });
    let sorted = "";

    function show() {
      const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
      const set = choices.filter(({ select }) => select.value);
      let shown = 0;
      for (const row of rows) {
        const fits =
          words.every((word) => haystack.get(row).includes(word)) &&
          set.every(({ index, heading, select }) => asked(row.cells[index], heading).includes(select.value));
        row.hidden = !fits;
        shown += fits;
      }
      count.textContent = `${shown} of ${rows.length}`;
      reset.hidden = !words.length && !set.length && !sorted;
    }

    function order() {
      sorts.value = sorted;
      const down = sorted.startsWith("-");
      const index = names.indexOf(down ? sorted.slice(1) : sorted);
      headings.forEach((th, at) => {
        if (at === index) th.setAttribute("aria-sort", down ? "descending" : "ascending");
        else th.removeAttribute("aria-sort");
      });
      const now = [...rows];
      if (index >= 0) {
        const by = compare(index, headings[index].dataset.sort);
        const empty = (row) => key(row.cells[index]) === "";
        now.sort((a, b) => empty(a) - empty(b) || (down ? by(b, a) : by(a, b)));
      }
      body.append(...now);
    }

    function remember() {
      const state = new URLSearchParams();
      if (search.value) state.set("find", search.value);
      for (const { index, select } of choices) if (select.value) state.set(names[index], select.value);
      if (sorted) state.set("sort", sorted);
      const query = state.toString();
      history.replaceState(null, "", `${location.pathname}${query ? `?${query}` : ""}${location.hash}`);
    }

    function recall() {
      const state = new URLSearchParams(location.search);
      search.value = state.get("find") || "";
      for (const { index, select } of choices) {
        select.value = state.get(names[index]) || "";
        if (select.selectedIndex < 0) select.value = "";
      }
      sorted = state.get("sort") || "";
      order();
      show();
    }

    tools.className = "cf-tools";
    tools.setAttribute("role", "search");
    tools.setAttribute("aria-label", "Filter the table");
    tools.append(label("Find", search), ...choices.map((item) => item.label), sorting, reset, count);
    sorts.addEventListener("input", () => {
      sorted = sorts.value;
      order();
    });
    tools.addEventListener("submit", (event) => event.preventDefault());
    tools.addEventListener("input", () => {
      show();
      remember();
    });
    reset.addEventListener("click", () => {
      tools.reset();
      sorted = "";
      order();
      show();
      remember();
      search.focus();
    });
    headings.forEach((th, index) => {
      if (th.hasAttribute("data-nosort")) return;
      const button = Object.assign(document.createElement("button"), { type: "button" });
      button.className = "cf-sorter";
      button.append(...th.childNodes);
      th.append(button);
      button.addEventListener("click", () => {
        const up = names[index];
        sorted = sorted === up ? `-${up}` : sorted === `-${up}` ? "" : up;
        order();
        show();
        remember();
      });
    });
    const frame = table.closest(".cf-scroll") || table;
    frame.before(tools);
    recall();
    // A row that an address names is shown even where the filter would hide it.
    const named = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (named && table.contains(named)) {
      const row = named.closest("tr");
      if (row) row.hidden = false;
      named.scrollIntoView({ block: "center" });
    }
  }

  for (const table of document.querySelectorAll("table[data-ledger]")) {
    if (table.tHead && table.tBodies.length) ledger(table);
  }
})();
