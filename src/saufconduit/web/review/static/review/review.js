// Shows the passage of the row that the pointer or the keyboard is on; without this, its link leads there.
"use strict";
(() => {
  const light = (number, on) => {
    for (const piece of document.querySelectorAll(`.read mark[data-p~="${number}"]`)) piece.classList.toggle("lit", on);
  };
  const into = (row) => {
    light(row.dataset.mark, true);
    row.classList.add("lit");
    const pane = document.querySelector(".read"), first = pane.querySelector(`mark[data-p~="${row.dataset.mark}"]`);
    if (first && getComputedStyle(pane).position === "sticky")
      pane.scrollTop += first.getBoundingClientRect().top - pane.getBoundingClientRect().top - pane.clientHeight / 3;
  };
  const out = (row) => {
    light(row.dataset.mark, false);
    row.classList.remove("lit");
  };
  for (const row of document.querySelectorAll("tr[data-mark]")) {
    row.addEventListener("mouseenter", () => into(row));
    row.addEventListener("mouseleave", () => out(row));
    row.addEventListener("focusin", () => into(row));
    row.addEventListener("focusout", () => out(row));
  }
})();
