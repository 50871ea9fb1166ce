"""Articles in: readers, encodings, dates, and the article told from the page around it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kgbuild.articles.blocks import blocks_of, wrapped
from kgbuild.articles.boilerplate import divide
from kgbuild.articles.dates import iso_date
from kgbuild.articles.encodings import NotText, declared_encoding, decode
from kgbuild.articles.pages import article_of_page
from kgbuild.articles.readers import Problem, read
from kgbuild.language.spacy_model import common_words, load, pieces, readable
from kgbuild.language.truecasing import observed_case, truecase
from kgbuild.model import Article

PROSE = "The harbour was closed on Monday after the storm had torn two ferries from their moorings."
MORE = "Nobody was hurt, the port authority said, and the first boats are to sail again on Thursday."


BLOCKS = st.sampled_from(
    [PROSE, MORE, "Share this", "By Ada Moss", "5 November 2024", "Source: x.org", "A Title Of Some Words", ""]
)


def article(*blocks: str, **metadata: str) -> Article:
    return divide(Article("x", "\n\n".join(blocks), **metadata))  # type: ignore[arg-type]


def kinds(found: Article) -> list[tuple[str, str]]:
    return [(part.kind, found.text[part.span.begin : part.span.end]) for part in found.parts]


def of_kind(found: Article, kind: str) -> list[str]:
    return [words for each, words in kinds(found) if each == kind]


# ---- the article and the page around it


def test_a_page_saved_as_text() -> None:
    found = article(
        "Loading…", "Skip to content", "News", "Storm Closes Harbour for Third Day", "By Nora Quist and Tom Bell",
        "Published 5 November 2024", PROSE, "Share this", MORE, "Original Source: www.example.org",
        "Nora Quist is an award-winning journalist who lives by the sea. She has two cats.", "Share this",
        "Post Comment",
    )  # fmt: skip
    assert found.title == "Storm Closes Harbour for Third Day"
    assert found.authors == ("Nora Quist", "Tom Bell")
    assert found.date == "2024-11-05"
    assert found.original_source == "www.example.org"
    assert of_kind(found, "headline") == ["Storm Closes Harbour for Third Day"]
    assert of_kind(found, "paragraph") == [PROSE, MORE]
    assert len(of_kind(found, "biography")) == 1
    buttons = ["Loading…", "Skip to content", "News", "Share this", "Share this", "Post Comment"]
    assert of_kind(found, "furniture") == buttons


@pytest.mark.parametrize(
    "line",
    [
        "By Ada Moss", "by Ada Moss", "By: Ada Moss", "Written by Ada Moss", "By Ada Moss, Political Editor",
        "Author: Ada Moss", "By Ada Moss in Lisbon", "By Ada Moss for the Evening Sun", "By Ada Moss | Staff writer",
    ],
)  # fmt: skip
def test_bylines(line: str) -> None:
    found = article("Storm closes the harbour", line, PROSE, MORE)
    assert of_kind(found, "byline") == [line]
    assert found.authors == ("Ada Moss",)


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("5 November 2024", "2024-11-05"),
        ("November 5, 2024", "2024-11-05"),
        ("Published: Nov. 5, 2024", "2024-11-05"),
        ("Tuesday, November 5, 2024", "2024-11-05"),
        ("Posted on November 5th, 2024 at 5:19 pm", "2024-11-05"),
        ("Updated: 2024-11-05 14:30", "2024-11-05"),
    ],
)
def test_lines_that_date_the_article(line: str, date: str) -> None:
    found = article("Storm closes the harbour", line, PROSE, MORE)
    assert found.date == date
    assert of_kind(found, "dateline") == [line]


@pytest.mark.parametrize(
    "line",
    [
        "Original Source: www.example.org", "Source: www.example.org", "News Source - www.example.org",
        "This article was originally published on www.example.org", "Via: www.example.org",
    ],
)  # fmt: skip
def test_lines_that_name_the_source(line: str) -> None:
    found = article("Storm closes the harbour", PROSE, MORE, line)
    assert of_kind(found, "source") == [line]
    assert found.original_source.startswith("www")


@pytest.mark.parametrize(
    "last",
    [
        "Ada Moss is a reporter for the Evening Sun.",
        "Ada Moss, who lives in Porto, is a freelance writer.",
        "Ada Moss covers shipping and writes about ports.",
        "About the author",
    ],
)
def test_biographies(last: str) -> None:
    assert of_kind(article("Storm closes the harbour", PROSE, MORE, last), "biography") == [last]


@pytest.mark.parametrize(
    "paragraph",
    [
        "Ada Moss is the mayor of the town and has asked for help.",  # no writer
        "Lena Ortiz was a reporter for the paper when she was arrested, her sister said.",  # the article is about her
        "Storms are common here.",
        "“It was the worst night of my life.”",
        "Share prices of the ferry company fell by a tenth.",
        "By evening the wind had dropped and the ferries were safe.",
        "Read the letter that the mayor wrote and you will understand why people left.",
        "Loading of the ships began at noon.",
        "The source: a pipe that nobody had looked at for years.",
    ],
)
def test_paragraphs_stay(paragraph: str) -> None:
    before = "Lena Ortiz left the town in May, and nobody has seen her."
    found = article("Storm closes the harbour", PROSE, before, paragraph)
    assert paragraph in of_kind(found, "paragraph")


@pytest.mark.parametrize(
    "text",
    [
        "Police clear camp in the north of the city",  # no full stop, and nothing else
        "Troops withdraw",
        "One short sentence.",
        "First line without an end\nSecond line without an end\nThird",
        "Subscribe",
    ],
)
def test_texts_without_prose_are_read_whole(text: str) -> None:
    found = divide(Article("x", text))
    assert all(part.kind == "paragraph" for part in found.parts)


def test_a_headline_may_end_with_a_full_stop() -> None:
    found = article("Storm Closes Harbour for Third Day.", PROSE, MORE)
    assert of_kind(found, "headline") == ["Storm Closes Harbour for Third Day."]


def test_a_first_sentence_is_no_headline() -> None:
    assert not of_kind(article(PROSE, MORE), "headline")


def test_metadata_that_is_known_is_kept() -> None:
    found = article("A Storm in the Harbour", "By Ada Moss", "5 November 2024", PROSE, title="Storm", date="2024-11-04")
    assert (found.title, found.date) == ("Storm", "2024-11-04")
    assert found.authors == ("Ada Moss",)


@pytest.mark.parametrize(
    "dateline",
    [
        "LISBON, Nov 5 (Example Wire) - ",
        "LISBON (EW) — ",
        "LISBON — ",
        "PORTO, Portugal (EW) -- ",
        "NEW YORK, 5 Nov (EW) - ",
        "LISBON, 20 January 2025 - ",
        "LISBON, March 11 2025 - ",
        "LISBON, Tuesday, March 11 (EW) - ",
        "Lisbon (EW) - ",
        "Porto Alegre, 5 November 2024 – ",
        "Nov 5 (Example Wire) - ",
        "(Example Wire) - ",
    ],
)
def test_datelines_stand_apart(dateline: str) -> None:
    found = article("Storm closes the harbour", dateline + PROSE, MORE)
    assert of_kind(found, "dateline") == [dateline.rstrip()]
    assert PROSE in of_kind(found, "paragraph")


@pytest.mark.parametrize(
    ("dateline", "agency"),
    [
        ("LISBON, Nov 5 (Example Wire) - ", "Example Wire"),
        ("PORTO, Portugal (EW): ", "EW"),
        ("Nov 5 (Example Wire) - ", "Example Wire"),
        ("LISBON (Nov 5) - ", ""),
        ("LISBON — ", ""),
    ],
)
def test_the_agency_of_a_dateline_is_the_source(dateline: str, agency: str) -> None:
    assert article("Storm closes the harbour", dateline + PROSE, MORE).original_source == agency


@pytest.mark.parametrize("dateline", ["LISBON, 20 January 2025 - ", "Lisbon, January 20, 2025 (EW) - ", "LISBON, Jan 20 2025 - "])
def test_a_dateline_dates_the_article(dateline: str) -> None:
    assert article("Storm closes the harbour", dateline + PROSE, MORE).date == "2025-01-20"


@pytest.mark.parametrize("line", ["PORTO ALEGRE, 20 January 2025", "By Ada Moss | Lisbon | 20 January 2025", "Lisbon, January 20, 2025"])
def test_a_line_with_place_and_day_is_no_sentence(line: str) -> None:
    found = article("Storm closes the harbour", line, PROSE, MORE)
    assert found.date == "2025-01-20" and of_kind(found, "paragraph") == [PROSE, MORE]


@pytest.mark.parametrize("opening", ["NATO said - ", "A - ", "QUESTION: ", "The U.S. - ", "Lisbon - ", "Mayor Ada Moss (45) - "])
def test_what_is_no_dateline(opening: str) -> None:
    assert not of_kind(article(opening + PROSE, MORE), "dateline")


@pytest.mark.parametrize("stamp", ["26 Jul 2022 21.35 ", "From 26 July 2022 21:35 ", "3 Oct 2024, 9.05 BST – "])
def test_time_stamps_of_a_live_page_stand_apart(stamp: str) -> None:
    found = article("Storm closes the harbour", PROSE, stamp + MORE, "Updated at 22.02 BST", PROSE)
    assert of_kind(found, "furniture") == [stamp.rstrip(), "Updated at 22.02 BST"]
    assert MORE in of_kind(found, "paragraph")


@pytest.mark.parametrize("opening", ["26 July 2022 was a day of rain. ", "21.35 metres is the limit. "])
def test_what_is_no_time_stamp(opening: str) -> None:
    assert opening + PROSE in of_kind(article(PROSE, opening + PROSE, MORE), "paragraph")


def test_note_marks_are_not_read() -> None:
    text = "They lost forty men[3].[4][12] The port [5] is shut (see [7])."
    assert readable(Article("x", text)) == "They lost forty men   .        The port [5] is shut (see [7])."


def test_wrapped_lines_are_one_paragraph() -> None:
    text = (
        "The harbour was closed on Monday after\nthe storm had torn two ferries from their\n"
        "moorings, and nobody knew when the boats\nwould sail again."
    )
    assert len(blocks_of(text)) == 1
    assert "\n" not in readable(divide(Article("x", text)))


def test_a_paragraph_of_a_wrapped_text_is_one_though_its_lines_break_early() -> None:
    first = (
        "The harbour was closed on Monday after the\nstorm had torn two ferries from their\n"
        "moorings, and nobody in the town knew when\nthe boats would sail again."
    )
    second = first.replace("Monday", "Friday")
    early = "The mayor said that it may well be\na week until boats leave the harbour again."
    assert not wrapped(early.split("\n"))
    assert [block.text for block in blocks_of(f"{first}\n\n{early}\n\n{second}")] == [first, early, second]
    assert len(blocks_of(f"{PROSE}\n\n{early}\n\n{MORE}")) == 4
    assert len(blocks_of(f"{first}\n\nTide tables\nNews\n\n{second}")) == 4


def test_a_line_each_is_a_paragraph_each() -> None:
    assert not wrapped([PROSE, MORE, PROSE])
    assert len(blocks_of(f"{PROSE}\n{MORE}\r\n{PROSE}")) == 3


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=300) | st.lists(BLOCKS, max_size=8).map("\n".join))
def test_parts_are_in_order_and_lose_nothing(text: str) -> None:
    found = divide(Article("x", text))
    at = 0
    for part in found.parts:
        assert at <= part.span.begin < part.span.end <= len(text)
        assert not text[at : part.span.begin].strip()
        assert text[part.span.begin : part.span.end].strip() == text[part.span.begin : part.span.end]
        at = part.span.end
    assert not text[at:].strip()
    assert len(readable(found)) == len(text)


# ---- truecasing


@pytest.mark.parametrize(
    ("headline", "expected"),
    [
        ("Minister Denies Plan to Send Troops", "Minister denies plan to send troops"),
        ("Angola Says Ships Were Hit in North Sea", "Angola says ships were hit in North Sea"),
        ("What the Mayor Could Do When Boats Don't Sail", "What the mayor could do when boats don't sail"),
        ("U.S. Warns of 'Serious Consequences'", "U.S. warns of 'serious consequences'"),
        ("Talks to Resume in March, Envoy Tells Reporters", "Talks to resume in March, envoy tells reporters"),
        ("HARBOUR CLOSED AFTER STORMS STRIKE ANGOLA", "Harbour closed after storms strike Angola"),
    ],
)
def test_headlines_are_truecased(headline: str, expected: str) -> None:
    case = observed_case("In the harbour of Angola, the plan of the mayor and the envoy is to sail to the North Sea.")
    assert truecase(headline, case, common_words()) == expected


def test_the_articles_own_sentences_decide() -> None:
    body = "The party of Rivers has warned of it. He, Mr Rivers, knows the banks well."
    found = article("Rivers Says Banks Will Fall", body, MORE)
    assert readable(found).startswith("Rivers says banks will fall\n")


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=80), st.text(max_size=80))
def test_truecasing_keeps_the_length(headline: str, body: str) -> None:
    assert len(truecase(headline, observed_case(body), common_words())) == len(headline)


# ---- long texts


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="ab .\n", max_size=200), st.integers(2, 20))
def test_pieces_are_the_text(text: str, longest: int) -> None:
    cuts = list(pieces(text, longest))
    assert "".join(text[begin:end] for begin, end in cuts) == text
    assert all(end - begin <= longest for begin, end in cuts)


def test_a_long_text_is_read_as_one_doc(monkeypatch: pytest.MonkeyPatch) -> None:
    from kgbuild.language import spacy_model

    monkeypatch.setattr(spacy_model, "LONGEST", 400)
    text = "\n\n".join([PROSE, MORE] * 6)
    ((_, doc),) = spacy_model.parse([Article("x", text)], load())
    assert doc.text == text
    assert all(text[token.idx : token.idx + len(token)] == token.text for token in doc)
    assert len(list(doc.sents)) == 12


def test_company_does_not_change_a_reading() -> None:
    """The same article gives the same Doc alone and among others."""
    from kgbuild.language import spacy_model

    articles = [Article(str(i), f"{PROSE} {MORE}"[: 60 + 17 * i]) for i in range(6)]
    together = [doc for _, doc in spacy_model.parse(articles, load())]
    alone = [next(spacy_model.parse([each], load()))[1] for each in articles]
    for one, other in zip(together, alone, strict=True):
        assert (one.tensor == other.tensor).all()


# ---- encodings and dates


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-be", "utf-32", "cp1252"])
def test_encodings(encoding: str) -> None:
    text = "The café’s owner, Zoë Müller, said “no” to the naïve plan. " * 8
    data = text.encode(encoding)
    if encoding == "utf-16-be":
        data = b"\xfe\xff" + data
    assert decode(data) == text


def test_a_page_declares_its_encoding() -> None:
    page = '<html><head><meta charset="windows-1251"></head><body>Новости дня</body></html>'
    data = page.encode("cp1251")
    assert declared_encoding(data) == "windows-1251"
    assert decode(data, declared_encoding(data)) == page


@pytest.mark.parametrize("data", [bytes(range(256)), b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", b"\xef\xbb\xbf\xff\xff"])
def test_binary_is_refused(data: bytes) -> None:
    with pytest.raises(NotText):
        decode(data)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("2024-11-05", "2024-11-05"),
        ("2024-11-05T10:00:00Z", "2024-11-05T10:00:00Z"),
        ("2024-11-05T10:00:00.123+01:00", "2024-11-05T10:00:00+01:00"),
        ("2024-11-05 10:00", "2024-11-05T10:00:00"),
        ("5 November 2024", "2024-11-05"),
        ("Nov 5, 2024", "2024-11-05"),
        ("31 February 2024", ""),
        ("05/11/2024", ""),  # the fifth of November or the eleventh of May
        ("yesterday", ""),
        ("", ""),
    ],
)
def test_dates(written: str, expected: str) -> None:
    assert iso_date(written) == expected


# ---- readers


def test_pages_in_html(newsroom: Path) -> None:
    (found,) = read([newsroom / "channel-nine-2024-10-25-denial.html"])
    assert isinstance(found, Article)
    assert found.id == "channel-nine-2024-10-25-denial.html"
    assert found.title == "North Korea denies sending soldiers to Russia"
    assert found.date == "2024-10-25T16:20:00+01:00"
    assert found.authors == ("Priya Raman",)
    assert found.publisher == "Channel Nine News"
    assert found.text.startswith(found.title + "\n\n")
    assert "Weather" not in found.text


def test_records(tmp_path: Path) -> None:
    path = tmp_path / "some.jsonl"
    text = "“Yes,” she said.\r\n\r\nNo \U0001f30d more."
    record = {"id": "a/1", "text": text, "author": ["A B", "C D"], "date": "2024-11-05", "original_source": "x.org"}
    path.write_text(json.dumps(record) + "\n\n" + json.dumps({"text": "Unnamed."}), encoding="utf-8")
    one, two = read([path])
    assert isinstance(one, Article) and isinstance(two, Article)
    assert one == Article("a/1", text, date="2024-11-05", authors=("A B", "C D"), original_source="x.org")
    assert two.id == "some-3"


@pytest.mark.parametrize("wrap", [lambda r: r, lambda r: [r], lambda r: [r, {"id": "2", "text": "Two."}]])
def test_json_files(tmp_path: Path, wrap: object) -> None:
    path = tmp_path / "some.json"
    path.write_text(json.dumps(wrap({"id": "1", "text": "One."}), indent=1), encoding="utf-8")  # type: ignore[operator]
    found = list(read([path]))
    assert isinstance(found[0], Article) and found[0].id == "1"


def test_folders_are_read_in_the_order_of_names(tmp_path: Path) -> None:
    for name in ("b/z.txt", "b/a.txt", "a.txt", "c.txt", ".hidden.txt", ".git/x.txt", "picture.png"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("A text.", encoding="utf-8")
    found = [each.id for each in read([tmp_path]) if isinstance(each, Article)]
    assert found == ["a.txt", "c.txt", "b/a.txt", "b/z.txt"]


def test_line_ends_stay_as_they_came(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"One line.\r\nAnother.\n")
    (found,) = read([tmp_path / "a.txt"])
    assert isinstance(found, Article) and found.text == "One line.\r\nAnother.\n"


def test_problems_say_where_and_what(tmp_path: Path) -> None:
    path = tmp_path / "some.jsonl"
    path.write_text('{"id": "1", "text": "One."}\n{"id": 2, "text":\n{"id": "1", "text": "Again."}\n', encoding="utf-8")
    first, broken, again = read([path])
    assert isinstance(first, Article)
    assert isinstance(broken, Problem) and str(broken).startswith(f"{path}:2: broken JSON")
    assert isinstance(again, Problem) and 'the id "1"' in str(again)


def test_a_very_long_article_is_analysed_by_sections(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sections give what the whole gives where nothing reaches across them, and offsets hold."""
    from kgbuild import sections
    from kgbuild.pipeline import analyse

    text = "\n\n".join(
        f"Angola has sent {n} ships to Brazil, a minister said. Brazil denied that." for n in range(2, 30)
    )
    whole = analyse(text)
    monkeypatch.setattr(sections, "SECTION", 500)
    parts = analyse(text)
    assert [(c.key, c.stance, c.cue, c.content) for c in parts.claims] == [
        (c.key, c.stance, c.cue, c.content) for c in whole.claims
    ]
    assert [(e.key, e.type, e.span) for e in parts.events] == [(e.key, e.type, e.span) for e in whole.events]
    assert [p.index for p in parts.predications] == list(range(len(parts.predications)))
    for mention in parts.mentions:
        assert mention.entity in parts.entities
        assert text[mention.span.begin : mention.span.end].strip()
    assert {text[q.span.begin : q.span.end] for q in parts.quantities.values()} == {
        text[q.span.begin : q.span.end] for q in whole.quantities.values()
    }


