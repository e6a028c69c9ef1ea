// Pencarian, 1: kata dan keluarganya. Aturan imbuhan datang bersama indeks (cari.yml), sama dengan dosir/render/search/stems.py.
(() => {
  const KATA = /[\p{L}\p{M}\p{N}]+/gu, MAJEMUK = /[\p{L}\p{N}]+(?:[-./][\p{L}\p{N}]+)+/gu, VOKAL = /[aiueo]/g;
  const PENDEK = 3, MIRIP = 4;
  const tunggu = new Map(), datang = new Map();

  // Berkas indeks memanggil fungsi ini; halaman yang dibuka dari cakram boleh memuat skrip, tetapi tidak boleh fetch.
  const cari = window.dosirCari = (nama, isi) => { datang.set(nama, isi); };

  cari.muat = (alamat, nama) => {
    if (!tunggu.has(nama)) tunggu.set(nama, new Promise((selesai, gagal) => {
      const skrip = document.createElement("script");
      skrip.src = alamat;
      skrip.onload = () => datang.has(nama) ? selesai(datang.get(nama)) : gagal(new Error(alamat));
      skrip.onerror = () => { tunggu.delete(nama); gagal(new Error(alamat)); };
      document.head.append(skrip);
    }));
    return tunggu.get(nama);
  };

  cari.lipat = teks => teks.normalize("NFKD").toLowerCase().replace(/\p{M}/gu, "");
  const letak = (teks, pola) => [...teks.matchAll(pola)].map(k => ({ kata: cari.lipat(k[0]), di: k.index, panjang: k[0].length }));
  // Kata-kata sebuah teks dengan tempatnya; kode (GOV-01) dan frasa yang dicari mendahului bagian-bagiannya.
  cari.potong = (teks, dicari = new Map()) => {
    const kata = letak(teks, KATA), kode = letak(teks, MAJEMUK).filter(k => dicari.has(k.kata));
    const frasa = [...dicari.keys()].filter(k => k.includes(" ")).flatMap(f => kata.flatMap((k, i) => {
      const isi = kata.slice(i, i + f.split(" ").length), ujung = isi[isi.length - 1];
      return isi.map(b => b.kata).join(" ") === f ? [{ kata: f, di: k.di, panjang: ujung.di + ujung.panjang - k.di }] : [];
    }));
    return [...frasa, ...kode, ...kata].sort((a, b) => a.di - b.di || b.panjang - a.panjang);
  };
  cari.kata = teks => cari.lipat(teks).match(KATA) ?? [];
  cari.kode = teks => [...teks.matchAll(MAJEMUK)].map(k => cari.lipat(k[0])).filter(k => /\d/.test(k));

  // Asal yang mungkin dari sebuah kata, dengan banyaknya awalan yang dilepas.
  cari.calon = (aturan, kata) => {
    const hasil = new Map();
    const catat = (dalam, akar) => {
      const layak = akar.length >= PENDEK && (akar.match(VOKAL) || []).length >= 2 || aturan.pendek.has(akar);
      if (akar === kata || layak) hasil.set(akar, Math.min(dalam, hasil.get(akar) ?? dalam));
    };
    const lepas = (sisa, dalam) => {
      catat(dalam, sisa);
      if (dalam > 1) return;
      for (const [awalan, sebelum, luluh] of aturan.awalan) {
        const isi = sisa.slice(awalan.length);
        if (!sisa.startsWith(awalan) || isi.length < PENDEK - 1 || dalam && !aturan.awalan_kedua.has(awalan)) continue;
        if (!sebelum || sebelum.includes(isi[0])) for (const huruf of luluh) lepas(huruf + isi, dalam + 1);
      }
    };
    const tanpa = akhiran => ujung => ujung.endsWith(akhiran) ? [ujung.slice(0, -akhiran.length)] : [];
    for (const ujung of [kata, ...aturan.klitik.flatMap(k => tanpa(k)(kata))])
      for (const batang of [ujung, ...aturan.akhiran.flatMap(a => tanpa(a)(ujung))]) lepas(batang, 0);
    return hasil;
  };

  // Dari calon itu, akar yang dikenal dengan awalan paling sedikit, lalu yang terpendek.
  cari.pilih = (calon, dikenal) => {
    const urut = ([a, x], [b, y]) => x - y || a.length - b.length || (a < b ? -1 : 1);
    return ([...calon].filter(([akar]) => dikenal(akar)).sort(urut)[0] || [""])[0];
  };

  // "layan ~an pe~an|..." menjadi kata -> akar.
  cari.keluarga = teks => {
    const akar = new Map();
    for (const keluarga of teks ? teks.split("|") : []) {
      const [inti, ...bentuk] = keluarga.split(" ");
      for (const b of bentuk) akar.set(b.replace("~", inti), inti);
    }
    return akar;
  };

  // Teks dari nomor-nomor katanya, lihat `packed` di dosir/render/search/scripts.py; nomor 0 mengakhiri teks.
  cari.urai = ({ kosakata, teks }) => {
    const kata = kosakata.split(" "), hasil = [], AKHIR = 0x28, LANJUT = 0x5d, [banyakAkhir, banyakLanjut] = [0x5c - AKHIR, 0x7f - LANJUT];
    let isi = [], angka = [];
    for (let i = 0; i < teks.length; i++) {
      const huruf = teks.charCodeAt(i);
      if (huruf >= LANJUT) { angka.push(huruf - LANJUT); continue; }
      const nomor = angka.reduceRight((n, a) => n * banyakLanjut + a + banyakAkhir, huruf - AKHIR);
      angka = [];
      if (nomor) { isi.push(kata[nomor - 1]); continue; }
      hasil.push(isi.join(" "));
      isi = [];
    }
    return hasil;
  };

  cari.siapkan = aturan => ({ ...aturan, pendek: new Set(aturan.pendek), awalan_kedua: new Set(aturan.awalan_kedua), abaikan: new Set(aturan.abaikan) });

  // Kata pendek dan bilangan yang berbeda satu huruf adalah kata dan bilangan lain, bukan salah ketik.
  cari.dapatSalah = kata => kata.length >= MIRIP && !/\d/.test(kata);

  // Apakah dua kata berbeda paling banyak satu huruf: diganti, ditambah, dihapus, atau bertukar tempat.
  cari.mirip = (a, b) => {
    if (a.length > b.length) [a, b] = [b, a];
    if (b.length - a.length > 1 || a === b) return a === b;
    let i = 0;
    while (i < a.length && a[i] === b[i]) i++;
    const sisa = n => a.slice(i + n[0]) === b.slice(i + n[1]);
    return a.length < b.length ? sisa([0, 1]) : sisa([1, 1]) || a[i] === b[i + 1] && a[i + 1] === b[i] && sisa([2, 2]);
  };
})();
