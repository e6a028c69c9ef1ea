"""Rules about a regency's identity against the register of regions: codes, name, province, size.

Kemendagri and BPS number the regions apart: 61.04 is Ketapang, 6104 is Mempawah. Of code, BPS code and name the one
that stands against the other two is reported; when all three differ, both codes are.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from dosir.diagnostics import Diagnostic, error, warning
from dosir.language import angka
from dosir.plan import Plan
from dosir.plan.records import Angka, Daerah
from dosir.wilayah import Wilayah, menurut_bps, menurut_nama, mirip, wilayah

STAND_IN = "00.00"
WIDEST = 3  # times larger or smaller than the register: growth explains less, a slipped unit explains more
AREAS = {"": Decimal(1), "km²": Decimal(1), "km2": Decimal(1), "ha": Decimal("0.01"), "hektare": Decimal("0.01")}
PEOPLE = {"": Decimal(1), "jiwa": Decimal(1), "orang": Decimal(1), "ribu jiwa": Decimal(1000)}
PROVINCES = {  # names in use beside the one in the register
    "dki jakarta": "Daerah Khusus Ibukota Jakarta",
    "daerah khusus jakarta": "Daerah Khusus Ibukota Jakarta",
    "di yogyakarta": "Daerah Istimewa Yogyakarta",
    "d.i. yogyakarta": "Daerah Istimewa Yogyakarta",
}


def region_codes(plan: Plan) -> Iterator[Diagnostic]:
    """Codes, name, province, area or population that are not those of one and the same region."""
    place = plan.daerah
    if place.contoh or not place.whole or place.kode_kemendagri == STAND_IN:
        return
    by_code = wilayah(place.kode_kemendagri)
    by_name = next(iter(menurut_nama(place.nama, place.jenis)), None)
    by_bps = menurut_bps(place.kode_bps or "")
    if by_code is None:
        yield _unknown_code(place, by_name or by_bps)
    elif by_name != by_code:
        yield _other_region(place, by_code, by_name, by_bps)
    else:
        yield from _province(place, by_code)
        yield from _figures(place, by_code)
    meant = by_code if by_code in (by_name, by_bps) else by_name or by_code
    if meant:
        yield from _bps_code(place, meant, by_bps)


def _unknown_code(place: Daerah, meant: Wilayah | None) -> Diagnostic:
    near = f"kode {meant.nama_lengkap} ialah `{meant.kode_kemendagri}`" if meant else "periksa kode di Kepmendagri"
    message = f"kode wilayah `{place.kode_kemendagri}` tidak ada"
    return error(place.at("kode_kemendagri"), "region-code", message, near)


def _other_region(place: Daerah, by_code: Wilayah, by_name: Wilayah | None, by_bps: Wilayah | None) -> Diagnostic:
    """The code belongs to another region than kind and name say."""
    message = f"kode `{by_code.kode_kemendagri}` milik {by_code.nama_lengkap}, bukan {place.nama_lengkap}"
    other = f"kode {by_name.nama_lengkap} ialah `{by_name.kode_kemendagri}`" if by_name else ""
    if by_name and by_bps != by_code:
        return error(place.at("kode_kemendagri"), "region-code", message, other)
    if by_code in menurut_nama(place.nama, by_code.jenis):
        hint = "; ".join(filter(None, (f"tulis `jenis: {by_code.jenis}`", other)))
        return error(place.at("jenis"), "region-code", message, hint)
    near = mirip(place.nama)
    strange = near and by_code not in near
    guess = f"atau maksudnya {near[0].nama_lengkap} (`{near[0].kode_kemendagri}`)?" if strange else ""
    hint = "; ".join(filter(None, (f"tulis `nama: {by_code.nama}`", other or guess)))
    return error(place.at("nama"), "region-code", message, hint)


def _province(place: Daerah, region: Wilayah) -> Iterator[Diagnostic]:
    typed = " ".join(place.provinsi.casefold().split()).removeprefix("provinsi ")
    if typed != region.provinsi.casefold() and PROVINCES.get(typed) != region.provinsi:
        message = f"{region.nama_lengkap} tidak berada di provinsi `{place.provinsi}`"
        yield error(place.at("provinsi"), "region-code", message, f"tulis `provinsi: {region.provinsi}`")


def _bps_code(place: Daerah, meant: Wilayah, by_bps: Wilayah | None) -> Iterator[Diagnostic]:
    typed = place.kode_bps
    if not typed or typed == meant.kode_bps or not (meant.kode_bps or by_bps):
        return  # no register at hand knows the present codes of Papua
    message = f"kode BPS `{typed}` tidak ada" if by_bps is None else f"kode BPS `{typed}` milik {by_bps.nama_lengkap}"
    right = f"kode BPS {meant.nama_lengkap} ialah `{meant.kode_bps}`; kode Kemendagri `{meant.kode_kemendagri}`"
    unknown = f"cari kode BPS {meant.nama_lengkap} di sig.bps.go.id, atau hapus `kode_bps`"
    yield error(place.at("kode_bps"), "region-code", message, right if meant.kode_bps else unknown)


def _figures(place: Daerah, region: Wilayah) -> Iterator[Diagnostic]:
    if place.luas and region.luas_km2:
        yield from _figure(place.luas, f"luas {region.nama_lengkap}", AREAS, region.luas_km2, "km²")
    if place.penduduk:
        yield from _figure(place.penduduk, f"penduduk {region.nama_lengkap}", PEOPLE, Decimal(region.penduduk), "jiwa")


def _figure(typed: Angka, what: str, units: Mapping[str, Decimal], known: Decimal, unit: str) -> Iterator[Diagnostic]:
    factor = units.get(typed.satuan.casefold())
    if factor is None or known / WIDEST <= typed.nilai * factor <= known * WIDEST:
        return
    message = f"{what} tertulis {angka(typed.nilai)} {typed.satuan}".rstrip()
    hint = f"menurut data Kemendagri 2024 {angka(known)} {unit}; periksa satuan, titik, dan koma"
    yield warning(typed.at("nilai"), "implausible-figure", message, hint)
