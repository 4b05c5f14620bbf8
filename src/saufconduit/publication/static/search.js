// Narrows the list of programmes while one types; without it the whole list is there.
(() => {
  "use strict";
  const form = document.querySelector("form[role=search]");
  const field = document.getElementById("q"), open = document.getElementById("open");
  const rows = [...document.querySelectorAll("tr[data-words]")];
  const count = document.getElementById("count"), none = document.getElementById("none");
  const folded = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replace(/œ/g, "oe");
  const told = (number) => `${number} programme${number > 1 || (number === 0 && document.documentElement.lang === "en") ? "s" : ""}`;
  const narrow = () => {
    const asked = folded(field.value).split(/[^a-z0-9]+/).filter(Boolean);
    let shown = 0;
    for (const row of rows) {
      const answers = asked.every((word) => row.dataset.words.includes(word));
      row.hidden = !answers || (open.checked && row.dataset.state !== "open");
      shown += row.hidden ? 0 : 1;
    }
    count.textContent = told(shown);
    none.hidden = shown > 0;
  };
  form.hidden = false;
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", narrow);
  narrow(); // a browser may give the field back as it was left
})();
