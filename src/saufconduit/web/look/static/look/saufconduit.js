// What a page does beyond links and forms; without it every page still works.
(() => {
  "use strict";
  const offline = document.getElementById("offline");
  const show = (isLost) => { offline.hidden = !isLost; };
  window.addEventListener("offline", () => show(true));
  window.addEventListener("online", () => show(false));
  document.addEventListener("htmx:error", () => show(!navigator.onLine));
  document.addEventListener("htmx:after:request", () => show(false));

  // Two minutes before the session ends, a button keeps it; each answer of the server starts the time anew.
  const idle = document.getElementById("idle");
  if (idle) {
    let timer;
    const wait = () => {
      idle.hidden = true;
      clearTimeout(timer);
      timer = setTimeout(() => { idle.hidden = false; }, idle.dataset.after * 1000);
    };
    const headers = JSON.parse(document.body.getAttribute("hx-headers:inherited"));
    idle.querySelector("button").addEventListener("click", async () => {
      if ((await fetch(idle.dataset.stay, { method: "POST", headers })).ok) wait();
    });
    document.addEventListener("htmx:after:request", wait);
    wait();
  }

  // After a swap focus stays; where its element is gone, it goes to the heading of the new part.
  let focused = null;
  document.addEventListener("htmx:before:swap", () => { focused = document.activeElement; });
  document.addEventListener("htmx:after:swap", () => {
    if (focused && focused !== document.body && !focused.isConnected) {
      document.querySelector("[data-swapped] [tabindex='-1']")?.focus();
    }
    ready();
  });

  // The list of what is wrong is read first.
  document.getElementById("errors")?.focus();

  // A range that moves a day: it writes the day in a field of the form, htmx then asks for the new situation.
  const day = (range) => new Date(Date.UTC(...range.dataset.first.split("-").map((part, at) => part - (at === 1)))
    + range.value * 864e5);
  const told = (range) => {
    const moment = day(range);
    const words = new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: "long", timeZone: "UTC" });
    range.setAttribute("aria-valuetext", words.format(moment));
    return moment.toISOString().slice(0, 10).split("-").reverse().join("/");
  };
  const ready = () => {
    for (const range of document.querySelectorAll("input[type=range][data-day]")) {
      range.closest("[hidden]")?.removeAttribute("hidden");
      told(range);
    }
  };
  document.addEventListener("input", (event) => {
    const range = event.target;
    if (range.dataset.day) document.getElementById(range.dataset.day).value = told(range);
  });
  document.addEventListener("keydown", (event) => {
    const range = event.target;
    const months = { PageUp: 1, PageDown: -1 }[event.key];
    if (!months || !range.dataset?.day) return;
    event.preventDefault();
    const moment = day(range), date = moment.getUTCDate();
    moment.setUTCDate(1);
    moment.setUTCMonth(moment.getUTCMonth() + months);
    moment.setUTCDate(Math.min(date, new Date(Date.UTC(moment.getUTCFullYear(), moment.getUTCMonth() + 1, 0)).getUTCDate()));
    range.value = Math.round((moment - day({ dataset: range.dataset, value: 0 })) / 864e5);
    range.dispatchEvent(new Event("input", { bubbles: true }));
  });
  ready();
})();
