"""Encodings: who names one is believed in order, and bytes that are UTF-8 are read as UTF-8."""

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaning.decode.charset import NAMES, to_text

GERMAN = "Die Brücke über die Möwe bleibt drei Wochen gesperrt – das beschloss der Rat gestern Abend."
RUSSIAN = "Городской совет решил вчера вечером закрыть мост через реку на три недели. Жители возмущены."
JAPANESE = "市議会は昨夜、川に架かる橋を三週間閉鎖することを決めた。住民は怒っている。"
KOREAN = "시의회는 어젯밤 강을 가로지르는 다리를 삼 주 동안 폐쇄하기로 결정했다. 주민들은 분노하고 있다."
CHINESE = "市议会昨晚决定，横跨河流的大桥将关闭三周。居民们非常愤怒，因为绕行路线要穿过狭窄的街道。"
GREEK = "Το δημοτικό συμβούλιο αποφάσισε χθες το βράδυ ότι η γέφυρα θα κλείσει για τρεις εβδομάδες."
POLISH = "Rada miejska zdecydowała, że most zostanie zamknięty. Mieszkańcy są oburzeni, ponieważ objazd prowadzi źle."


def meta(charset: str) -> str:
    return f'<html><head><meta charset="{charset}"></head><body><p>'


@pytest.mark.parametrize(
    ("bom", "codec", "name"),
    [
        (codecs.BOM_UTF8, "utf-8", "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le", "utf-16le"),
        (codecs.BOM_UTF16_BE, "utf-16-be", "utf-16be"),
        (codecs.BOM_UTF32_LE, "utf-32-le", "utf-32le"),
        (codecs.BOM_UTF32_BE, "utf-32-be", "utf-32be"),
    ],
)
def test_a_byte_order_mark_is_believed_before_all_else(bom: bytes, codec: str, name: str) -> None:
    text = meta("windows-1251") + GERMAN
    decoded = to_text(bom + text.encode(codec), "text/html; charset=koi8-r")
    assert (decoded.text, decoded.encoding, decoded.origin, decoded.warnings) == (text, name, "bom", ())


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_a_mark_is_told_by_its_zeros(codec: str) -> None:
    decoded = to_text((meta("utf-8") + GERMAN).encode(codec), None)
    assert decoded.text.endswith(GERMAN)
    assert (decoded.encoding, decoded.origin) == (codec.replace("16-", "16"), "detection")


def test_the_header_is_believed_before_the_document() -> None:
    decoded = to_text((meta("windows-1252") + RUSSIAN).encode("cp1251"), 'text/html; charset="windows-1251"')
    assert (decoded.text[-8:], decoded.encoding, decoded.origin) == (RUSSIAN[-8:], "windows-1251", "http-header")


@pytest.mark.parametrize(
    "head",
    [
        '<meta charset="{}">',
        "<META HTTP-EQUIV='Content-Type' CONTENT='text/html; charset={}'>",
        '<?xml version="1.0" encoding="{}"?>',
        "<!-- " + "x" * 1500 + " --><meta charset={}>",
    ],
)
def test_the_document_is_believed(head: str) -> None:
    decoded = to_text((head.format("koi8-r") + RUSSIAN).encode("koi8-r"), "text/html")
    assert (decoded.text[-8:], decoded.encoding, decoded.origin) == (RUSSIAN[-8:], "koi8-r", "meta")


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("iso-8859-1", "windows-1252"),
        ("latin1", "windows-1252"),
        ("US-ASCII", "windows-1252"),
        ("iso-8859-9", "windows-1254"),
        ("iso-8859-2", "iso-8859-2"),
        ("gb2312", "gb18030"),
        ("x-sjis", "shift_jis"),
        ("euc-kr", "euc-kr"),
        ("big5", "big5"),
        ("UTF8", "utf-8"),
    ],
)
def test_a_label_gets_the_name_of_the_standard(label: str, name: str) -> None:
    assert to_text(b"plain", f"text/html; charset={label}").encoding == name


@pytest.mark.parametrize("label", ["utf-7", "base64", "rot13", "idna", "unicode_escape", "no-such", "cp037", "mbcs"])
def test_what_is_no_encoding_of_the_web_is_not_used(label: str) -> None:
    decoded = to_text(b"+ADw-script+AD4- \\u0041", f"text/html; charset={label}")
    assert (decoded.text, decoded.encoding) == ("+ADw-script+AD4- \\u0041", "utf-8")


@pytest.mark.parametrize("declared", ["windows-1252", "shift_jis", "utf-16le"])
def test_valid_utf_8_overrules_a_declaration_with_a_warning(declared: str) -> None:
    decoded = to_text(GERMAN.encode(), f"text/html; charset={declared}")
    assert (decoded.text, decoded.encoding, decoded.origin) == (GERMAN, "utf-8", "detection")
    assert decoded.warnings == (f"http-header says {declared}, but the bytes are valid UTF-8",)


