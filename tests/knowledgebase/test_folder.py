"""Articles come in from a folder of Markdown files, and go out again (B9)."""

import time
import zlib
from collections.abc import Callable
from datetime import date, datetime
from io import StringIO
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command

from accounts.models import Customer, User
from knowledgebase import services
from knowledgebase.management.progress import Progress
from knowledgebase.models import Article, ArticleText, ArticleVersion, Topic
from knowledgebase.services.importing import AT_ONCE
from tests import factories
from tests.knowledgebase import writing

Put = Callable[..., Path]


@pytest.fixture
def folder(tmp_path: Path, monday: datetime) -> Path:
    (tmp_path / "articles").mkdir()
    return tmp_path / "articles"


@pytest.fixture
def put(folder: Path) -> Put:
    """A file of the folder: `put("sv/lon.md", "Text.", title="Lön")`."""

    def write(name: str, body: str = "Teksti.", **front: str) -> Path:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        lines = [f"{key}: {value}" for key, value in front.items()]
        path.write_text("\n".join(["---", *lines, "---", "", body, ""]), "utf-8")
        return path

    return write


def take(folder: Path) -> tuple[str, str, int]:
    """What the command says, what it complains of, and how it exits."""
    out, err = StringIO(), StringIO()
    try:
        call_command("import_articles", folder, stdout=out, stderr=err)
    except CommandError as fault:
        return out.getvalue(), err.getvalue(), fault.returncode
    return out.getvalue(), err.getvalue(), 0


def give(folder: Path) -> dict[str, bytes]:
    """Everything that goes out, by its place."""
    call_command("export_articles", folder, stdout=StringIO(), stderr=StringIO())
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def counted(created: int = 0, changed: int = 0, same: int = 0, refused: int = 0) -> str:
    return f"{created} new, {changed} changed, {same} as they were, {refused} refused.\n"


# --- Coming in ----------------------------------------------------------------------------------


def test_an_article_comes_in_with_its_facts_and_its_translations(
    folder: Path, put: Put, monday: datetime
) -> None:
    module = factories.ModuleFactory(key="purchase_ledger", name_fi="Ostoreskontra")
    front = {"module": "ostoreskontra", "topic": "period", "audience": "public"}
    put("fi/lasku.md", title="Lasku jää", language="fi", review_on="2027-01-31", **front)
    put("sv/lasku.md", "Texten.", title="Fakturan stannar", language="sv", **front)

    said = take(folder)

    article = Article.objects.get()
    texts = {text.language: (text.title, text.body) for text in article.texts.all()}
    assert said == (counted(created=1), "", 0)
    assert (article.key, article.original, article.module) == ("lasku", "fi", module)
    assert (article.topic.key, article.audience) == ("period", "public")
    assert (article.published_from, article.review_on) == (monday, date(2027, 1, 31))
    assert texts == {"fi": ("Lasku jää", "Teksti."), "sv": ("Fakturan stannar", "Texten.")}


def test_the_second_time_nothing_changes(folder: Path, put: Put) -> None:
    (folder / "kuva.png").write_bytes(writing.PNG)
    put("a.md", "![Kuva](kuva.png)", title="A", audience="public", related="b", topic="Uusi aihe")
    put("b.md", title="B", audience="public")
    take(folder)
    before = list(Article.objects.order_by("key").values())

    assert take(folder) == (counted(same=2), "", 0)
    assert list(Article.objects.order_by("key").values()) == before
    assert ArticleVersion.objects.count() == 2


def test_a_changed_file_makes_a_new_version_of_that_text_alone(folder: Path, put: Put) -> None:
    put("a.md", title="A", audience="public")
    put("b.md", title="B", audience="public")
    take(folder)
    put("a.md", "Toisin.", title="A", audience="public")

    assert take(folder) == (counted(changed=1, same=1), "", 0)
    versions = ArticleVersion.objects.order_by("text__title", "number")
    assert list(versions.values_list("text__title", "number", "body")) == [
        ("A", 1, "Teksti."),
        ("A", 2, "Toisin."),
        ("B", 1, "Teksti."),
    ]


def test_what_a_file_does_not_say_stays_as_it_is(
    folder: Path, put: Put, mikko: User, monday: datetime
) -> None:
    module = factories.ModuleFactory()
    other = writing.article("toinen", at=monday)
    writing.article("a", module=module, owner=mikko, related=[other], at=monday)
    put("a.md", "Toisin.")

    take(folder)

    article = Article.objects.get(key="a")
    assert (article.module, article.owner, article.audience) == (module, mikko, "public")
    assert list(article.related.all()) == [other]


