// Grafik: yang ditunjuk, atau dipilih dengan tombol panah, menyebut angkanya seperti di tabel.
(() => {
  const regions = [...document.querySelectorAll(".grafik")];
  if (!regions.some(region => region.querySelector("[data-kata]"))) return;
  const tip = document.createElement("div");
  tip.className = "kata-grafik";
  tip.setAttribute("role", "status");
  document.body.append(tip);
  let pointed = null;

  const tell = mark => {
    pointed?.classList.remove("ditunjuk");
    pointed = mark;
    tip.textContent = mark?.dataset.kata ?? "";
    tip.classList.toggle("tampak", Boolean(mark));
    if (!mark) return;
    mark.classList.add("ditunjuk");
    const place = mark.getBoundingClientRect();
    const half = tip.offsetWidth / 2 + 8;
    const middle = Math.min(Math.max(place.left + place.width / 2, half), document.documentElement.clientWidth - half);
    tip.style.left = `${middle + window.scrollX}px`;
    tip.style.top = `${place.top + window.scrollY - tip.offsetHeight - 6}px`;
  };

  const step = (region, by) => {
    const marks = [...region.querySelectorAll("[data-kata]")];
    const at = marks.indexOf(pointed);
    const next = at < 0 ? (by > 0 ? 0 : marks.length - 1) : Math.min(Math.max(at + by, 0), marks.length - 1);
    marks[next].scrollIntoView({ block: "nearest", inline: "nearest" });
    tell(marks[next]);
  };

  const STEPS = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };
  for (const region of regions) {
    region.addEventListener("pointerover", event => tell(event.target.closest("[data-kata]")));
    region.addEventListener("pointerleave", () => tell(null));
    region.addEventListener("blur", () => tell(null));
    region.addEventListener("keydown", event => {
      if (event.key === "Escape") tell(null);
      else if (event.key in STEPS && region.querySelector("[data-kata]")) { event.preventDefault(); step(region, STEPS[event.key]); }
    });
  }
})();
