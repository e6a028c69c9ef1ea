// Pencarian, 4: seluruh daerah. Rak indeks dimuat menurut dua huruf pertama; nama-nama dimuat dari situs daerah yang terpilih.
(() => {
  const cari = window.dosirCari;
  const HURUF = 2, BOBOT = 10, LANJUTAN = 12, DAERAH = 0.4;

  // "a1,2f,..." menjadi [nomor entri, bobot].
  const buka = daftar => {
    let di = 0;
    return daftar.split(",").map(angka => {
      const n = parseInt(angka, 36);
      di += Math.floor(n / BOBOT);
      return [di, n % BOBOT];
    });
  };

  cari.portal = async akar => {
    const kepala = await cari.muat(`${akar}aset/cari/indeks.js`, "indeks");
    const aturan = cari.siapkan(kepala.aturan), setara = cari.setara(kepala.setara), rakAda = new Set(kepala.rak.split(" "));
    const namaRak = kata => kata.slice(0, HURUF).replace(/[^a-z0-9]/g, "_");
    const rak = kata => rakAda.has(namaRak(kata)) ? cari.muat(`${akar}aset/cari/rak-${namaRak(kata)}.js`, `rak-${namaRak(kata)}`) : { keluarga: {}, arah: {} };
    const milik = (wadah, kunci) => Object.hasOwn(wadah, kunci) ? wadah[kunci] : undefined;
    const keluarga = async inti => milik((await rak(inti)).keluarga, inti) ?? {};

    // Kata -> [seberapa sama, daftar tempat], dari rak kata itu, rak asalnya, dan rak kata yang diawalinya.
    const sama = async (kata, terakhir) => {
      const hasil = new Map(), sini = await rak(kata), asal = new Map(Object.entries(sini.arah));
      for (const [inti, bentuk] of Object.entries(sini.keluarga)) for (const b of Object.keys(bentuk)) if (namaRak(b) === namaRak(kata)) asal.set(b, inti);
      const calon = cari.calon(aturan, kata), dikenal = new Set();
      await Promise.all([...calon.keys()].map(async c => { if (milik((await rak(c)).keluarga, c)) dikenal.add(c); }));
      const inti = asal.get(kata) ?? cari.pilih(calon, c => dikenal.has(c));
      for (const [b, daftar] of Object.entries(inti ? await keluarga(inti) : {})) hasil.set(b, [b === kata ? aturan.setara.utuh : aturan.setara.keluarga, daftar]);
      const dekat = async (pilihan, nilai) => {
        for (const b of pilihan.sort((a, b) => a.length - b.length || (a < b ? -1 : 1)).slice(0, LANJUTAN))
          if (!hasil.has(b)) hasil.set(b, [nilai(b), (await keluarga(asal.get(b)))[b]]);
      };
      if (terakhir || kata.length > 2) await dekat([...asal.keys()].filter(b => b.startsWith(kata)), b => aturan.setara.awal * Math.sqrt(kata.length / b.length));
      if (!hasil.size && cari.dapatSalah(kata)) await dekat([...asal.keys()].filter(b => cari.mirip(kata, b)), () => aturan.setara["salah-ketik"]);
      return hasil;
    };

    // Nilai tiap entri untuk satu pilihan; semua katanya harus ada.
    const nilaiPilihan = async ({ kata, frasa }, terakhir, cocok) => {
      const isi = kata.length > 1 ? kata.filter(k => !aturan.abaikan.has(k)) : kata;
      const tiap = await Promise.all(isi.map(async (k, i) => {
        const nilai = new Map();
        for (const [b, [mirip, daftar]] of await sama(k, !frasa && terakhir && i === isi.length - 1)) {
          if (frasa && b !== k) continue;
          cocok.set(b, Math.max(mirip, cocok.get(b) ?? 0));
          for (const [e, bobot] of buka(daftar)) nilai.set(e, Math.max(mirip * bobot, nilai.get(e) ?? 0));
        }
        return nilai;
      }));
      const bersama = tiap.length ? [...tiap[0].keys()].filter(e => tiap.every(n => n.has(e))) : [];
      return new Map(bersama.map(e => [e, tiap.reduce((jumlah, n) => jumlah + n.get(e), 0) / tiap.length]));
    };

    const nilaiButir = async (butir, terakhir, cocok) => {
      const hasil = new Map(), kata = p => p.frasa ? p : { kata: p.kata.flatMap(cari.kata) };  // kode ada sebagai kata-katanya
      for (const [ke, pilihan] of butir.pilihan.entries())
        cari.gabung(hasil, await nilaiPilihan(kata(pilihan), terakhir, cocok), ke ? aturan.setara.keluarga : 1);
      return cari.langka(hasil, kepala.banyak);
    };

    const jadikan = async ([nomor], cocok) => {
      const [slug, daerah] = kepala.daerah[Math.floor(nomor / kepala.langkah)], ke = nomor % kepala.langkah;
      const rumah = slug ? `${slug}/` : "", isi = await cari.muat(`${akar}${rumah}aset/cari/portal.js`, slug);
      const [jenis, , jalan, jangkar, judul, nama = ""] = ke ? isi.entri[ke - 1] : ["Daerah", 0, "index", "", daerah];
      const induk = slug ? daerah : jangkar && isi.entri.find(e => e[2] === jalan && !e[3])?.[4];
      return {
        alamat: `${rumah}${jalan}.html${jangkar ? `#${jangkar}` : ""}`, jenis, judul: cari.tandai(judul, cocok),
        konteks: ke && induk ? cari.tandai(induk, cocok) : [], cuplikan: cari.tandai(nama, cocok),
      };
    };

    return {
      async cari(teks, batas) {
        const butir = cari.tanya(aturan, setara, teks), cocok = new Map();
        const tiap = await Promise.all(butir.map((b, i) => nilaiButir(b, i === butir.length - 1, cocok)));
        const induk = e => e - e % kepala.langkah;
        const nilai = new Map();
        for (const e of new Set(tiap.flatMap(n => [...n.keys()]))) {
          const dapat = tiap.map(n => n.get(e) ?? DAERAH * (n.get(induk(e)) ?? 0)).filter(n => n > 0);
          nilai.set(e, [dapat.length, dapat.reduce((a, b) => a + b)]);
        }
        const lengkap = Math.max(0, ...[...nilai.values()].map(([banyak]) => banyak));
        const hasil = [...nilai].filter(([, [banyak]]) => banyak === lengkap).map(([e, [, n]]) => [e, n]).sort((a, b) => b[1] - a[1] || a[0] - b[0]);
        const tampil = await Promise.all(hasil.slice(0, batas).map(h => jadikan(h, cocok)));
        return { jumlah: hasil.length, sebagian: lengkap < butir.length, hasil: tampil };
      },
    };
  };
})();
