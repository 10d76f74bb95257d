"use strict";
(() => {
  const open = (ev) => {
    ev.classList.add("open");
    ev.classList.remove("shut");
    const pop = ev.querySelector(".pop");
    pop.classList.remove("left", "up");
    const box = pop.getBoundingClientRect();
    if (box.right > document.documentElement.clientWidth - 8) pop.classList.add("left");
    if (box.bottom > window.innerHeight - 8 && ev.getBoundingClientRect().top > box.height + 16) pop.classList.add("up");
  };
  const close = (ev) => ev.classList.remove("open");
  for (const ev of document.querySelectorAll(".ev")) {
    ev.addEventListener("pointerenter", (e) => { if (e.pointerType === "mouse") open(ev); });
    ev.addEventListener("pointerleave", (e) => { if (e.pointerType === "mouse") { close(ev); ev.classList.remove("shut"); } });
    ev.addEventListener("focusin", () => open(ev));
    ev.addEventListener("focusout", () => { close(ev); ev.classList.remove("shut"); });
  }
  document.addEventListener("click", (e) => {
    const inside = e.target.closest(".ev");
    for (const ev of document.querySelectorAll(".ev.open")) if (ev !== inside) close(ev);
    if (inside && e.target.closest(".mark")) open(inside);
  });
  document.addEventListener("keydown", (e) => {
    if (e.key !== "Escape") return;
    for (const ev of document.querySelectorAll(".ev.open, .ev:hover")) { close(ev); ev.classList.add("shut"); }
  });
  const unfold = () => {
    const aim = location.hash && document.getElementById(location.hash.slice(1));
    if (aim && aim.tagName === "DETAILS") aim.open = true;
  };
  window.addEventListener("hashchange", unfold);
  unfold();
  window.addEventListener("beforeprint", () => {
    for (const part of document.querySelectorAll("details:not([open])")) { part.open = true; part.dataset.closed = ""; }
  });
  window.addEventListener("afterprint", () => {
    for (const part of document.querySelectorAll("details[data-closed]")) { part.open = false; delete part.dataset.closed; }
  });
  const swipe = document.querySelector(".swipe");
  if (!swipe) return;
  const links = [...document.querySelectorAll(".strip a")];
  const pages = [...swipe.querySelectorAll(".page")];
  const calm = window.matchMedia("(prefers-reduced-motion: reduce)");
  const show = (place) => swipe.scrollTo({ left: pages[place].offsetLeft, behavior: calm.matches ? "auto" : "smooth" });
  links.forEach((link, place) => link.addEventListener("click", (e) => { e.preventDefault(); show(place); }));
  let current = 0;
  const narrow = window.matchMedia("(max-width: 760px)");
  const fit = () => { swipe.style.height = narrow.matches ? `${pages[current].offsetHeight}px` : ""; };
  new ResizeObserver(fit).observe(swipe.parentElement);
  document.fonts.ready.then(fit);
  swipe.addEventListener("scroll", () => {
    const place = Math.round(swipe.scrollLeft / Math.max(1, swipe.clientWidth));
    if (place === current || !links[place]) return;
    links[current].removeAttribute("aria-current");
    links[place].setAttribute("aria-current", "true");
    current = place;
    fit();
  }, { passive: true });
})();