@pytest.mark.parametrize(
    "text",
    [
        "Die Regierung hat gestern beschlossen, die Steuer auf Benzin zu senken. Nach Angaben des Ministers war das in der "
        "Lage von heute ohne Alternative, weil die Preise in den vergangenen Monaten stark gestiegen sind. So will es auch "
        "die Opposition, was viele an der Basis freut.",
        "Le gouvernement a décidé hier de baisser la taxe sur les carburants. Selon le ministre, cela était nécessaire car "
        "les prix ont fortement augmenté ces derniers mois. L'opposition veut plus d'argent pour les hôpitaux. Le "
        "parlement votera demain sur le texte, et la loi doit entrer en vigueur avant la fin du mois.",
        "Правительство решило вчера снизить налог на топливо. По словам министра, это было необходимо, потому что цены за "
        "последние месяцы сильно выросли. Оппозиция недовольна предложением и требует больше денег для больниц. Парламент "
        "будет голосовать завтра, а закон вступит в силу через неделю после того, как его подпишет президент.",
    ],
)
def test_other_languages_are_a_problem_that_says_so(text: str, tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text(text, encoding="utf-8")
    (tmp_path / "prose.txt").write_text(PROSE, encoding="utf-8")
    problem, article_read = read([tmp_path])
    assert isinstance(problem, Problem) and "English" in problem.what and problem.where.endswith("page.txt")
    assert isinstance(article_read, Article)


@pytest.mark.parametrize("text", ["Two killed in Orvel", "Markets: Norvik +2.1, Telmar -0.4, Hale & Sons unchanged", "Ñandú."])
def test_short_texts_are_not_judged_by_their_words(text: str, tmp_path: Path) -> None:
    (tmp_path / "note.txt").write_text(text, encoding="utf-8")
    assert [each.text for each in read([tmp_path]) if isinstance(each, Article)] == [text]


# ---- pages of real sites: what they say of themselves, and what stands around the article


def page(body: str, head: str = "") -> bytes:
    return f"<!DOCTYPE html><html lang='en'><head>{head}</head><body>{body}</body></html>".encode()


def paragraphs(*blocks: str) -> str:
    return "<article>" + "".join(f"<p>{block}</p>" for block in blocks) + "</article>"


STORY = paragraphs(PROSE, MORE, PROSE.replace("Monday", "Sunday"))
HEADLINE = "Storm closes Orvel harbour for a third day"


@pytest.mark.parametrize(
    ("written", "site"),
    [
        (f"{HEADLINE} | Orvel Times", "Orvel Times"),
        (f"{HEADLINE} | Orvel Times Weather", "Orvel Times"),
        (f"{HEADLINE} - Orvel Times", "Orvel Times"),
        (f"Opinion | {HEADLINE}", "Orvel Times"),
        (f"Analysis: {HEADLINE} | Orvel Times", "Orvel Times"),
        (f"Orvel Times | Your town, your news: {HEADLINE}", "Orvel Times | Your town, your news"),
        (f"{HEADLINE} – in full | Home", ""),
    ],
)
def test_the_headline_is_not_the_pages_title(written: str, site: str) -> None:
    head = f'<meta property="og:title" content="{written}"><meta property="og:site_name" content="{site}">'
    found = article_of_page("x", page(f"<h1>{HEADLINE}</h1>{STORY}", head))
    assert found.title == HEADLINE
    assert found.text.count(HEADLINE) == 1 and found.text.startswith(f"{HEADLINE}\n\n{PROSE}")


def test_a_title_with_a_colon_or_a_dash_stays_whole() -> None:
    for title in ("Mayor: harbour stays shut", "Storm – the harbour after a week"):
        head = f'<meta property="og:title" content="{title}"><meta property="og:site_name" content="Orvel">'
        found = article_of_page("x", page(STORY, head))
        assert found.title == title


JSON_LD = """<script type="application/ld+json">{"@context": "https://schema.org", "@graph": [
 {"@type": "WebPage", "name": "Storm"},
 {"@type": ["Article", "ReportageNewsArticle"], "headline": "%s", "datePublished": "%s",
  "author": [{"@type": "Person", "name": "Ada  Moss"}, {"@id": "#tom"}], "publisher": {"name": "Orvel Times"}},
 {"@type": "Person", "@id": "#tom", "name": "Tom Bell"}]}</script>"""


@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        ("2024-11-05T10:00:00Z", "2024-11-05T10:00:00Z"),
        ("2024-11-05T10:00:00-0700", "2024-11-05T10:00:00-07:00"),
        ("Tue, 05 Nov 2024 10:00:00 GMT", "2024-11-05T10:00:00Z"),
        ("2024-11-05", "2024-11-05"),
    ],
)
def test_json_ld(stated: str, expected: str) -> None:
    found = article_of_page("x", page(STORY + "<p>Updated 2024-11-09T07:00:00Z</p>", JSON_LD % (HEADLINE, stated)))
    assert (found.title, found.date) == (HEADLINE, expected)
    assert found.authors == ("Ada Moss", "Tom Bell") and found.publisher == "Orvel Times"