def test_what_was_taken_down_is_not_put_up_by_an_unchanged_file(
    folder: Path, put: Put, monday: datetime
) -> None:
    put("a.md", title="A", audience="public")
    take(folder)
    services.take_down(Article.objects.get(), at=monday)

    take(folder)

    assert Article.objects.get().published_from is None


def test_a_run_that_was_broken_off_goes_on_where_it_stopped(
    folder: Path, put: Put, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(AT_ONCE + 2):
        put(f"a-{number:02}.md", audience="public")

    def pressed(progress: Progress, done: int) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(Progress, "show", pressed)
        broken = take(folder)

    assert (broken[2], Article.objects.count()) == (130, AT_ONCE)
    assert take(folder) == (counted(created=2, same=AT_ONCE), "", 0)


# --- Forgiving ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("said", "audience", "is_warned"),
    [
        ("public", "public", False),
        ("Customers", "public", False),
        ("julkinen", "public", False),
        ("all", "public", False),
        ("internal", "staff", False),
        ("Sisäinen", "staff", False),
        ("kaikki paitsi kilpailijat", "staff", True),
        ("", "staff", True),
    ],
)
def test_an_audience_that_is_not_understood_is_closed(
    folder: Path, put: Put, said: str, audience: str, is_warned: bool
) -> None:
    put("a.md", title="A", audience=said)

    _out, err, code = take(folder)

    article = Article.objects.get()
    assert (article.audience, bool(err), code) == (audience, is_warned, 0)
    assert (article.published_from is not None) == (audience == "public")


def test_of_files_that_disagree_the_closed_one_counts(folder: Path, put: Put) -> None:
    put("fi/a.md", title="A", audience="public")
    put("sv/a.md", title="A", audience="staff")

    _out, err, _code = take(folder)

    assert Article.objects.get().audience == "staff"
    assert "staff only" in err


@pytest.mark.parametrize("said", ["purchase_ledger", "Purchase-Ledger", "OSTORESKONTRA", "Inköp"])
def test_a_module_is_known_by_any_of_its_names(folder: Path, put: Put, said: str) -> None:
    module = factories.ModuleFactory(
        key="purchase_ledger", name_fi="Ostoreskontra", name_sv="Inköp", name_en="Purchases"
    )
    put("a.md", title="A", audience="staff", module=said)

    assert take(folder)[1] == ""
    assert Article.objects.get().module == module


def test_an_unknown_module_warns_and_an_unknown_topic_is_made(folder: Path, put: Put) -> None:
    put("a.md", title="A", audience="staff", module="Avaruus", topic="Lennot")
    put("b.md", title="B", audience="staff", topic="lennot")

    _out, err, code = take(folder)

    assert (code, "unknown module: Avaruus" in err) == (0, True)
    assert set(Article.objects.values_list("module", "topic__name_fi")) == {(None, "Lennot")}
    assert Topic.objects.filter(name_fi__iexact="lennot").count() == 1


def test_named_customers_come_by_their_business_id(
    folder: Path, put: Put, customer: Customer
) -> None:
    ids = f"[{customer.business_id}, 0000000-0]"
    put("a.md", title="A", audience="named", customers=ids, published="yes")
    put("b.md", title="B", audience="named", published="yes")

    _out, err, code = take(folder)

    found = {each.key: each for each in Article.objects.all()}
    assert list(found["a"].customers.all()) == [customer]
    assert (found["a"].published_from is None, found["b"].published_from is None) == (False, True)
    assert ("unknown customer: 0000000-0" in err, "none is named" in err, code) == (True, True, 0)


@pytest.mark.parametrize(
    ("content", "title", "body"),
    [
        (b"Pelkka teksti.", "Minun ohje", "Pelkka teksti."),
        (b"# Otsikko\n\nTeksti.", "Otsikko", "Teksti."),
        (b"Alku.\n\n## Kohta\n\nTeksti.", "Kohta", "Alku.\n\n## Kohta\n\nTeksti."),
        ("---\ntitle: Ä\n---\n# Ä\n\nTeksti.".encode(), "Ä", "Teksti."),
        (
            "\ufeff---\r\ntitle: Ö\r\n---\r\n\r\nTeksti.\r\nToinen.\r\n".encode(),
            "Ö",
            "Teksti.\nToinen.",
        ),
        ("---\ntitle: Työaika\n---\nPäätä.".encode("latin-1"), "Työaika", "Päätä."),
        ("---\ntitle: Työaika\n---\nPäätä.".encode("utf-16"), "Työaika", "Päätä."),
        (b'---\ntitle: "A: b \\"c\\""\n---\nT.', 'A: b "c"', "T."),
        (
            b"---\ntitle: Virhe: rivi #12\n# huomautus\n\nunknown: x\n---\nT.",
            "Virhe: rivi #12",
            "T.",
        ),
        (b"---\ntitle: A\x00B\n---\nT\x00.", "AB", "T."),
        (b"---\ntitle: A\n---\n---\n\nViiva.", "A", "---\n\nViiva."),
    ],
)
def test_many_ways_of_writing_a_file_are_understood(
    folder: Path, content: bytes, title: str, body: str
) -> None:
    (folder / "minun-ohje.md").write_bytes(content)

    assert take(folder)[2] == 0
    text = ArticleText.objects.get()
    assert (text.title, text.body, text.article.key) == (title, body, "minun-ohje")
    assert take(folder)[0] == counted(same=1)


