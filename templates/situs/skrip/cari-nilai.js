// Pencarian, 2: mencocokkan dan mengurutkan. Indeks dibalik di sini, lebih cepat daripada memuat indeks yang sudah terbalik.
(() => {
  const cari = window.dosirCari;
  const BIDANG = ["judul", "nama", "isi"], PEMISAH = " · ", CUPLIKAN = 170, SEBELUM = 45, BERURUT = 1.5, RIBUAN = /^\d{1,3}(\.\d{3})+$/;

  // Kata-kata indeks beserta keluarganya: `bentuk` kata -> tempat, `anggota` akar -> kata.
  cari.kamus = (aturan, keluarga) => {
    const akar = cari.keluarga(keluarga), bentuk = new Map(), anggota = new Map();
    const asal = kata => akar.get(kata) ?? kata;
    const tambah = (kata, tempat) => {
      if (!bentuk.has(kata)) {
        bentuk.set(kata, []);
        anggota.set(asal(kata), [...anggota.get(asal(kata)) ?? [], kata]);
      }
      bentuk.get(kata).push(tempat);
    };
    const akarnya = kata => akar.get(kata) ?? (bentuk.has(kata) ? kata : cari.pilih(cari.calon(aturan, kata), a => anggota.has(a)));
    // Kata-kata yang sama dengan yang dicari, dan seberapa sama.
    const sama = (kata, terakhir) => {
      const hasil = new Map(), inti = akarnya(kata);
      for (const b of bentuk.keys()) {
        if (b === kata) hasil.set(b, aturan.setara.utuh);
        else if (inti && asal(b) === inti) hasil.set(b, aturan.setara.keluarga);
        else if (b.startsWith(kata) && (terakhir || kata.length > 2)) hasil.set(b, aturan.setara.awal * Math.sqrt(kata.length / b.length));
      }
      if (!hasil.size && cari.dapatSalah(kata))
        for (const b of bentuk.keys()) if (cari.mirip(kata, b)) for (const k of anggota.get(asal(b))) hasil.set(k, aturan.setara["salah-ketik"]);
      return hasil;
    };
    return { aturan, bentuk, akarnya, sama, tambah };
  };

  // Pertanyaan menjadi butir-butir; tiap butir memuat pilihan (singkatan atau nama lengkap), tiap pilihan kata-kata yang semuanya harus ada.
  cari.tanya = (aturan, setara, teks) => {
    const kata = [], hasil = [];
    for (const bagian of teks.split(/\s+/)) {
      const kode = cari.kode(bagian), isi = cari.kata(bagian);
      if (kode.length === 1) kata.push({ pilihan: [{ kata: kode }], ...RIBUAN.test(kode[0]) ? {} : { cadangan: { kata: isi } } });
      else kata.push(...isi.map(k => ({ kata: k, pilihan: [{ kata: [k] }] })));
    }
    for (let i = 0; i < kata.length;) {
      const nama = (setara.get(kata[i].kata) ?? []).find(n => n.kata.every((k, j) => kata[i + j]?.kata === k));
      const frasa = k => ({ kata: k, frasa: k.join(" ") });
      hasil.push(nama ? { pilihan: [nama.kata, ...nama.lain].map(frasa), cadangan: { kata: nama.kata } } : kata[i]);
      i += nama ? nama.kata.length : 1;
    }
    const isi = hasil.filter(b => !(b.kata && aturan.abaikan.has(b.kata)));
    const beda = new Map((isi.length ? isi : hasil).map(b => [JSON.stringify(b.pilihan), b]));
    return [...beda.values()];
  };

  // Nama-nama satu hal, menurut kata pertamanya; yang terpanjang lebih dulu.
  cari.setara = kelompok => {
    const hasil = new Map(), daftar = [];
    for (const k of kelompok) for (const n of k)
      daftar.push({ kata: n.split(" "), lain: k.filter(l => l !== n).map(l => l.split(" ")) });
    for (const n of daftar.sort((a, b) => b.kata.length - a.kata.length)) {
      const lama = hasil.get(n.kata[0]) ?? [], kembar = lama.find(l => l.kata.join() === n.kata.join());
      if (kembar) kembar.lain.push(...n.lain); else hasil.set(n.kata[0], [...lama, n]);
    }
    return hasil;
  };

  // Teks terpotong menjadi [teks, ditandai] menurut kata atau kode yang cocok.
  cari.tandai = (teks, cocok) => {
    const hasil = [];
    let dari = 0;
    for (const k of cari.potong(teks, cocok)) if (k.di >= dari && cocok.has(k.kata)) {
      hasil.push([teks.slice(dari, k.di), false], [teks.slice(k.di, k.di + k.panjang), true]);
      dari = k.di + k.panjang;
    }
    return [...hasil, [teks.slice(dari), false]].filter(([isi]) => isi);
  };

  // Bagian teks yang paling banyak memuat kata yang cocok.
  cari.cuplik = (teks, cocok) => {
    const kena = cari.potong(teks, cocok).filter(k => cocok.has(k.kata));
    const ramai = k => new Set(kena.filter(l => l.di >= k.di && l.di < k.di + CUPLIKAN - SEBELUM).map(l => l.kata)).size;
    const pusat = kena.reduce((a, b) => a && ramai(a) >= ramai(b) ? a : b, null);
    let dari = pusat ? Math.max(0, pusat.di - SEBELUM) : 0;
    if (dari) dari = teks.indexOf(" ", dari) + 1;
    const ke = dari + CUPLIKAN < teks.length ? teks.lastIndexOf(" ", dari + CUPLIKAN) : teks.length;
    const [depan, belakang] = [dari ? "… " : "", ke < teks.length ? " …" : ""];
    return cari.tandai(depan + teks.slice(dari, Math.max(ke, dari)) + belakang, cocok);
  };

  cari.gabung = (hasil, nilai, kali) => { for (const [e, n] of nilai) hasil.set(e, Math.max(hasil.get(e) ?? 0, n * kali)); };
  cari.langka = (nilai, banyak) => new Map([...nilai].map(([e, n]) => [e, n * Math.log(1 + banyak / nilai.size)]));

  // Seberapa penuh sebuah nama terisi oleh yang dicari: 1 bila setiap katanya cocok utuh. Nomor di depan judul tidak dihitung.
  cari.penuh = (nama, cocok) => Math.max(0, ...nama.split(PEMISAH).map(n => {
    const kata = cari.kata(n.replace(/^[\d.\s]+(?=\p{L})/u, ""));
    return cocok.get(kata.join(" ")) ?? (kata.length ? kata.reduce((jumlah, k) => jumlah + (cocok.get(k) ?? 0), 0) / kata.length : 0);
  }));

  // Nilai tiap entri untuk satu pilihan: rata-rata katanya. Frasa harus utuh di salah satu bidang.
  const nilaiPilihan = (kamus, { kata, frasa }, terakhir, bidang, cocok) => {
    const isi = kata.length > 1 ? kata.filter(k => !kamus.aturan.abaikan.has(k)) : kata;
    const tiap = isi.map((k, i) => {
      const nilai = new Map();
      for (const [b, sama] of frasa ? [[k, 1]] : kamus.sama(k, terakhir && i === isi.length - 1))
        for (const tempat of kamus.bentuk.get(b) ?? []) {
          const e = Math.floor(tempat / BIDANG.length), n = sama * kamus.aturan.bobot[BIDANG[tempat % BIDANG.length]];
          if (!frasa) cocok.set(b, Math.max(sama, cocok.get(b) ?? 0));
          if (n > (nilai.get(e) ?? 0)) nilai.set(e, n);
        }
      return nilai;
    });
    const ada = e => tiap.every(n => n.has(e)) && (!frasa || isi.length < 2 || bidang(e).some(f => f.includes(` ${frasa} `)));
    const bersama = tiap.length ? [...tiap[0].keys()].filter(ada) : [];
    if (frasa && bersama.length) cocok.set(frasa, 1);
    return new Map(bersama.map(e => [e, tiap.reduce((jumlah, n) => jumlah + n.get(e), 0) / tiap.length]));
  };

  // Nilai tiap entri untuk satu butir: pilihannya yang terbaik, yang diketik sendiri lebih dari nama lainnya; lalu dikali kelangkaannya.
  const nilaiButir = (kamus, butir, terakhir, bidang, cocok) => {
    const hasil = new Map(), nilai = pilihan => nilaiPilihan(kamus, pilihan, terakhir, bidang, cocok);
    butir.pilihan.forEach((pilihan, ke) => cari.gabung(hasil, nilai(pilihan), ke ? kamus.aturan.setara.keluarga : 1));
    if (!hasil.size && butir.cadangan) cari.gabung(hasil, nilai(butir.cadangan), 1);
    return cari.langka(hasil, kamus.banyak);
  };

  // Baris tanpa alamat sendiri ditunjuk dengan awal teksnya; peramban menggulirkan dan menandainya.
  const kutipan = teks => `:~:text=${encodeURIComponent(teks).replace(/-/g, "%2D")}`;

  // Indeks sebuah daerah.
  cari.indeks = data => {
    const aturan = cari.siapkan(data.aturan), kamus = cari.kamus(aturan, data.keluarga), setara = cari.setara(data.setara);
    const teks = cari.urai(data), isiBidang = (e, bidang) => teks[e * BIDANG.length + bidang];
    teks.forEach((isi, tempat) => {
      for (const kata of new Set([...cari.kata(isi), ...cari.kode(isi)])) kamus.tambah(kata, tempat);
    });
    kamus.banyak = data.entri.length;
    const bidang = e => BIDANG.map((_, ke) => ` ${cari.kata(isiBidang(e, ke)).join(" ")} `);
    const jadikan = (i, cocok) => {
      const [jenis, halaman, jangkar = "", baris] = data.entri[i], [jalan, induk] = data.halaman[halaman];
      const [judul, nama, isi] = BIDANG.map((_, ke) => isiBidang(i, ke));
      const konteks = nama && cari.penuh(nama, cocok) ? nama : jangkar ? induk : nama;
      return {
        alamat: `${jalan}.html${jangkar ? `#${jangkar}` : ""}${baris ? kutipan(baris) : ""}`, jenis: data.jenis[jenis][0],
        judul: cari.tandai(judul, cocok), konteks: cari.tandai([judul, data.jenis[jenis][0]].includes(konteks) ? "" : konteks, cocok), cuplikan: cari.cuplik(isi, cocok),
      };
    };
    return {
      kamus,
      async cari(teks, batas) {
        const butir = cari.tanya(aturan, setara, teks), nilai = new Map(), cocok = new Map();
        butir.forEach((b, i) => {
          for (const [e, n] of nilaiButir(kamus, b, i === butir.length - 1, bidang, cocok)) nilai.set(e, [...nilai.get(e) ?? [], n]);
        });
        const lengkap = Math.max(0, ...[...nilai.values()].map(n => n.length)), frasa = ` ${cari.kata(teks).join(" ")} `;
        const berurut = e => butir.length > 1 && bidang(e).some(isi => isi.includes(frasa)) ? BERURUT : 1; // kata yang dicari, berdampingan
        const hasil = [...nilai].filter(([, n]) => n.length === lengkap).map(([e, n]) => {
          const penuh = Math.max(cari.penuh(isiBidang(e, 0), cocok), cari.penuh(isiBidang(e, 1), cocok));
          return [e, n.reduce((a, b) => a + b) * data.jenis[data.entri[e][0]][1] * (1 + 2 * penuh ** 2) * berurut(e)];
        }).sort((a, b) => b[1] - a[1] || a[0] - b[0]);
        return { jumlah: hasil.length, sebagian: lengkap < butir.length, hasil: hasil.slice(0, batas).map(([e]) => jadikan(e, cocok)) };
      },
    };
  };
})();