def test_broken_json_ld_is_passed_over() -> None:
    head = '<script type="application/ld+json">{"headline": </script><title>Storm closes the harbour</title>'
    assert article_of_page("x", page(STORY, head)).title == "Storm closes the harbour"


def test_a_date_in_the_text_does_not_date_the_page() -> None:
    story = paragraphs(PROSE, "The harbour wall is to be finished by 1 January 2039, the council said.", MORE)
    assert article_of_page("x", page(story + "<footer>© 2031 Orvel Times</footer>")).date == ""


def test_the_publishers_own_day_is_the_date() -> None:
    """A stated time is often in UTC, a day ahead of the address."""
    address = '<link rel="canonical" href="https://orvel-times.example/2024/11/05/storm">'
    found = article_of_page("x", page(STORY, address + JSON_LD % (HEADLINE, "2024-11-06T02:10:00Z")))
    assert found.date == "2024-11-05"


def test_an_archived_copy_counts_as_the_page_itself() -> None:
    address = "https://www.orvel-times.example/storm"
    head = f'<link rel="canonical" href="https://web.archive.org/web/20241106120000/{address}">'
    found = article_of_page("x", page(STORY, head))
    assert (found.url, found.publisher) == (address, "orvel-times.example")


@pytest.mark.parametrize(
    ("head", "body", "what"),
    [
        ('<link rel="canonical" href="https://orvel.example/"><meta property="og:type" content="website">', STORY, "home page"),
        ('<script type="application/ld+json">{"@type": "CollectionPage"}</script>', STORY, "lists articles"),
        ("", "<p>You are being redirected to another page …</p>", "no article text"),
        ("", "<nav>Home</nav>", "no article text"),
        ("", "", "no article text"),
    ],
)
def test_pages_that_are_no_article(head: str, body: str, what: str, tmp_path: Path) -> None:
    (tmp_path / "page.html").write_bytes(page(body, head))
    (problem,) = read([tmp_path])
    assert isinstance(problem, Problem) and what in problem.what