@pytest.mark.parametrize(
    ("content", "line", "words"),
    [
        (b"---\ntitle: A\nno colon here\n---\nT.", 3, "key: value"),
        (b"---\ntitle: A\nT.", 3, "key: value"),
        (b"---\ntitle: A\n", 1, "no end"),
        (b"---\ntitle: A\nlanguage: de\n---\nT.", 3, "unknown language: de"),
        (b"---\ntitle: A\nreview_on: huomenna\n---\nT.", 3, "no day"),
        (b"---\ntitle: A\n---\n\n \n", 1, "no text"),
        (b"", 1, "no text"),
    ],
)
def test_a_bad_file_is_named_by_line_and_the_others_come_in(
    folder: Path, put: Put, content: bytes, line: int, words: str
) -> None:
    (folder / "huono.md").write_bytes(content)
    put("hyva.md", title="Hyvä", audience="public")

    out, err, code = take(folder)

    assert (out, code) == (counted(created=1, refused=1), 1)
    assert f"huono.md:{line}: refused: " in err
    assert words in err


def test_names_of_files_are_data_and_never_places(folder: Path, put: Put) -> None:
    put("a..%2F..%2Fetc.md", audience="public")
    put("Työ aika (1).md", audience="public")
    put(".salainen.md", audience="public")
    put("ÄÖ/!!!.md", audience="public")
    put("Työ-aika 1.md", audience="public")

    out, err, code = take(folder)

    assert set(Article.objects.values_list("key", flat=True)) == {"a2f2fetc", "tyo-aika-1"}
    assert (out, code) == (counted(created=2, refused=2), 1)
    assert "the same article in the same language" in err


def test_the_language_is_that_of_the_folder_when_the_file_is_silent(folder: Path, put: Put) -> None:
    put("a.md", audience="staff")
    put("sv/a.md", audience="staff")
    put("payroll/en/a.md", audience="staff")

    take(folder)

    assert set(ArticleText.objects.values_list("language", flat=True)) == {"fi", "sv", "en"}


def test_no_folder_is_an_error(tmp_path: Path) -> None:
    assert take(tmp_path / "ei-ole") == ("", "", 1)


# --- Pictures -----------------------------------------------------------------------------------


def test_pictures_beside_a_text_come_in_and_others_stay_outside(
    folder: Path, put: Put, tmp_path: Path
) -> None:
    (tmp_path / "salaisuus.png").write_bytes(writing.PNG)
    (folder / "näyttö.png").write_bytes(writing.PNG)
    (folder / "muu.png").write_bytes(writing.PNG)
    (folder / "linkki.png").symlink_to(tmp_path / "salaisuus.png")
    body = "![N](näyttö.png) ![S](../salaisuus.png) ![L](linkki.png) ![P](puuttuu.png) [x](b.md)"
    put("a.md", body, title="A", audience="public")

    _out, err, code = take(folder)

    assert list(Article.objects.get().files.values_list("name", flat=True)) == ["näyttö.png"]
    assert ("linkki.png" in err, "puuttuu.png" in err, code) == (True, True, 0)


def test_what_is_no_picture_is_refused_and_the_article_comes_in(folder: Path, put: Put) -> None:
    (folder / "kuva.png").write_bytes(b"MZ\x00 no picture")
    put("a.md", "![K](kuva.png)", title="A", audience="public")

    out, _err, code = take(folder)

    assert (out, code) == (counted(created=1, refused=1), 1)


# --- Going out and in again ---------------------------------------------------------------------


