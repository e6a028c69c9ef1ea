// Catatan penelaah, bagian kirim: berkas yang diunduh untuk penyusun, dan berkas yang dibuka lagi: di perangkat lain, atau
// dari halaman lain bila peramban menyimpan catatan tiap halaman tersendiri. Keduanya memberi kalimat untuk pembaca.
(() => {
  const data = window.dosirCatatan;
  if (!data) return;

  const unduh = () => {
    const { nama, teks } = data.berkas();
    const alamat = URL.createObjectURL(new Blob([teks], { type: "application/json" }));
    const tautan = document.createElement("a");
    Object.assign(tautan, { href: alamat, download: nama });
    tautan.click();
    setTimeout(() => URL.revokeObjectURL(alamat), 10000);
    data.tandaiDiunduh();
    return `${data.semua().length} catatan diunduh sebagai ${nama}. Kirimkan berkas itu kepada penyusun.`;
  };

  const bukaSatu = (teks) => {
    let isi = null;
    try {
      isi = JSON.parse(teks);
    } catch { /* bukan JSON */ }
    if (!isi || isi.format !== "dosir-catatan" || !Array.isArray(isi.catatan)) return { salah: "Berkas itu bukan unduhan catatan" };
    if (isi.daerah !== data.daerah) return { salah: `Berkas itu memuat catatan daerah lain (${String(isi.daerah).slice(0, 60)})` };
    return { baru: data.terima(isi.catatan) };
  };

  const buka = async (berkas) => {
    const hasil = [];
    for (const satu of berkas) hasil.push(bukaSatu(await satu.text()));
    const baru = hasil.reduce((jumlah, satu) => jumlah + (satu.baru ?? 0), 0);
    const salah = [...new Set(hasil.flatMap((satu) => satu.salah ?? []))];
    const dibuka = hasil.some((satu) => !satu.salah) ? [baru ? `${baru} catatan ditambahkan dari berkas` : "Semua catatan di berkas itu sudah ada di sini"] : [];
    return [...dibuka, ...salah].map((kalimat) => `${kalimat}.`).join(" ");
  };

  Object.assign(data, { unduh, buka });
})();
