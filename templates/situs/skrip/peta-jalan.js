// Peta jalan: saring menurut pilar, OPD, jangka, dan tahun. Tabelnya sudah lengkap; yang tidak dicari hanya disembunyikan.
(() => {
  if (document.querySelector(".kepala")?.dataset.halaman !== "peta-jalan") return;
  const words = node => node.textContent.replace(/\s+/g, " ").trim();

  const headingOf = part => {
    let at = part;
    while (at && at.tagName !== "H2") at = at.previousElementSibling;
    return at;
  };

  // Satu langkah: barisnya, baris programnya, dan yang dapat dipilih darinya.
  const stepsOf = region => {
    const block = region.closest(".blok");
    const heading = headingOf(block);
    const pilar = heading ? words(heading).replace(/¶$/, "") : "";
    const steps = [];
    let program = null;
    for (const row of region.querySelectorAll("tbody tr")) {
      if (row.classList.contains("group")) { program = row; continue; }
      const office = program ? words(program).split(" · ").at(-1) : "";
      const bars = [...row.querySelectorAll(".isian")].map(words).join(" ");
      steps.push({ row, program, block, heading, pilar, opd: office, jangka: words(row.cells[1]), tahun: yearsIn(bars) });
    }
    return steps;
  };

  const yearsIn = text => [...text.matchAll(/(\d{4})(?:–(\d{4}))?/g)].flatMap(([, first, last]) =>
    Array.from({ length: (last ?? first) - first + 1 }, (_, at) => String(+first + at)));

  const steps = [...document.querySelectorAll(".garis-waktu")].flatMap(stepsOf);
  if (!steps.length) return;

  const chooser = ([name, title]) => {
    const label = document.createElement("label");
    const select = document.createElement("select");
    const found = [...new Set(steps.flatMap(step => step[name]))].filter(value => value && value !== "–");
    if (name === "opd" || name === "tahun") found.sort((a, b) => a.localeCompare(b, "id"));
    select.append(new Option("Semua", ""), ...found.map(value => new Option(value, value)));
    label.append(title, select);
    select.addEventListener("change", show);
    return { name, label, select };
  };

  const show = () => {
    const kept = steps.filter(step => choosers.every(({ name, select }) => !select.value || [step[name]].flat().includes(select.value)));
    const seen = new Set(kept.flatMap(step => [step.row, step.program, step.block, step.heading]));
    for (const step of steps) for (const part of [step.row, step.program, step.block, step.heading]) if (part) part.hidden = !seen.has(part);
    told.textContent = kept.length < steps.length ? `${kept.length} dari ${steps.length} langkah` : `${steps.length} langkah`;
    clear.hidden = kept.length === steps.length;
  };

  const told = document.createElement("p");
  told.setAttribute("role", "status");
  const clear = document.createElement("button");
  clear.type = "button";
  clear.textContent = "Tampilkan semua";
  clear.addEventListener("click", () => { choosers.forEach(({ select }) => { select.value = ""; }); show(); choosers[0].select.focus(); });
  const choosers = [["pilar", "Pilar"], ["opd", "OPD"], ["jangka", "Jangka"], ["tahun", "Tahun"]].map(chooser);
  const bar = document.createElement("div");
  bar.className = "saring-waktu";
  bar.setAttribute("role", "group");
  bar.setAttribute("aria-label", "Saring peta jalan");
  bar.append(...choosers.map(({ label }) => label), clear, told);
  steps[0].heading?.before(bar);
  show();
})();
