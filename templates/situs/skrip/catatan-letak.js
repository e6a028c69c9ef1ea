// Catatan penelaah, bagian letak: dari kata-kata yang ditandai ke sasaran catatan, dan dari catatan kembali ke halaman.
// Kutipan dicari tanpa spasi, karena spasi antara dua sel tabel ada di pilihan pembaca tetapi tidak di dokumen. Sorotnya
// memakai CSS Custom Highlight, sehingga isi halaman tidak diubah; tanpa itu kutipan hanya tidak disorot.
(() => {
  const data = window.dosirCatatan;
  if (!data) return;
  const { kepala } = data;
  const utama = kepala.closest("article") || kepala.parentElement;
  const KONTEKS = 40;
  const padat = (teks) => teks.replace(/\s+/g, "");
  const jarang = (teks) => teks.replace(/\s+/g, " ").trim();
  const judulJudul = () => [...utama.querySelectorAll("h2[id], h3[id], h4[id]")];
  const sebelumnya = (a, b) => Boolean(a.compareDocumentPosition(b) & Node.DOCUMENT_POSITION_FOLLOWING);

  // Judul-judul yang membawahi sebuah tempat, dari yang terdekat.
  const silsilah = (tempat) => {
    const hasil = [];
    for (const judul of judulJudul().reverse()) {
      const lebihTinggi = !hasil.length || judul.tagName < hasil[hasil.length - 1].tagName;
      if (lebihTinggi && (judul.contains(tempat) || sebelumnya(judul, tempat))) hasil.push(judul);
    }
    return hasil;
  };

  const sasaranHalaman = () => ({
    bagian: "", rekaman: kepala.dataset.rekaman || "", sebelum: "", kutipan: "", sesudah: "", acuan: "",
  });

  const sasaranTempat = (tempat) => {
    const baris = tempat.closest("tr[data-rekaman]");
    const judul = silsilah(tempat);
    const berjangkar = baris || judul.find((j) => j.dataset.rekaman) || kepala;
    const beralamat = baris && baris.id ? baris : judul[0];
    return {
      ...sasaranHalaman(), rekaman: berjangkar.dataset.rekaman || "", bagian: beralamat ? beralamat.id : "",
    };
  };

  const selTampak = (baris) => [...baris.cells].filter((sel) => getComputedStyle(sel).display !== "none");

  const namaRekaman = (unsur) => {
    const sel = unsur.matches("tr") ? selTampak(unsur).slice(0, 3).map((c) => c.textContent).join(" ") : "";
    return jarang(sel || unsur.textContent).replace(/¶$/, "").slice(0, 80);
  };

  const sasaranRekaman = (unsur) => ({ ...sasaranTempat(unsur), acuan: namaRekaman(unsur) });

  const tampak = (unsur) => (unsur.checkVisibility ? unsur.checkVisibility() : unsur.getClientRects().length > 0); // Safari < 17.4

  // Huruf-huruf yang tampak di halaman, tanpa spasi, dan dari simpul mana tiap potongnya.
  const isiHalaman = () => {
    const lewati = ({ parentElement: induk }) => induk.closest("[data-bukan-isi]") || !tampak(induk);
    const jalan = document.createTreeWalker(utama, NodeFilter.SHOW_TEXT);
    const potong = [];
    let teks = "";
    while (jalan.nextNode()) {
      const simpul = jalan.currentNode;
      if (lewati(simpul)) continue;
      potong.push({ simpul, awal: teks.length });
      teks += padat(simpul.data);
    }
    return { teks, potong };
  };

  // Titik di dokumen dari huruf ke-n tanpa spasi.
  const titik = ({ potong }, n) => {
    let i = potong.length - 1;
    while (i > 0 && potong[i].awal > n) i -= 1;
    const { simpul, awal } = potong[i];
    let sisa = n - awal;
    for (let j = 0; j < simpul.data.length; j += 1) {
      if (/\s/.test(simpul.data[j])) continue;
      if (sisa === 0) return { simpul, j };
      sisa -= 1;
    }
    return { simpul, j: simpul.data.length };
  };

  const letakKutipan = (isi, c) => {
    const kutipan = padat(c.kutipan);
    const awal = padat(c.sebelum);
    const persis = isi.teks.indexOf(awal + kutipan + padat(c.sesudah));
    return persis >= 0 ? persis + awal.length : isi.teks.indexOf(kutipan);
  };

  const rentang = (isi, c) => {
    const awal = c.kutipan ? letakKutipan(isi, c) : -1;
    if (awal < 0) return null;
    const dari = titik(isi, awal);
    const sampai = titik(isi, awal + padat(c.kutipan).length - 1);
    const hasil = document.createRange();
    hasil.setStart(dari.simpul, dari.j);
    hasil.setEnd(sampai.simpul, Math.min(sampai.j + 1, sampai.simpul.data.length));
    return hasil;
  };

  const pilihan = () => {
    const terpilih = document.getSelection();
    if (!terpilih || terpilih.isCollapsed || !terpilih.rangeCount) return null;
    const r = terpilih.getRangeAt(0).cloneRange();
    const kutipan = jarang(terpilih.toString()).slice(0, data.ISIAN.kutipan);
    return utama.contains(r.commonAncestorContainer) && kutipan ? { r, kutipan } : null;
  };

  const sasaranPilihan = ({ r, kutipan }) => {
    const unsur = r.startContainer.nodeType === Node.TEXT_NODE ? r.startContainer.parentElement : r.startContainer;
    let sebelum = "";
    let sesudah = "";
    for (const { simpul } of isiHalaman().potong) {
      const { data: kata, length } = simpul;
      if (r.comparePoint(simpul, 0) < 0) sebelum += ` ${simpul === r.startContainer ? kata.slice(0, r.startOffset) : kata}`;
      if (r.comparePoint(simpul, length) > 0) sesudah += ` ${simpul === r.endContainer ? kata.slice(r.endOffset) : kata}`;
    }
    return {
      ...sasaranTempat(unsur), kutipan,
      sebelum: jarang(sebelum).slice(-KONTEKS), sesudah: jarang(sesudah).slice(0, KONTEKS),
    };
  };

  const rekamanBernama = (nama) => [...utama.querySelectorAll("[data-rekaman]")].find((u) => u.dataset.rekaman === nama);

  const sorot = () => {
    const disini = data.semua().filter((c) => c.halaman === kepala.dataset.halaman);
    for (const unsur of utama.querySelectorAll(".bercatatan")) unsur.classList.remove("bercatatan");
    for (const c of disini) {
      const unsur = c.rekaman && !c.kutipan ? rekamanBernama(c.rekaman) : null;
      if (unsur && unsur !== kepala) unsur.classList.add("bercatatan");
    }
    if (!window.Highlight || !CSS.highlights) return;
    const isi = disini.some((c) => c.kutipan) ? isiHalaman() : null;
    const ketemu = isi ? disini.map((c) => rentang(isi, c)).filter(Boolean) : [];
    CSS.highlights.set("catatan", new Highlight(...ketemu));
  };

  // Sorot lebih kuat yang sedang dicatat atau dilihat; sasaran tanpa kutipan menghapus sorot itu.
  const pusatkan = (c) => {
    const r = c.kutipan ? rentang(isiHalaman(), c) : null;
    if (window.Highlight && CSS.highlights) CSS.highlights.set("catatan-aktif", r ? new Highlight(r) : new Highlight());
    return r;
  };

  // Bawa pembaca ke yang dicatat: kutipannya, barisnya, bagiannya, atau awal halaman.
  const tunjukkan = (c) => {
    const r = pusatkan(c);
    const unsur = r ? r.startContainer.parentElement : rekamanBernama(c.rekaman) || document.getElementById(c.bagian);
    (unsur || kepala).scrollIntoView({ block: "center" });
  };

  Object.assign(data, {
    utama, pilihan, sasaranHalaman, sasaranPilihan, sasaranRekaman, namaRekaman, selTampak, sorot, pusatkan, tunjukkan,
  });
})();
