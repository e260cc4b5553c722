"""The language of the pages: one that there is, by its tag, and which way it runs."""

from __future__ import annotations

from pathlib import Path

import pytest

from conftest import SMALL
from crossfoot.diagnostics import Diagnostics, InvalidValue
from crossfoot.ledger.language import check_language, text_direction
from crossfoot.ledger.schema import Briefing
from crossfoot.site.settings import check_languages, read_settings


@pytest.mark.parametrize(
    ("tag", "way"),
    [
        ("en", "ltr"), ("en-GB", "ltr"), ("de", "ltr"), ("pt-BR", "ltr"), ("zh-Hant", "ltr"),
        ("zh-Hant-TW", "ltr"), ("la", "ltr"), ("es-419", "ltr"), ("az", "ltr"), ("ku", "ltr"),
        ("ar", "rtl"), ("ar-EG", "rtl"), ("he", "rtl"), ("fa", "rtl"), ("ur", "rtl"),
        ("ckb", "rtl"), ("az-Arab", "rtl"), ("pa-PK", "rtl"), ("pa", "ltr"), ("ar-Latn", "ltr"),
    ],
)  # fmt: skip
def test_a_language_has_its_direction(tag: str, way: str) -> None:
    assert (check_language(tag), text_direction(tag)) == (tag, way)


@pytest.mark.parametrize(
    ("tag", "said"),
    [
        ("German", "no such language 'German'; de"),
        ("english", "no such language 'english'; en"),
        ("Portugese", "no such language 'Portugese'; pt"),
        ("xx", "no such language 'xx'; a tag such as en, de or pt-BR"),
        ("", "no such language ''; a tag such as en, de or pt-BR"),
        ('de" onload="x', "no such language 'de\" onload=\"x'; a tag such as en, de or pt-BR"),
        ("DE", "the language 'DE' is written otherwise; de"),
        ("pt_br", "the language 'pt_br' is written otherwise; pt-BR"),
        ("de-XX", "no such region 'XX' in 'de-XX'; de"),
        ("de-Abcd", "no such script 'Abcd' in 'de-Abcd'; de"),
    ],
)
def test_a_language_that_is_none_is_told(desks, tag: str, said: str) -> None:
    with pytest.raises(InvalidValue) as wrong:
        check_language(tag)
    assert f"{wrong.value.message}; {wrong.value.hint}" == said


def test_it_is_told_at_its_line(desks) -> None:
    (error,) = desks.refused(briefing=f"{SMALL['briefing.yml']}language: German\n")
    assert error == "data/briefing.yml:9:11: language: no such language 'German'; de"


@pytest.mark.parametrize(
    ("language", "theme", "said"),
    [
        ("ar", "theme:\n  name: material\n  language: ar\n", ""),
        ("en-GB", "theme: material\n", ""),
        ("la", "theme:\n  name: material\n", ""),  # in which Material has no words
        (
            "de",
            "theme:\n  name: material\n  language: en\n",
            "mkdocs.yml:4:13: the theme is in en, and the pages are in de; theme.language: de, or "
            "language: en in data/briefing.yml",
        ),
        (
            "ar",
            "theme:\n  name: material\n",
            "mkdocs.yml:2:7: the theme is in en, and the pages are in ar; theme.language: ar, or "
            "language: en in data/briefing.yml",
        ),
    ],
)
def test_the_theme_has_its_words_in_the_language_of_the_pages(
    tmp_path: Path, language: str, theme: str, said: str
) -> None:
    (tmp_path / "mkdocs.yml").write_text(f"site_name: x\n{theme}")
    problems = Diagnostics()
    settings = read_settings(tmp_path, {}, problems)
    check_languages(settings, Briefing.model_construct(language=language), problems)
    assert [str(problem) for problem in problems.errors] == ([said] if said else [])
