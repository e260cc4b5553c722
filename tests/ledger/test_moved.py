"""data/moved.yml: an address that cannot be one is told at its entry, with what would be right."""

from __future__ import annotations

import pytest

from crossfoot.diagnostics import Diagnostics
from crossfoot.ledger.entries import parse_entries
from crossfoot.ledger.schema import Moved

SUCH = "the address of a page, such as claims/old-name/"
TO = "an address of the site, such as claims/new-name/ or claims/new-name/#place"
OLD = {
    "claims\\\\a\\\\": "'claims\\\\a\\\\' has a backslash; claims/a/",
    "claims/a": "'claims/a' has no slash at its end; claims/a/",
    "/claims/a/": "'/claims/a/' begins at the server, not at the site; claims/a/",
    "//other.example/a/": f"'//other.example/a/' leads out of the site; {SUCH}",
    "https://other.example/a/": f"'https://other.example/a/' leads out of the site; {SUCH}",
    "javascript:alert(1)/": f"'javascript:alert(1)/' leads out of the site; {SUCH}",
    "a/../../b/": f"'a/../../b/' has the part '..'; {SUCH}",
    "./a/": f"'./a/' has the part '.'; {SUCH}",
    "a//b/": f"'a//b/' has the part ''; {SUCH}",
    "/": f"'/' begins at the server, not at the site; {SUCH}",
    "a/?b=c/": f"'a/?b=c/' has a query, and files have none; {SUCH}",
    "a/#b/": f"'a/#b/' has a place in it, and no browser asks for it; {SUCH}",
    "a%2Fb/": "'a%2Fb/' is percent-encoded; a/b/",
    "caf%C3%A9/": "'caf%C3%A9/' is percent-encoded; café/",
    "a%ff/": f"'a%ff/' is percent-encoded; {SUCH}",
    "a%252e/": f"'a%252e/' is percent-encoded; {SUCH}",
    "%2e%2e/a/": f"'%2e%2e/a/' is percent-encoded; {SUCH}",
    "cafe\u0301/": "'cafe\u0301/' is not in Unicode's composed form; caf\u00e9/",
    "a b/": f"'a b/' has a space in it; letters, digits and hyphens: {SUCH}",
    "a/b:c/": f"'a/b:c/' has : in it; letters, digits and hyphens: {SUCH}",
    "a*/": f"'a*/' has * in it; letters, digits and hyphens: {SUCH}",
    ".well-known/": f"'.well-known/' is hidden, and no publisher carries it; {SUCH}",
    "a./": f"'a./' has a part that ends in a point; {SUCH}",
    "x" * 300 + "/": "an address with a part of 300 bytes; at most 100",
    "é" * 60 + "/": "an address with a part of 120 bytes; at most 100",
    "d/" * 3000: "an address of 3,000 levels; at most 12",
}
NEW = {
    "javascript:alert(1)": f"'javascript:alert(1)' leads out of the site; {TO}",
    "JavaScript:alert(1)": f"'JavaScript:alert(1)' leads out of the site; {TO}",
    "data:text/html,x": f"'data:text/html,x' leads out of the site; {TO}",
    "//other.example/": f"'//other.example/' leads out of the site; {TO}",
    "https://other.example/": f"'https://other.example/' leads out of the site; {TO}",
    "\\\\\\\\other.example/": f"'\\\\\\\\other.example/' has a backslash; {TO}",
    "/claims/a/": "'/claims/a/' begins at the server, not at the site; claims/a/",
    "../a/": f"'../a/' has the part '..'; {TO}",
    "claims/a/?x=1": f"'claims/a/?x=1' has a query, and files have none; {TO}",
    "claims/a/#": f"'claims/a/#' has no id behind its #; {TO}",
    "a/#<b>": f"'a/#<b>' has no id behind its #; {TO}",
    "a%20b/": f"'a%20b/' is percent-encoded; {TO}",
}


def told(old: str, new: str) -> list[str]:
    problems = Diagnostics()
    text = f'- old: "{old}"\n  new: "{new}"\n'
    parse_entries(Moved, text, "data/moved.yml", problems, "old")
    return list(map(str, problems.errors))


@pytest.mark.parametrize(("address", "said"), OLD.items(), ids=lambda text: text[:20])
def test_an_old_address_that_no_page_can_have_had(address: str, said: str) -> None:
    assert told(address, "a/") == [f"data/moved.yml:1:9: old: {said}"]


@pytest.mark.parametrize(("address", "said"), NEW.items(), ids=lambda text: text[:20])
def test_a_new_address_that_is_none_of_the_site(address: str, said: str) -> None:
    assert told("a/", address) == [f"data/moved.yml:2:9: new: {said}"]


@pytest.mark.parametrize("old", ["a/", "a/b-c/", "A/B_c/", "2024/01/x/", "café/", "q&a/", "v1.2/"])
def test_an_address_that_a_page_can_have_had(old: str) -> None:
    assert told(old, "entities/x/#x.oil.2024") == told(old, "charts/a.svg") == []
    assert told(old, "#top") == []


@pytest.mark.parametrize("control", ["\\x01", "\\u202e", "\\0"])
def test_a_hidden_character_is_told_first(control: str) -> None:
    assert "a hidden character U+" in told(f"a{control}/", "b/")[0]


def test_two_entries_that_differ_in_case_are_one_address() -> None:
    problems = Diagnostics()
    text = "- {old: a/, new: b/}\n- {old: A/, new: c/}\n"
    parse_entries(Moved, text, "data/moved.yml", problems, "old")
    assert list(map(str, problems.errors)) == [
        "data/moved.yml:2:3: A/ stands twice; an address of its own"
    ]