def test_an_article_whose_page_names_the_home_address_is_read() -> None:
    head = '<link rel="canonical" href="https://orvel.example/"><meta property="og:type" content="article">'
    assert PROSE in article_of_page("x", page(STORY, head)).text


def test_line_ends_inside_a_paragraph_are_layout() -> None:
    body = "<article><div><p>\n   The harbour was\n   <a href='/x'>\n      closed on Monday\n   </a>\n   after the storm.\n</p></div>"
    found = article_of_page("x", page(body + f"<p>{MORE}</p><p>{PROSE}</p></article>"))
    assert "The harbour was closed on Monday after the storm.\n\n" in found.text


FURNITURE = [
    "Facebook Instagram LinkedIn Twitter", "Editor’s note: This page was first sent out as a letter.",
    "This is a developing story and will be updated.", "This story has been updated with details of the damage.",
    "Image credit: Orvel Times/Ada Moss", "Watch the full interview with the harbour master",
    "For more on the storm, visit our weather page.", "Write to Ada Moss at ada@orvel.example",
    "Some links are paid for, and we may earn a small commission when you buy.", "Necessary cookies are needed for the site.",
    "© 2024 Orvel Media. All rights reserved.", "Please enable JavaScript to see the map",
]  # fmt: skip


@pytest.mark.parametrize("line", FURNITURE)
def test_furniture_of_pages(line: str) -> None:
    assert of_kind(article(HEADLINE, PROSE, line, MORE), "furniture") == [line]


