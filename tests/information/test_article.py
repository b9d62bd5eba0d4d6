"""What an administrator writes becomes safe HTML with contents."""

import re

import pytest

from accounts.information.article import Heading, compose


def test_headings_become_contents_with_anchors() -> None:
    article = compose("## Mitä tallennamme\n\nTietoja.\n\n### Pienempi\n\n## *Kuka* vastaa")

    assert article.contents == (
        Heading("s-mita-tallennamme", "Mitä tallennamme"),
        Heading("s-kuka-vastaa", "Kuka vastaa"),
    )
    assert '<h2 id="s-mita-tallennamme">' in article.html
    assert '<h3 id="s-pienempi">Pienempi</h3>' in article.html


def test_equal_headings_have_unlike_anchors() -> None:
    anchors = [heading.anchor for heading in compose("## A\n\n## A\n\n## A").contents]

    assert len(set(anchors)) == 3


@pytest.mark.parametrize(
    "markdown",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "[x](javascript:alert(1))",
        "[x](data:text/html;base64,PHNjcmlwdD4=)",
        "![x](https://evil.example/pixel.png)",
        '<a href="javascript:alert(1)">x</a>',
        "## <b onclick=alert(1)>x</b>",
        '<https://evil.example/" onmouseover=alert(1)>',
    ],
)
def test_nothing_that_runs_or_loads_gets_through(markdown: str) -> None:
    html = compose(markdown).html

    assert set(re.findall(r"<(\w+)", html)) <= {"p", "a", "h2"}
    assert re.findall(r'<[^>]*(?:href="(?!https?:)|\son\w+=)', html) == []


def test_links_inside_and_outside_are_kept() -> None:
    html = compose("[a](/contact/) [b](https://tietosuoja.fi) [c](mailto:a@b.example)").html

    assert re.findall(r'href="([^"]*)"', html) == [
        "/contact/",
        "https://tietosuoja.fi",
        "mailto:a@b.example",
    ]
    assert 'rel="noopener noreferrer"' in html


def test_a_table_wears_the_look_of_tables() -> None:
    assert '<table class="table">' in compose("|a|b|\n|-|-|\n|1|2|").html
