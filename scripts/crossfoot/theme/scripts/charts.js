// Lets a reader wake a chart that can tell more than its picture: by its button, a click or a tap.
// Until then nothing is loaded. A scroll that begins on a chart and a pointer that passes over it
// make no click, and so wake nothing; nor does anything where the reader saves data.
(() => {
  "use strict";

  const figures = document.querySelectorAll("figure[data-live]");
  const saving = navigator.connection?.saveData || matchMedia("(prefers-reduced-data: reduce)").matches;
  if (!figures.length || saving) return;

  const here = document.currentScript.src;
  const root = new URL("../../", here);

  const panes = (figure) => [...figure.querySelectorAll(":scope > :is(.cf-wide, .cf-narrow)")];
  const shown = (figure) => panes(figure).find((pane) => pane.getClientRects().length);

  function offer(figure) {
    const button = Object.assign(document.createElement("button"), {
      type: "button",
      className: "cf-explore",
      textContent: "Explore",
    });
    const title = figure.querySelector(".cf-chart-title");
    if (title) {
      title.id ||= `${figure.id}-title`;
      button.setAttribute("aria-describedby", title.id);
    }
    let sleep = null;
    let asked = false;

    async function wake(at) {
      if (asked) return;
      asked = true;
      const pane = shown(figure);
      const width = pane.classList.contains("cf-wide") ? "wide" : "narrow";
      const spec = new URL(`charts/${figure.dataset.live}.${width}.vg.json`, root);
      try {
        const { awaken } = await import(new URL("live.js", here));
        const rest = await awaken(pane, spec, at, () => sleep?.(true));
        figure.classList.add("cf-awake");
        button.textContent = "Done";
        sleep = (focus) => {
          rest();
          figure.classList.remove("cf-awake");
          button.textContent = "Explore";
          asked = false;
          sleep = null;
          if (focus) button.focus();
        };
      } catch (fault) {
        asked = false;
        button.textContent = "Not loaded. Try again";
        console.warn(fault);
      }
    }

    button.addEventListener("click", () => (sleep ? sleep(true) : wake(null)));
    let start = null;
    figure.addEventListener("pointerdown", (event) => {
      start = [event.clientX, event.clientY];
    });
    for (const pane of panes(figure)) {
      pane.addEventListener("click", (event) => {
        const moved = start && Math.hypot(event.clientX - start[0], event.clientY - start[1]);
        // Who drags over a text to copy it does not ask for anything else.
        if (sleep || moved > 8 || !getSelection().isCollapsed) return;
        wake({ x: event.clientX, y: event.clientY });
      });
    }
    // The other drawing is a still one: a chart that outgrew its width goes back to sleep.
    new ResizeObserver(() => {
      if (sleep && !shown(figure)?.querySelector(".cf-stage")) sleep(false);
    }).observe(figure);
    figure.querySelector(".cf-under").append(button);
  }

  figures.forEach(offer);
})();