@pytest.mark.parametrize(
    "line",
    ["Tom Bell and Lea Horn contributed to this report.", "Lea Horn contributed reporting from Telmar.", "Orvel Times staff report"],
)
def test_who_else_wrote_is_a_byline(line: str) -> None:
    assert of_kind(article(HEADLINE, PROSE, MORE, line), "byline") == [line]


def test_name_and_day_in_one_line() -> None:
    found = article(HEADLINE, "Ada Moss | Nov 5, 2024, 10:47 IST", PROSE, MORE)
    assert found.date == "2024-11-05" and of_kind(found, "paragraph") == [PROSE, MORE]


@pytest.mark.parametrize("heading", ["More from the Orvel Times", "Related stories", "Most read", "You may also like"])
def test_titles_of_other_articles(heading: str) -> None:
    titles = ["Mayor of Telmar resigns over loan", "Is the sea wall high enough?"]
    found = article(HEADLINE, PROSE, heading, *titles, MORE, heading, *titles)
    assert of_kind(found, "furniture") == [heading, *titles] * 2
    assert of_kind(found, "paragraph") == [PROSE, MORE]


@pytest.mark.parametrize(
    "paragraph",
    [
        "More than forty people watched the boats from the wall.",
        "The army contributed to the report on the floods.",
        "Related claims were made by the owner of the ferry.",
        "X has removed the video that the mayor had posted.",
        "Watch the wind, the harbour master told the crews.",
        "Cookies were handed out to the crews on Sunday.",
    ],
)
def test_what_only_begins_like_furniture(paragraph: str) -> None:
    assert paragraph in of_kind(article(HEADLINE, PROSE, paragraph, MORE), "paragraph")
