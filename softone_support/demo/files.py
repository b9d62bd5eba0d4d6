"""A few pictures and tables that the demo's SuperUsers attached, drawn and written here."""

import csv
import io
from collections.abc import Callable, Sequence

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageDraw, ImageFont

_PAPER, _BAR, _INK, _PALE, _RED = "#ffffff", "#24414f", "#1d2a30", "#dfe6ea", "#b3261e"
_SIZE = (960, 540)

Maker = Callable[[], bytes]


def _screenshot(title: str, message: str, *rows: str) -> Maker:
    """A window with a title, a list and an error message, as a PNG."""

    def draw() -> bytes:
        picture = Image.new("RGB", _SIZE, _PAPER)
        pen = ImageDraw.Draw(picture)
        pen.rectangle((0, 0, _SIZE[0], 56), fill=_BAR)
        pen.text((24, 16), title, fill=_PAPER, font=ImageFont.load_default(22))
        for place, row in enumerate(rows):
            top = 84 + place * 44
            pen.text((40, top), row, fill=_INK, font=ImageFont.load_default(18))
            pen.line((24, top + 32, _SIZE[0] - 24, top + 32), fill=_PALE)
        pen.rectangle((24, 430, _SIZE[0] - 24, 510), outline=_RED, width=3)
        pen.text((48, 458), message, fill=_RED, font=ImageFont.load_default(20))
        held = io.BytesIO()
        picture.save(held, "PNG", optimize=True)
        return held.getvalue()

    return draw


def _table(*rows: Sequence[str]) -> Maker:
    """Rows as a spreadsheet in Finland writes them: semicolons, UTF-8 with its mark."""

    def write() -> bytes:
        held = io.StringIO()
        csv.writer(held, delimiter=";").writerows(rows)
        return held.getvalue().encode("utf-8-sig")

    return write


_TYPES = {"png": "image/png", "csv": "text/csv"}

# By the beginning of a case's subject.
ATTACHED: dict[str, tuple[str, Maker]] = {
    "Palkka-ajo keskeytyy virheeseen": (
        "palkka-ajo.png",
        _screenshot(
            "Palkanlaskenta – Laske kaikki",
            "Virhe: työaikakirjaus puuttuu (17 henkilöä)",
            "210   Laskettu",
            "211   Laskettu",
            "212   Työaikakirjaus puuttuu",
            "213   Ei laskettu",
        ),
    ),
    "Laskutus ei avaudu": (
        "laskutus-503.png",
        _screenshot("Laskutus", "503 – Palvelu ei ole käytettävissä"),
    ),
    "Maksuaineisto hylätään pankissa": (
        "pankin-palaute.csv",
        _table(
            ("Lasku", "Saaja", "Eräpäivä", "Palaute"),
            ("88214", "Järviseudun Vihannes", "tänään", "Virheellinen merkistö, kenttä Viesti"),
            ("88219", "Kiinteistö Mäntylä", "tänään", "Virheellinen merkistö, kenttä Viesti"),
            ("88230", "Pesula Höyry", "huomenna", "Virheellinen merkistö, kenttä Viesti"),
        ),
    ),
    "Varastosaldot menevät miinukselle": (
        "saldotapahtumat.csv",
        _table(
            ("Tilaus", "Tuote", "Tapahtuma", "Määrä", "Saldo"),
            ("W-50412", "Lyhty 30 cm", "Varaus", "-1", "0"),
            ("W-50412", "Lyhty 30 cm", "Otto", "-1", "-1"),
            ("W-50415", "Pellavaliina", "Varaus", "-2", "1"),
            ("W-50415", "Pellavaliina", "Otto", "-2", "-1"),
        ),
    ),
    "Inbetalningar bokförs på fel kund": (
        "inbetalningar.csv",
        _table(
            ("Referens", "Belopp", "Bokförd på", "Rätt kund"),
            ("0012345", "1 240,00", "12345 Hamn & Kaj", "0012345 Skärgårdsfrakt"),
            ("0100227", "86,50", "100227 Vasa Pall", "0100227 Botnia Kyl"),
        ),
    ),
    "Kuljetuslaskun rahtirivit puuttuvat": (
        "verkkolasku.png",
        _screenshot(
            "Lähetetty aineisto – lasku 40117",
            "Rivejä aineistossa: 0. Rivejä laskulla: 6.",
            "Loppusumma            4 318,20",
            "Arvonlisävero 25,5 %    877,48",
        ),
    ),
}


def files_of(subject: str) -> list[SimpleUploadedFile]:
    """What was attached to the case of this subject; mostly nothing."""
    return [
        SimpleUploadedFile(name, make(), _TYPES[name.rpartition(".")[2]])
        for beginning, (name, make) in ATTACHED.items()
        if subject.startswith(beginning)
    ]