def test_damaged_utf_8_is_still_utf_8_and_the_damage_is_counted() -> None:
    data = (GERMAN * 20).encode() + b"\xff\xfe broken \xc3"
    for content_type in (None, "text/html; charset=utf-8", "text/html; charset=iso-8859-1"):
        decoded = to_text(data, content_type)
        assert decoded.encoding == "utf-8"
        assert decoded.text == GERMAN * 20 + "\ufffd\ufffd broken \ufffd"
        assert decoded.warnings[-1] == "3 invalid byte sequences replaced while decoding utf-8"


def test_replacement_characters_of_the_page_itself_are_no_damage() -> None:
    assert to_text("Caf\ufffd".encode(), None).warnings == ()


def test_a_declaration_that_fails_badly_gives_way_to_the_next() -> None:
    data = (meta("windows-1252") + GERMAN).encode("cp1252")
    decoded = to_text(data, "text/html; charset=utf-8")
    assert decoded.text.endswith(GERMAN)
    assert (decoded.encoding, decoded.origin) == ("windows-1252", "meta")
    assert decoded.warnings == ("http-header says utf-8, but the bytes are not",)


@pytest.mark.parametrize(
    ("text", "codec", "name"),
    [
        (GERMAN, "cp1252", "windows-1252"),
        (RUSSIAN, "cp1251", "windows-1251"),
        (RUSSIAN, "koi8-r", "koi8-r"),
        (JAPANESE, "cp932", "shift_jis"),
        (JAPANESE, "euc_jp", "euc-jp"),
        (KOREAN, "cp949", "euc-kr"),
        (CHINESE, "gb18030", "gb18030"),
        (GREEK, "cp1253", "windows-1253"),
        (POLISH, "iso8859-2", "iso-8859-2"),
        (POLISH, "cp1250", "windows-1250"),
    ],
)
@pytest.mark.parametrize("declared", [None, "utf-8"])
def test_an_encoding_that_nobody_names_rightly_is_detected(
    text: str, codec: str, name: str, declared: str | None
) -> None:
    page = "<html><body>" + f"<p>{text}</p>\n" * 3 + "</body></html>"
    decoded = to_text(page.encode(codec), f"text/html; charset={declared}" if declared else None)
    assert (decoded.text, decoded.encoding, decoded.origin) == (page, name, "detection")


def test_a_single_odd_byte_is_read_by_the_default_or_detected() -> None:
    decoded = to_text(b"The caf\xe9 is open.", None)
    assert decoded.text == "The café is open."
    assert decoded.origin in {"default", "detection"}


def test_iso_2022_jp_is_read_although_its_bytes_are_ascii() -> None:
    decoded = to_text(JAPANESE.encode("iso2022_jp"), "text/html; charset=iso-2022-jp")
    assert (decoded.text, decoded.encoding) == (JAPANESE, "iso-2022-jp")


@pytest.mark.parametrize("codec", ["utf-8", "utf-16", "cp1252"])
def test_control_characters_go_and_lines_end_alike(codec: str) -> None:
    data = "a\0\0b\x1bc\r\nd\re\n\tf\x0cg\x0bh\ufeff\x07é".replace("\ufeff", "").encode(codec)
    decoded = to_text(data, "text/plain; charset=windows-1252")
    assert decoded.text == "abc\nd\ne\n\tf\ng\nhé"
    assert decoded.warnings[-1] == "4 control characters removed"


def test_marks_and_noncharacters_do_not_stay_within_the_text() -> None:
    assert to_text("a\ufeffb\uffffc\ufffed".encode(), None).text == "ab\ufffdc\ufffdd"


def test_unicode_is_not_normalised_otherwise() -> None:
    text = "e\u0301 ﬁ Ⅷ \u00a0\u200b\u2028½"
    assert to_text(text.encode(), None).text == text


@given(
    st.binary() | st.text().map(str.encode),
    st.sampled_from([None, "text/html", "x;charset=", *(f"text/html; charset={name}" for name in NAMES.values())]),
)
def test_any_bytes_become_clean_text(data: bytes, content_type: str | None) -> None:
    decoded = to_text(data, content_type)
    decoded.text.encode()
    assert not any(ord(character) < 32 and character not in "\t\n" for character in decoded.text)
    assert decoded.encoding in NAMES.values()
    assert decoded.origin in {"bom", "http-header", "meta", "detection", "default"}


@given(st.text(st.characters(exclude_categories=("Cc", "Cs", "Cn", "Cf")), min_size=1))
def test_utf_8_comes_out_as_it_went_in(text: str) -> None:
    for content_type in (None, "text/html; charset=utf-8", "text/html; charset=windows-1252"):
        assert to_text(text.encode(), content_type).text == text.replace("\ufeff", "")