def test_what_goes_out_comes_in_the_same(
    folder: Path, put: Put, tmp_path: Path, customer: Customer, monday: datetime
) -> None:
    module = factories.ModuleFactory(key="payroll")
    topic = Topic.objects.get(key="period")
    first = writing.article("eka", title='- "Outo": otsikko', module=module, topic=topic, at=monday)
    writing.text(first, language="sv", body="# Palkka-ajo pysähtyy\n\nText.", at=monday)
    second = writing.article("toka", body="![K](kuva.png)", language="sv", at=monday)
    writing.text(second, body="\r\n![K](kuva.png)\r\nToinen rivi.\r\n", at=monday)
    for article, name in ((first, "kuva.png"), (second, "kuva.png"), (second, "hinnat ä.png")):
        writing.picture_of(article, name=name, at=monday)
    writing.article("kolmas", related=[first, second], published=False, at=monday)
    writing.article("nimetty", audience="named", customers=[customer], at=monday)
    Article.objects.filter(key="eka").update(review_on=date(2027, 1, 31))
    once = give(tmp_path / "ulos")
    Article.objects.all().delete()

    out, err, code = take(tmp_path / "ulos")
    again = give(tmp_path / "uudelleen")

    assert (out, err, code) == (counted(created=4), "", 0)
    assert again == once
    assert take(tmp_path / "uudelleen")[0] == counted(same=4)
    found = {each.key: each for each in Article.objects.all()}
    assert (found["toka"].original, found["kolmas"].published_from) == ("sv", None)
    assert found["nimetty"].published_from is not None


def test_pictures_of_one_name_do_not_lie_on_each_other(tmp_path: Path, monday: datetime) -> None:
    other = bytearray(writing.PNG) + b"\x00"
    for key, content in (("a", writing.PNG), ("b", bytes(other))):
        article = writing.article(key, body="![K](kuva.png)", at=monday)
        upload = SimpleUploadedFile("kuva.png", content)
        services.add_file(article, upload, by=None, at=monday)

    once = give(tmp_path / "ulos")
    Article.objects.all().delete()
    take(tmp_path / "ulos")

    assert once["fi/kuva.png"] == writing.PNG
    assert once["fi/b/kuva.png"] == bytes(other)
    assert give(tmp_path / "uudelleen") == once


# --- What somebody else has put into the folder ---------------------------------------------------


def test_a_link_out_of_the_folder_is_no_article(folder: Path, put: Put, tmp_path: Path) -> None:
    (tmp_path / "salainen.md").write_text("# Salaisuus\n\nEi kenellekään.", "utf-8")
    (folder / "linkki.md").symlink_to(tmp_path / "salainen.md")
    put("oma.md", title="Oma")
    (folder / "toinen.md").symlink_to(folder / "oma.md")

    out, err, code = take(folder)

    assert (out, code) == (counted(created=2, refused=1), 1)
    assert "linkki.md:1: refused: a link that leads out of the folder" in err
    assert sorted(Article.objects.values_list("key", flat=True)) == ["oma", "toinen"]


def test_an_address_that_is_none_ends_no_run(
    folder: Path, put: Put, tmp_path: Path, monday: datetime
) -> None:
    put("huono.md", "Katso [tästä](http://[x) ja ![kuvaa](//[y).", audience="public")
    put("oma.md", audience="public")

    out, err, code = take(folder)

    assert (out, code) == (counted(created=2), 0)
    assert "huono.md:5: warning: no address: http://[x" in err
    assert sorted(give(tmp_path / "out")) == ["fi/huono.md", "fi/oma.md"]


def test_a_picture_that_unpacks_beyond_measure_is_refused(folder: Path, put: Put) -> None:
    words = b"Comment\0\0" + zlib.compress(b"0" * 4_000_000)
    chunk = b"zTXt" + words
    bomb = len(words).to_bytes(4, "big") + chunk + zlib.crc32(chunk).to_bytes(4, "big")
    put("kuvallinen.md", "![Kuva](kuva.png)", audience="public")
    (folder / "kuva.png").write_bytes(writing.PNG[:33] + bomb + writing.PNG[33:])

    out, err, code = take(folder)

    assert (out, code) == (counted(created=1, refused=1), 1)
    assert "not taken in: kuva.png" in err


@pytest.mark.parametrize("title", ["", "Otsikko"])
def test_a_heading_of_blanks_is_read_at_once(folder: Path, put: Put, title: str) -> None:
    put("tyhja.md", "# a" + " " * 20_000 + "b\n\nTeksti.", audience="public", title=title)
    began = time.perf_counter()

    out, _err, _code = take(folder)

    assert out == counted(created=1)
    assert time.perf_counter() - began < 2
