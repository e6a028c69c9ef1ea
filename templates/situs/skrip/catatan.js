// Catatan penelaah, bagian muka: tombol di kepala situs, panel catatan, dan tombol kecil di dekat yang ditunjuk.
// Tidak ada yang dikirim. Semua kata masuk ke halaman sebagai teks; sasaran yang terpilih diingat sebelum tombol disentuh,
// karena peramban ponsel membuang pilihan lebih dulu.
(() => {
  const data = window.dosirCatatan;
  if (!data) return;
  const { kepala, utama, JENIS } = data;
  const halaman = kepala.dataset.halaman;
  const judulHalaman = kepala.querySelector("h1").textContent;

  const buat = (nama, sifat = {}, ...anak) => {
    const unsur = document.createElement(nama);
    for (const [kunci, nilai] of Object.entries(sifat)) {
      if (typeof nilai === "function") unsur.addEventListener(kunci, nilai);
      else unsur.setAttribute(kunci, nilai);
    }
    unsur.append(...anak);
    return unsur;
  };
  const tombol = (teks, kelas, click) => buat("button", { type: "button", class: kelas, click }, teks);

  // ---- panel
  let sasaran = data.sasaranHalaman();
  let disunting = null; // id catatan yang sedang diubah
  let asal = null; // yang menerima fokus kembali
  const tentang = buat("p", { class: "telaah-tentang", id: "telaah-tentang" });
  const isi = buat("textarea", {
    id: "telaah-isi", rows: "4", maxlength: data.ISIAN.isi, required: "", "aria-describedby": "telaah-tentang",
  });
  const jenis = buat("select", { id: "telaah-jenis" },
    ...Object.entries(JENIS).map(([nilai, kata]) => buat("option", { value: nilai }, kata)));
  const peran = buat("input", {
    id: "telaah-peran", type: "text", maxlength: data.ISIAN.sebagai, autocomplete: "organization-title", placeholder: "misalnya Bappeda",
  });
  const keHalaman = tombol("Tentang seluruh halaman saja", "telaah-kecil", () => {
    arahkan(data.sasaranHalaman());
    isi.focus();
  });
  const batal = tombol("Batal", "telaah-biasa", () => bersihkan("Perubahan dibatalkan."));
  const kabar = buat("p", { class: "telaah-kabar", role: "status" });
  const peringatan = buat("p", { class: "telaah-peringatan" },
    "Peramban ini tidak mau menyimpan catatan. Catatan hanya ada selama halaman ini terbuka: unduh sebelum pindah halaman.");
  // Diukur: Chromium menyimpan untuk semua berkas bersama, Firefox 153 untuk tiap berkas sendiri-sendiri.
  const terpisah = buat("p", { class: "telaah-peringatan" },
    "Dibuka dari berkas, peramban ini menyimpan catatan tiap halaman tersendiri: unduh sebelum pindah halaman. Penyusun "
    + "dapat menerima semua berkasnya sekaligus. Di Chrome dan Edge catatan semua halaman tersimpan bersama.");
  terpisah.hidden = location.protocol !== "file:" || "userAgentData" in navigator;
  const formulir = buat("form", { submit: kirim },
    tentang, keHalaman,
    buat("label", { for: "telaah-isi" }, "Catatan"), isi,
    buat("div", { class: "telaah-dua" },
      buat("div", {}, buat("label", { for: "telaah-jenis" }, "Jenis"), jenis),
      buat("div", {}, buat("label", { for: "telaah-peran" }, "Sebagai (tidak wajib)"), peran)),
    buat("p", { class: "telaah-aksi" },
      buat("button", { type: "submit", class: "telaah-utama" }, "Simpan catatan"), batal));
  const modeBaris = tombol("Tombol di setiap baris dan judul", "telaah-biasa", () => pasangMode(!bermode()));
  const unduhan = tombol("Unduh catatan", "telaah-utama", () => {
    kabar.textContent = data.unduh();
    segarkan();
  });
  const pemilih = buat("input", {
    type: "file", accept: ".json,application/json", multiple: "", hidden: "",
    change: async () => {
      kabar.textContent = await data.buka(pemilih.files);
      pemilih.value = "";
      segarkan();
    },
  });
  const bukaan = tombol("Buka berkas catatan", "telaah-biasa", () => pemilih.click());
  const buang = tombol("Hapus semua", "telaah-biasa", () => {
    if (!confirm(`Hapus semua catatan daerah ini (${data.semua().length}) dari peramban ini?`)) return;
    data.hapusSemua();
    segarkan();
    bersihkan("Semua catatan dihapus.");
    judul.focus();
  });
  const bantu = buat("details", { class: "telaah-bantu" }, buat("summary", {}, "Cara mencatat"), buat("ol", {}, ...[
    "Tandai kata-kata di halaman, lalu pilih “Beri catatan”. Baris tabel dan judul: tunjuk dengan tetikus, atau nyalakan “Tombol di setiap baris dan judul”.",
    "Simpan. Catatan tinggal di peramban ini sampai Anda menghapusnya dan tidak dikirim ke mana pun.",
    "Unduh catatan, lalu kirimkan berkasnya kepada penyusun. Berkas itu dapat dibuka lagi di sini atau di perangkat lain.",
  ].map((kalimat) => buat("li", {}, kalimat))));
  const daftar = buat("div", { class: "telaah-daftar" });
  const judul = buat("h2", { id: "telaah-judul", tabindex: "-1" }, "Catatan");
  const panel = buat("div", {
    id: "telaah", class: "telaah", role: "dialog", "aria-labelledby": "telaah-judul", hidden: "",
    keydown: (e) => { if (e.key === "Escape") tutup(); },
  },
  buat("div", { class: "telaah-kepala" }, judul, buat("button", {
    type: "button", class: "telaah-tutup", "aria-label": "Tutup panel catatan", click: () => tutup(),
  }, "×")),
  peringatan, terpisah, formulir, kabar,
  bantu, buat("p", { class: "telaah-aksi" }, unduhan, bukaan, modeBaris, buang, pemilih), daftar);

  // ---- pembuka di kepala situs
  const jumlah = buat("span", { class: "telaah-jumlah" });
  const pembuka = buat("button", {
    type: "button", class: "telaah-buka", "aria-haspopup": "dialog", "aria-expanded": "false", "aria-controls": "telaah",
    mousedown: (e) => e.preventDefault(), // pilihan di halaman tetap ada
    click: () => (panel.hidden ? buka(terakhir ? data.sasaranPilihan(terakhir) : null, pembuka) : tutup()),
  }, gambar(), buat("span", { class: "telaah-kata" }, "Catatan"), jumlah);

  function gambar() {
    const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    const garis = document.createElementNS("http://www.w3.org/2000/svg", "path");
    svg.setAttribute("viewBox", "0 0 24 24");
    svg.setAttribute("aria-hidden", "true");
    garis.setAttribute("d", "M3 4h18v13H10l-5 4v-4H3zm2 2v9h14V6zm2 2h10v2H7zm0 3h7v2H7z");
    svg.append(garis);
    return svg;
  }

  function arahkan(baru) {
    sasaran = baru;
    const tertentu = Boolean(sasaran.kutipan || sasaran.acuan);
    const apa = sasaran.kutipan ? `“${sasaran.kutipan}”` : sasaran.acuan || `halaman ${judulHalaman}`;
    tentang.replaceChildren("Tentang ", buat("b", {}, apa));
    keHalaman.hidden = !tertentu || disunting !== null;
    data.pusatkan(sasaran);
  }

  function buka(baru, dari) {
    asal = dari;
    if (baru && disunting) bersihkan("");
    if (baru || !isi.value) arahkan(baru || data.sasaranHalaman());
    batal.hidden = disunting === null;
    kabar.textContent = "";
    bantu.open = !data.semua().length;
    panel.hidden = false;
    pembuka.setAttribute("aria-expanded", "true");
    sembunyikan();
    (baru ? isi : judul).focus();
  }

  function tutup() {
    panel.hidden = true;
    pembuka.setAttribute("aria-expanded", "false");
    (asal && asal.isConnected && asal.offsetParent ? asal : pembuka).focus();
  }

  function bersihkan(pesan) {
    disunting = null;
    batal.hidden = true;
    isi.value = "";
    arahkan(data.sasaranHalaman());
    kabar.textContent = pesan;
  }

  function kirim(e) {
    e.preventDefault();
    const isian = { isi: isi.value.trim(), jenis: jenis.value, sebagai: peran.value.trim() };
    if (!isian.isi) return;
    data.ingatPeran(isian.sebagai);
    if (disunting) data.ubah(disunting, isian);
    else data.tambah({ ...sasaran, ...isian, judul: judulHalaman });
    const pesan = disunting ? "Catatan diubah." : "Catatan disimpan di peramban ini.";
    document.getSelection().removeAllRanges();
    bersihkan(pesan);
    segarkan();
    judul.focus();
  }

  function butir(c) {
    const singkat = c.isi.slice(0, 40);
    const [tahun, bulan, tanggal] = c.tanggal.split("-").map(Number);
    const hari = new Date(tahun, bulan - 1, tanggal).toLocaleDateString("id", { dateStyle: "long" });
    const sunting = () => {
      disunting = c.id;
      [isi.value, jenis.value, peran.value] = [c.isi, c.jenis, c.sebagai];
      arahkan(c);
      batal.hidden = false;
      isi.focus();
    };
    const hapus = () => {
      if (!confirm(`Hapus catatan “${singkat}”?`)) return;
      data.hapus(c.id);
      if (disunting === c.id) bersihkan("");
      segarkan();
      kabar.textContent = "Catatan dihapus.";
      judul.focus();
    };
    const alamat = `${kepala.dataset.akar}${c.halaman}.html#catatan-${c.id}`;
    const lihat = (e) => {
      if (c.halaman !== halaman) return;
      e.preventDefault();
      if (matchMedia("(max-width: 44.98em)").matches) tutup(); // di ponsel panel menutupi yang dicatat
      data.tunjukkan(c);
    };
    const aksi = (kata, click) => {
      const unsur = tombol(kata, "telaah-kecil", click);
      unsur.setAttribute("aria-label", `${kata} catatan: ${singkat}`);
      return unsur;
    };
    return buat("li", {},
      buat("p", { class: "telaah-perihal" },
        buat("b", {}, JENIS[c.jenis]), [c.sebagai, hari, c.diunduh ? "sudah diunduh" : ""].map((k) => k && ` · ${k}`).join("")),
      ...(c.kutipan || c.acuan ? [buat("blockquote", {}, c.kutipan || c.acuan)] : []),
      buat("p", { class: "telaah-teks" }, c.isi),
      buat("p", { class: "telaah-aksi" },
        buat("a", { href: alamat, class: "telaah-kecil", click: lihat, "aria-label": `Lihat catatan: ${singkat}` }, "Lihat"),
        aksi("Ubah", sunting), aksi("Hapus", hapus)));
  }

  function segarkan() {
    const semua = data.semua();
    const kelompok = new Map([[halaman, []]]);
    for (const c of semua) kelompok.set(c.halaman, [...(kelompok.get(c.halaman) || []), c]);
    const bagian = [...kelompok.values()].filter((isinya) => isinya.length).flatMap((isinya) => [
      buat("h3", {}, `${isinya[0].judul || isinya[0].halaman} (${isinya.length})`), buat("ol", {}, ...isinya.map(butir))]);
    daftar.replaceChildren(...bagian);
    jumlah.textContent = semua.length ? String(semua.length) : "";
    pembuka.setAttribute("aria-label", `Catatan (${semua.length})`);
    for (const unsur of [unduhan, buang]) unsur.hidden = !semua.length;
    peringatan.hidden = !data.ditolak();
    data.sorot();
  }

  // ---- tombol kecil di dekat yang dipilih atau ditunjuk
  let terakhir = null; // pilihan terakhir di halaman
  let ditunjuk = null;
  let menekan = false; // selama tetikus menandai, tombol tidak menghalangi
  let tungguPilihan = 0;
  let tungguBaris = 0;
  const dekat = buat("button", {
    type: "button", class: "telaah-dekat", hidden: "", "data-bukan-isi": "",
    pointerdown: (e) => e.preventDefault(), mousedown: (e) => e.preventDefault(),
    click: () => buka(ditunjuk ? data.sasaranRekaman(ditunjuk) : data.sasaranPilihan(terakhir), pembuka),
  }, gambar(), buat("span", {}, "Beri catatan"));

  function sembunyikan() {
    dekat.hidden = true;
    ditunjuk = null;
  }

  function letakkan(kiri, atas) {
    dekat.hidden = false;
    dekat.style.left = `${Math.max(4, Math.min(kiri, document.documentElement.clientWidth - dekat.offsetWidth - 4))}px`;
    dekat.style.top = `${Math.max(4, Math.min(atas, innerHeight - dekat.offsetHeight - 4))}px`;
  }

  function padaPilihan() {
    terakhir = data.pilihan();
    if (panel.contains(document.activeElement)) return sembunyikan(); // ada peramban yang menyimpan pilihan selama mengetik
    if (!terakhir) return ditunjuk || sembunyikan();
    ditunjuk = null;
    dekat.classList.remove("ringkas");
    const kotak = [...terakhir.r.getClientRects()].pop() || terakhir.r.getBoundingClientRect();
    return letakkan(kotak.right - 40, kotak.bottom + (matchMedia("(pointer: coarse)").matches ? 28 : 6));
  }

  function padaBaris(unsur) {
    ditunjuk = unsur;
    dekat.classList.add("ringkas");
    const bingkai = (unsur.closest(".tabel") || unsur).getBoundingClientRect();
    const atas = unsur.getBoundingClientRect().top;
    letakkan(bingkai.right - 14, atas + 2);
  }

  function sebentarLagi() {
    clearTimeout(tungguPilihan);
    if (!menekan) tungguPilihan = setTimeout(padaPilihan, 150);
  }

  function tekan(e) {
    menekan = e.type === "pointerdown" && e.pointerType === "mouse";
    if (!menekan) sebentarLagi();
  }

  document.addEventListener("selectionchange", sebentarLagi);
  for (const nama of ["pointerdown", "pointerup", "pointercancel"]) document.addEventListener(nama, tekan);
  addEventListener("scroll", () => (terakhir ? padaPilihan() : sembunyikan()), { passive: true, capture: true });
  utama.addEventListener("pointerover", (e) => {
    if (e.pointerType !== "mouse" || dekat.contains(e.target) || bermode()) return;
    const unsur = e.target.closest("[data-rekaman]");
    clearTimeout(tungguBaris);
    tungguBaris = setTimeout(() => {
      if (terakhir || menekan) return;
      if (unsur && unsur !== kepala) padaBaris(unsur);
      else sembunyikan();
    }, 300);
  });

  // ---- tombol tetap di tiap baris dan judul, hanya bila diminta
  const MODE = "dosir-catatan-baris";
  let mode = false;
  function bermode() { return mode; }
  function pasangMode(nyala) {
    mode = nyala;
    modeBaris.setAttribute("aria-pressed", String(nyala));
    try { sessionStorage.setItem(MODE, nyala ? "1" : ""); } catch { /* hanya untuk halaman ini */ }
    for (const lama of utama.querySelectorAll(".telaah-baris")) lama.remove();
    sembunyikan();
    for (const unsur of nyala ? utama.querySelectorAll(":is(tr, h2, h3, h4)[data-rekaman]") : []) {
      const wadah = unsur.cells ? data.selTampak(unsur)[0] : unsur;
      const kecil = buat("button", {
        type: "button", class: "telaah-baris", "data-bukan-isi": "", "aria-label": `Beri catatan: ${data.namaRekaman(unsur)}`,
        click: () => buka(data.sasaranRekaman(unsur), kecil),
      }, gambar());
      wadah.append(kecil);
    }
  }

  // ---- pasang
  (document.querySelector(".md-header__inner") || kepala).append(pembuka);
  utama.append(dekat);
  document.body.append(panel);
  peran.value = data.peran();
  arahkan(sasaran);
  batal.hidden = true;
  let awal = "";
  try { awal = sessionStorage.getItem(MODE); } catch { /* tidak diingat */ }
  pasangMode(awal === "1");
  segarkan();
  const dariAlamat = () => {
    const c = data.semua().find((satu) => location.hash === `#catatan-${satu.id}` && satu.halaman === halaman);
    if (c) data.tunjukkan(c);
  };
  addEventListener("hashchange", dariAlamat);
  addEventListener("load", dariAlamat);
  // Baris yang diurutkan melepaskan sorotnya, dan yang dilipat baru dapat disorot setelah dibuka.
  let tungguSorot = 0;
  const sorotLagi = () => {
    clearTimeout(tungguSorot);
    tungguSorot = setTimeout(data.sorot, 100);
  };
  new MutationObserver(sorotLagi).observe(utama, { childList: true, subtree: true });
  utama.addEventListener("toggle", sorotLagi, true);
  addEventListener("storage", (e) => data.punyaKita(e.key) && segarkan());
  addEventListener("beforeunload", (e) => {
    if (isi.value.trim() || (data.ditolak() && data.semua().some((c) => !c.diunduh))) e.preventDefault();
  });
})();
