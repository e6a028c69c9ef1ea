// Catatan penelaah, bagian isi: daftar catatan satu daerah di peramban ini, dan berkas yang dapat diunduh darinya.
// Yang tersimpan dapat ditulis siapa pun yang memakai peramban ini, jadi bentuknya diperiksa setiap kali dibaca.
(() => {
  const kepala = document.querySelector(".kepala[data-daerah]");
  if (!kepala || !kepala.dataset.daerah) return;
  const { daerah, halaman, versi, commit } = kepala.dataset;
  const KUNCI = `dosir-catatan:${daerah}`;
  const PERAN = "dosir-catatan-sebagai";
  const JENIS = { pertanyaan: "Pertanyaan", koreksi: "Koreksi", usul: "Usul", kurang: "Kurang" };
  // Isian yang dikirim, dengan panjang terbanyak yang diterima `python build.py remarks`.
  const ISIAN = {
    id: 40, halaman: 200, bagian: 200, rekaman: 20, sebelum: 200, kutipan: 2000, sesudah: 200,
    isi: 5000, jenis: 20, sebagai: 200, tanggal: 10, versi: 40, commit: 41,
  };
  const BENTUK = {
    id: /^[A-Za-z0-9][A-Za-z0-9-]*$/, halaman: /^[A-Za-z0-9]+([/_.-][A-Za-z0-9]+)*$/, rekaman: /^dsr_[0-9a-f]{16}$/,
    tanggal: /^\d{4}-\d\d-\d\d$/, commit: /^[0-9a-f]{7,40}\+?$/,
  };
  let ingatan = []; // dipakai bila peramban menolak menyimpan
  let ditolak = false;

  const hariIni = () => {
    const kini = new Date();
    return [kini.getFullYear(), kini.getMonth() + 1, kini.getDate()].map((n) => String(n).padStart(2, "0")).join("-");
  };

  const idBaru = () =>
    "c-" + [...crypto.getRandomValues(new Uint8Array(8))].map((n) => n.toString(16).padStart(2, "0")).join("");

  const rapi = (c) => {
    const hasil = { judul: String(c.judul || ""), acuan: String(c.acuan || ""), diunduh: c.diunduh === true };
    for (const [kunci, terbanyak] of Object.entries(ISIAN)) {
      const nilai = String(c[kunci] || "").slice(0, terbanyak);
      hasil[kunci] = !BENTUK[kunci] || BENTUK[kunci].test(nilai) ? nilai : "";
    }
    return hasil;
  };

  // Satu catatan yang tidak berbentuk akan menggagalkan seluruh berkas di pihak penyusun.
  const sah = (c) => c.id && c.halaman && c.tanggal && c.isi.trim() && Object.hasOwn(JENIS, c.jenis);

  const ambil = (kunci) => {
    try {
      return localStorage.getItem(kunci);
    } catch {
      ditolak = true;
      return null;
    }
  };

  const taruh = (kunci, teks) => {
    try {
      localStorage.setItem(kunci, teks);
    } catch {
      ditolak = true;
    }
  };

  const semua = () => {
    const teks = ditolak ? null : ambil(KUNCI);
    if (ditolak) return ingatan;
    try {
      return JSON.parse(teks || "[]").filter((c) => c && typeof c === "object").map(rapi).filter(sah);
    } catch {
      taruh(`${KUNCI}:rusak`, teks); // bukan tulisan skrip ini, maka tidak dibuang
      return [];
    }
  };

  const simpan = (daftar) => {
    ingatan = daftar;
    if (!ditolak) taruh(KUNCI, JSON.stringify(daftar));
  };

  const tambah = (isian) => {
    const baru = rapi({ ...isian, id: idBaru(), halaman, tanggal: hariIni(), versi, commit });
    simpan([...semua(), baru]);
    return baru;
  };

  // Catatan yang sudah diunduh mungkin sudah dikirim: perubahannya menjadi catatan lain, agar tidak hilang di sana.
  const ubah = (id, isian) =>
    simpan(semua().map((c) => (c.id !== id ? c : rapi({
      ...c, ...isian, tanggal: hariIni(), id: c.diunduh ? idBaru() : c.id, diunduh: false,
    }))));

  const berkas = () => {
    const daftar = semua();
    const catatan = daftar.map((c) => Object.fromEntries(Object.keys(ISIAN).map((kunci) => [kunci, c[kunci]])));
    const isi = { format: "dosir-catatan", versi_format: 1, daerah, versi, commit, catatan };
    return { nama: `catatan-${daerah}-${hariIni()}.json`, teks: JSON.stringify(isi, null, 1) + "\n" };
  };

  // Catatan dari sebuah berkas; yang sudah ada di sini tidak diganti. Memberi banyaknya yang baru.
  const terima = (daftar) => {
    const lama = semua();
    const kini = new Map(lama.map((c) => [c.id, c]));
    for (const c of daftar.filter((satu) => satu && typeof satu === "object").map((satu) => rapi({ ...satu, diunduh: true })))
      if (sah(c) && !kini.has(c.id)) kini.set(c.id, c);
    simpan([...kini.values()]);
    return kini.size - lama.length;
  };

  simpan(semua()); // satu kali menulis memberi tahu apakah peramban mau menyimpan
  window.dosirCatatan = {
    kepala, daerah, JENIS, ISIAN, semua, tambah, ubah, berkas, terima,
    peran: () => ambil(PERAN) || "",
    ingatPeran: (peran) => taruh(PERAN, peran),
    ditolak: () => ditolak,
    hapus: (id) => simpan(semua().filter((c) => c.id !== id)),
    hapusSemua: () => simpan([]),
    tandaiDiunduh: () => simpan(semua().map((c) => ({ ...c, diunduh: true }))),
    punyaKita: (kunci) => kunci === KUNCI || kunci === null,
  };
})();
