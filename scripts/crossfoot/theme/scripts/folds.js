// Paper shows what is folded on the screen, and the screen then has its folds again. What a link
// leads to is unfolded: by the newer browsers themselves, in the others here.
(() => {
  "use strict";

  addEventListener("beforeprint", () => {
    for (const fold of document.querySelectorAll("details:not([open])")) {
      fold.open = true;
      fold.dataset.folded = "";
    }
  });
  addEventListener("afterprint", () => {
    for (const fold of document.querySelectorAll("details[data-folded]")) {
      fold.open = false;
      delete fold.dataset.folded;
    }
  });

  function unfold() {
    const target = document.getElementById(location.hash.slice(1));
    const folds = [...document.querySelectorAll("details:not([open])")].filter((one) => one.contains(target));
    for (const fold of folds) fold.open = true;
    if (folds.length) target.scrollIntoView();
  }
  addEventListener("hashchange", unfold);
  unfold();
})();
