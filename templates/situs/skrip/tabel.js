// Tabel yang dapat diurut, disaring, dicari, dan disalin. Pustakanya (needstable.js) dimuat hanya bila halaman punya tabel
// yang layak. Ia tidak mengenal baris kelompok dan saringan kolom: keduanya ditambahkan di sini, di atas lukisannya.
(() => {
  const tables = [...document.querySelectorAll("table[data-alat]")];
  const page = document.querySelector(".kepala");
  if (!tables.length || !page) return;

  const LABELS = {
    search: "Cari di tabel", columns: "Kolom", copy: "Salin sebagai CSV", csv: "Unduh CSV", sort: "Urutkan menurut {column}",
    empty: "Tidak ada baris yang cocok", pagination: "Halaman tabel", rowsPerPage: "Baris", all: "Semua", previous: "Sebelumnya", next: "Berikutnya",
  };
  const GROUP = "Kelompok";
  const WIDE = 7; // kolom: sejak sebanyak ini ada gunanya menyembunyikan sebagian
  // Di portal, tabel ratusan daerah tampil sehalaman demi sehalaman. Di situs daerah tidak: barisnya dirujuk dan dicatat.
  const LONG = 200, PAGE = 50;
  const paged = table => !page.dataset.daerah && table.tBodies[0].rows.length > LONG;
  const make = (tag, className, text) => {
    const made = document.createElement(tag);
    if (className) made.className = className;
    if (text) made.textContent = text;
    return made;
  };
  const words = text => text.replace(/†/g, "").replace(/\s+/g, " ").trim();

  // Baris kelompok keluar dari badan tabel; namanya menjadi kolom, yang tampak selama tabel diurutkan lain.
  const grouped = table => {
    const headings = new Map();
    let heading = null;
    for (const row of [...table.tBodies[0].rows]) {
      if (row.classList.contains("group")) { heading = row; row.remove(); }
      else if (heading) headings.set(row, heading);
    }
    if (!headings.size) return headings;
    const title = make("th", "kelompok", GROUP);
    title.scope = "col";
    title.dataset.type = "text";
    title.dataset.saring = "";
    table.tHead.rows[0].prepend(title);
    for (const row of table.tBodies[0].rows) {
      const cell = make("td", "kelompok", words(headings.get(row)?.textContent ?? ""));
      cell.dataset.nama = GROUP;
      row.prepend(cell);
    }
    for (const row of table.tFoot?.rows ?? []) row.prepend(make("td", "kelompok"));
    return headings;
  };

  // Isi sel menurut baris: sel yang memuat beberapa OPD cocok dengan tiap OPD di dalamnya.
  const values = cell => {
    const lines = [""];
    const read = node => {
      if (node.nodeName === "BR") lines.push("");
      else if (node.nodeType === Node.TEXT_NODE) lines[lines.length - 1] += node.data;
      else node.childNodes.forEach(read);
    };
    read(cell);
    return lines.map(words).filter(line => line && line !== "–");
  };

  const chooser = (grid, at, repaint) => {
    const found = new Set(grid.rows.flatMap(row => values(row.cells[at])));
    const label = make("label", "saring");
    const name = words(grid.headers[at].textContent);
    const select = make("select", "");
    select.append(new Option("Semua", ""));
    const order = grid.headers[at].classList.contains("kelompok") ? [...found] : [...found].sort(new Intl.Collator("id", { numeric: true }).compare);
    order.forEach(value => select.append(new Option(value, value)));
    label.append(make("span", "", name), select);
    select.addEventListener("change", repaint);
    return { label, keeps: row => !select.value || values(row.cells[at]).includes(select.value) };
  };

  // Lembar kerja menghitung sel yang berawal begini, kecuali bilangan biasa; tanda petik membuatnya teks.
  const safe = value => (/^[=+\-@\t\r]/.test(value) && !/^[-+]?[\d.,]+$/.test(value) ? `'${value}` : value);

  // Bilangan ditulis seperti mesin menulisnya: `2.400` akan dibaca dua koma empat.
  const exporting = grid => {
    const shown = cells => cells.filter((_, at) => !grid.hiddenColumns[at]);
    const written = (cell, at) => safe(grid.types[at] === "number" ? cell.dataset.sort ?? words(cell.textContent) : values(cell).join("; "));
    grid.matrix = () => [
      shown(grid.headers).map(header => words(header.textContent)),
      ...grid.view.map(({ lead }) => shown([...lead.cells].map(written))),
    ];
    grid.tsv = grid.csv;
    grid.copyButton.addEventListener("click", () => { grid.info.textContent = "Tersalin."; });
  };

  const painting = (grid, headings, choosers) => {
    const paint = grid.paint.bind(grid);
    const { table } = grid;
    grid.paint = () => {
      grid.view = grid.view.filter(group => choosers.every(one => one.keeps(group.lead)));
      grid.labels.info = grid.view.length < grid.rows.length ? `{total} dari ${grid.rows.length} baris` : "{total} baris";
      paint();
      table.classList.toggle("terurut", grid.sortDirection !== 0);
      table.classList.toggle("tersaring", grid.view.length < grid.rows.length);
      if (grid.sortDirection) return;
      let last = null;
      for (const { lead } of grid.view.filter(group => group.lead.isConnected)) {
        const heading = headings.get(lead);
        if (heading && heading !== last) lead.before(heading);
        last = heading;
      }
    };
  };

  // Cetakan memuat semua baris yang tersaring, bukan hanya halaman tabel yang tampak.
  const whenPrinted = grid => {
    const all = size => () => { grid.pageSize = size(); grid.paint(); };
    addEventListener("beforeprint", all(() => 0));
    addEventListener("afterprint", all(() => Number(grid.sizeSelect.value)));
  };

  const dress = table => {
    const region = table.parentElement;
    const headings = grouped(table);
    for (const header of table.tHead.rows[0].cells) header.dataset.judul = words(header.textContent); // bagi kertas
    const size = paged(table) ? PAGE : 0;
    table.id = `${page.dataset.daerah || "portal"}-${region.id}`; // nama berkas CSV-nya
    const grid = window.needstable.init(table, { pageSize: size, pageSizes: size ? [PAGE, 0] : [0], labels: LABELS });
    const repaint = () => grid.update();
    const choosers = grid.headers.flatMap((header, at) => ("saring" in header.dataset ? [chooser(grid, at, repaint)] : []));
    if (!size) grid.sizeSelect.closest("label").remove();
    grid.searchInput.parentElement.after(...choosers.map(one => one.label));
    grid.searchInput.placeholder = "";
    if (grid.headers.length < WIDE) grid.columnsDetails.remove();
    exporting(grid);
    painting(grid, headings, choosers);
    grid.update();
    region.before(grid.controls); // di luar kotak yang bergeser ke samping
    region.after(grid.info, ...size ? [grid.pager] : []);
    if (!size) return;
    grid.pager.setAttribute("aria-label", `${LABELS.pagination} ${region.getAttribute("aria-label")}`);
    whenPrinted(grid);
  };

  const script = document.createElement("script");
  script.src = `${page.dataset.akar}aset/needstable.js`;
  script.addEventListener("load", () => tables.forEach(dress));
  document.head.append(script);
})();
