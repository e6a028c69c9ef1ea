// Pencarian, 3: kotak cari. Semua teks isi masuk sebagai textContent; yang diketik tidak ke mana-mana.
(() => {
  const cari = window.dosirCari, kepala = document.querySelector(".kepala[data-akar]");
  if (!kepala || !window.HTMLDialogElement) return;
  const akar = kepala.dataset.akar, portal = !kepala.dataset.daerah, BATAS = 30, JEDA = 90;
  const IKON = "M9.5 3a6.5 6.5 0 0 1 5.17 10.45l5.44 5.44-1.42 1.42-5.44-5.44A6.5 6.5 0 1 1 9.5 3m0 2a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9";
  let sumber = null, giliran = 0;

  const buat = (nama, sifat = {}, ...isi) => {
    const unsur = document.createElement(nama);
    for (const [kunci, nilai] of Object.entries(sifat)) unsur.setAttribute(kunci, nilai);
    unsur.append(...isi);
    return unsur;
  };
  const ikon = () => {
    const gambar = document.createElementNS("http://www.w3.org/2000/svg", "svg"), garis = document.createElementNS(gambar.namespaceURI, "path");
    gambar.setAttribute("viewBox", "0 0 24 24");
    gambar.setAttribute("aria-hidden", "true");
    garis.setAttribute("d", IKON);
    gambar.append(garis);
    return gambar;
  };
  const potongan = bagian => bagian.map(([teks, tanda]) => tanda ? buat("mark", {}, teks) : teks);

  const label = portal ? "Cari di semua daerah" : "Cari di situs ini";
  const masukan = buat("input", {
    type: "search", role: "combobox", "aria-label": label, placeholder: portal ? "Program, OPD, quick win, daerah …" : "Program, OPD, kode, kata …",
    "aria-expanded": "false", "aria-controls": "cari-hasil", "aria-autocomplete": "list", autocomplete: "off", autocapitalize: "none", spellcheck: "false", enterkeyhint: "go",
  });
  const daftar = buat("div", { id: "cari-hasil", role: "listbox", "aria-label": "Hasil pencarian" });
  const kabar = buat("p", { class: "cari-kabar", role: "status" });
  const tutup = buat("button", { type: "button", class: "cari-tutup" }, "Tutup");
  const kotak = buat("dialog", { class: "cari-kotak", "aria-label": label }, buat("div", { class: "cari-baris" }, ikon(), masukan, tutup), kabar, daftar);
  const pembuka = buat("button", { type: "button", class: "cari-buka md-header__option", "aria-haspopup": "dialog", title: `${label} (/)`, "aria-label": label, "aria-keyshortcuts": "/ Control+K" }, ikon(), buat("span", {}, "Cari"), buat("kbd", {}, "/"));

  const siapkan = () => sumber ??= (portal ? cari.portal(akar) : cari.muat(`${akar}aset/cari/indeks.js`, "indeks").then(cari.indeks))
    .catch(() => { sumber = null; kabar.textContent = "Indeks pencarian tidak dapat dimuat."; throw new Error("indeks"); });

  const terpilih = () => daftar.querySelector("[aria-selected=true]");
  const pilih = unsur => {
    terpilih()?.setAttribute("aria-selected", "false");
    if (!unsur) return masukan.removeAttribute("aria-activedescendant");
    unsur.setAttribute("aria-selected", "true");
    masukan.setAttribute("aria-activedescendant", unsur.id);
    unsur.scrollIntoView({ block: "nearest" });
  };
  const geser = langkah => {
    const semua = [...daftar.children], di = semua.indexOf(terpilih());
    pilih(semua[(di + langkah + semua.length) % semua.length]);
  };

  const butir = (h, i) => buat("a", { role: "option", id: `cari-${i}`, href: akar + h.alamat, tabindex: "-1", "aria-selected": "false" },
    buat("span", { class: "cari-judul" }, ...potongan(h.judul)), buat("span", { class: "cari-jenis" }, h.jenis),
    ...h.konteks.length ? [buat("span", { class: "cari-konteks" }, ...potongan(h.konteks))] : [],
    ...h.cuplikan.length ? [buat("span", { class: "cari-cuplikan" }, ...potongan(h.cuplikan))] : []);
  const saran = teks => {
    if (!/\p{L}/u.test(teks)) return "Angka dalam tabel tidak ikut dicari di sini: pakai “Cari di tabel” pada tabelnya.";
    return portal ? "Di sini dicari nama daerah, program, indikator, quick win, dan OPD; isi selengkapnya dicari di situs tiap daerah."
      : "Coba kata yang lebih pendek atau kata dasarnya, kode seperti GOV-01, atau singkatan OPD.";
  };
  const ucap = ({ jumlah, sebagian }, teks) => {
    if (!jumlah) return `Tidak ada yang cocok dengan “${teks}”. ${saran(teks)}`;
    const banyak = jumlah > BATAS ? `${BATAS} dari ${jumlah} hasil` : `${jumlah} hasil`;
    return sebagian ? `${banyak} yang memuat sebagian kata` : banyak;
  };
  const tampilkan = async () => {
    const teks = masukan.value.trim(), ini = ++giliran;
    const jawaban = teks.length > 1 ? await siapkan().then(s => s.cari(teks, BATAS)).catch(() => null) : { hasil: [] };
    if (ini !== giliran || !jawaban) return;
    daftar.replaceChildren(...jawaban.hasil.map(butir));
    masukan.setAttribute("aria-expanded", String(jawaban.hasil.length > 0));
    kabar.textContent = teks.length > 1 ? ucap(jawaban, teks) : "Panah untuk memilih, Enter untuk membuka, Esc untuk menutup.";
    daftar.scrollTop = 0;
    pilih(daftar.firstElementChild);
  };

  const buka = () => {
    if (kotak.open) return;
    kotak.showModal();
    masukan.select();
    siapkan().catch(() => {});
    tampilkan();
  };
  let jam = 0;
  masukan.addEventListener("input", () => {
    clearTimeout(jam);
    jam = setTimeout(() => { jam = 0; tampilkan(); }, JEDA);
  });
  masukan.addEventListener("keydown", async peristiwa => {
    const arah = { ArrowDown: 1, ArrowUp: -1 }[peristiwa.key];
    if (arah && daftar.children.length) { peristiwa.preventDefault(); geser(arah); }
    if (peristiwa.key !== "Enter" || peristiwa.isComposing) return;
    peristiwa.preventDefault();
    if (jam) {
      clearTimeout(jam);
      jam = 0;
      await tampilkan();
    }
    terpilih()?.click();
  });
  daftar.addEventListener("click", peristiwa => { if (peristiwa.target.closest("a") && !peristiwa.ctrlKey && !peristiwa.metaKey) kotak.close(); });
  kotak.addEventListener("click", peristiwa => { if (peristiwa.target === kotak) kotak.close(); });
  tutup.addEventListener("click", () => kotak.close());
  pembuka.addEventListener("click", buka);
  document.addEventListener("keydown", peristiwa => {
    const mengetik = peristiwa.target.closest?.("input, textarea, select, [contenteditable]");
    const cepat = peristiwa.key === "/" && !mengetik && !peristiwa.ctrlKey && !peristiwa.metaKey && !peristiwa.altKey;
    if (cepat || (peristiwa.ctrlKey || peristiwa.metaKey) && peristiwa.key.toLowerCase() === "k") { peristiwa.preventDefault(); buka(); }
  });

  (document.querySelector(".md-header__inner") ?? kepala).append(pembuka);
  document.body.append(kotak);
})();
