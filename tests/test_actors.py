"""Actor phrases, titles and appositions: country, sector, class, identity."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import pytest

from kgbuild.entities.places import GAZETTEER_FOLDER
from kgbuild.entities.senses import fold
from kgbuild.entities.skos import concepts
from kgbuild.model import Analysis, Entity, Mention

Analyse = Callable[..., Analysis]
TABLE = Path(__file__).parent / "tables" / "actors.tsv"
FRAME = "On Tuesday, {} criticised the decision."


def phrases() -> list[tuple[str, str]]:
    with TABLE.open(encoding="utf-8", newline="") as lines:
        return [(row["phrase"], row["expected"]) for row in csv.DictReader(lines, delimiter="\t")]


def mentions_of(analysis: Analysis, words: str) -> list[tuple[Mention, Entity]]:
    """The mentions of exactly these words."""
    text = analysis.article.text
    return [
        (m, analysis.entities[m.entity]) for m in analysis.mentions if text[m.span.begin : m.span.end] == words
    ]


def described(entity: Entity) -> str:
    return f"{entity.country or '-'} {entity.sector or '-'} {entity.type}"


def test_actor_phrases(analyse: Analyse) -> None:
    """At least 95 in a hundred phrases of the table are right in country, sector and class, all at once."""
    wrong = []
    table = phrases()
    assert len(table) >= 570
    for phrase, expected in table:
        found = mentions_of(analyse(FRAME.format(phrase)), phrase)
        got = "; ".join(described(entity) for mention, entity in found if mention.kind == "nominal")
        if got != expected:
            wrong.append(f"{phrase}: {got or 'nothing'}, not {expected}")
    assert len(wrong) <= 0.05 * len(table), "\n".join(wrong)


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("Nadia Haddad, who runs Lebanon's border service, said it was ready.", "Nadia Haddad", "LBN GOV Person"),
        ("Nadia Haddad, who heads Lebanon's centre against epidemics, spoke.", "Nadia Haddad", "LBN GOV Person"),
        ("The head of Lebanon's Centre for Combating Epidemics, Nadia Haddad, spoke.", "Nadia Haddad", "LBN GOV Person"),
        ("General Omar Said, who commands Chad's army, has resigned.", "Omar Said", "TCD MIL Person"),
        ("Chad's Joint Chiefs of Staff denied it.", "Joint Chiefs of Staff", "TCD MIL ArmedForce"),
        ("Peru's powerful National Security Council met on Monday.", "National Security Council", "PER GOV GovernmentBody"),
        ("The Ministry of Defence of Chad denied it.", "Ministry of Defence of Chad", "TCD GOV GovernmentBody"),
        ("Carlos Ruiz of Peru's interior ministry said the road was shut.", "Carlos Ruiz", "PER GOV Person"),
        ("Nadia Haddad, who is Lebanon's foreign minister, spoke.", "Nadia Haddad", "LBN GOV Person"),
        ("Anna Roth, an adviser to Peru's president, spoke.", "Anna Roth", "PER GOV Person"),
        ("Anna Roth, a colonel in the Peruvian army, spoke.", "Anna Roth", "PER MIL Person"),
        ("Oleg Petrov, governor of the Belgorod region, spoke.", "Oleg Petrov", "RUS GOV Person"),
        ("The Russian-installed governor of the Kherson region, Oleg Petrov, spoke.", "Oleg Petrov", "- GOV Person"),
        ("Anna Roth of Lagos denied it.", "Anna Roth", "- - Person"),
        ("Chad's foreign ministry denied it. The ministry's spokeswoman left.", "The ministry's spokeswoman",
         "TCD GOV Person"),
        ("The mayor's office in Lima denied it.", "The mayor's office in Lima", "PER GOV GovernmentBody"),
        ("The RKV, Peru's spy agency, denied it.", "RKV", "PER SPY GovernmentBody"),
        ("The Texas Department of Public Safety denied it.", "Texas Department of Public Safety",
         "USA GOV GovernmentBody"),
        ("Peru's president resigned. The president's chief of staff left.", "The president's chief of staff",
         "PER GOV Person"),
        ("Mossad agents were arrested on Monday.", "Mossad agents", "ISR SPY GroupOfPeople"),
        ("The Royal Thai Navy denied it.", "Royal Thai Navy", "THA MIL ArmedForce"),
        ("Nigerian soldiers and policemen denied it.", "policemen", "NGA COP GroupOfPeople"),
        ("American soldiers and reporters left.", "reporters", "- MED GroupOfPeople"),
        ("The FSB denied it.", "FSB", "RUS SPY GovernmentBody"),
        ("Ghana's FDA denied it.", "FDA", "GHA GOV GovernmentBody"),
        ("Canada's National Bowling Association denied it.", "National Bowling Association", "- - NonGovernmentalOrganisation"),
        ("Kenji Mori, who runs Japan's biggest bakery, said prices would rise.", "Kenji Mori", "- - Person"),
    ],
)  # fmt: skip
def test_officials_of_a_state(analyse: Analyse, text: str, words: str, expected: str) -> None:
    assert described(mentions_of(analyse(text), words)[0][1]) == expected


@pytest.mark.parametrize(
    ("phrase", "affiliation"),
    [
        ("UNICEF workers", "organisation/united-nations-childrens-fund"),
        ("Red Cross volunteers", "ngo/red-cross"),
        ("Médecins Sans Frontières doctors", "ngo/medecins-sans-frontieres"),
        ("Save the Children staff", "ngo/save-the-children"),
        ("Iraqi Kurdish fighters", "people/kurds"),
        ("Sri Lankan Tamil activists", "people/tamils"),
        ("Turkish Cypriot leaders", "country/CYP"),
        ("Bosnian Serb leaders", "country/BIH"),
    ],
)
def test_affiliation(analyse: Analyse, phrase: str, affiliation: str) -> None:
    ((_, entity),) = mentions_of(analyse(FRAME.format(phrase)), phrase)
    assert entity.affiliation == affiliation


def test_one_navy_by_whatever_name(analyse: Analyse) -> None:
    text = "The Brazilian navy left. Vessels of Brazil's navy left. The Brazilian Navy left. Brazil's Navy stayed."
    navies = {e.key for e in analyse(text).entities.values() if e.type == "ArmedForce"}
    assert navies == {"armed-force/BRA/navy"}


def test_a_country_has_many_ministries(analyse: Analyse) -> None:
    text = "China's commerce ministry met China's education ministry and the Chinese public works ministry."
    bodies = {e.key for e in analyse(text).entities.values() if e.type == "GovernmentBody"}
    assert bodies == {f"government-body/CHN/{matter}-ministry" for matter in ("commerce", "education", "public-works")}
    (unsaid,) = (e for e in analyse("Chad's ministry said no.").entities.values() if e.type == "GovernmentBody")
    assert unsaid.local  # which of them it is, no other article can know


@pytest.mark.parametrize(
    ("names", "key"),
    [
        (("Volodymyr Zelensky", "Vladimir Zelenskiy", "Volodymyr Zelenskyy", "Zelenskyy"), "person/UKR/volodymyr-zelensky"),
        (("Gustavo Petro Urrego", "Gustavo Petro"), "person/COL/gustavo-petro"),
        (("Alexander Lukashenko", "Aliaksandr Lukashenka"), "person/BLR/alexander-lukashenko"),
        (("Viktor Yanukovych", "Viktor Yanukovich"), "person/UKR/viktor-yanukovych"),
        (("Abdel Fattah el-Sisi", "Abdel-Fattah al-Sisi", "Abdul Fattah al-Sisi"), "person/EGY/abdel-fattah-el-sisi"),
        (("Bashar al-Assad", "Bashar Assad", "Bashar el-Assad"), "person/SYR/bashar-al-assad"),
        (("Muammar Gaddafi", "Muammar Qaddafi", "Moamer Kadhafi", "Moammar Gadhafi"), "person/LBY/muammar-gaddafi"),
        (("Ayatollah Ali Khamenei", "Ali Khamenei"), "person/IRN/ali-khamenei"),
        (("Emomali Rahmon", "Emomali Rakhmon"), "person/TJK/emomali-rahmon"),
        (("Denys Shmyhal", "Denis Shmyhal"), "person/UKR/denys-shmyhal"),
    ],
)  # fmt: skip
def test_an_office_holder_by_any_spelling(analyse: Analyse, names: tuple[str, ...], key: str) -> None:
    for name in names:
        analysis = analyse(f"On Tuesday, {name} criticised the decision.")
        assert [m.entity for m in analysis.mentions if m.kind == "name" and m.usage == ""] == [key], name


def test_no_name_is_of_two_people() -> None:
    people = [(known, names) for known, names, _ in concepts(GAZETTEER_FOLDER / "people.ttl")]
    owners: dict[str, str] = {}
    for known, names in people:
        for name in names:
            assert owners.setdefault(fold(name), known.entity.key) == known.entity.key, name
    links = [link for known, _ in people for link in known.entity.links]
    assert len(people) > 500 and len(links) == len(set(links))


@pytest.mark.parametrize(
    "phrase",
    ["the western bank of the river", "3,500 units of military equipment", "their opposition to the plan", "your leadership"],
)
def test_no_actor(analyse: Analyse, phrase: str) -> None:
    assert not [m for m, _ in mentions_of(analyse(f"On Tuesday, reporters praised {phrase}."), phrase)]


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("Kenyan police arrested ten men. Interior Minister Baraka Njoroge said so.", "Baraka Njoroge", "KEN"),
        ("The Sudanese army struck. Army spokesman Idris Haroun said it was over.", "Idris Haroun", "SDN"),
        ("Kenya and Uganda met. Interior Minister Baraka Njoroge said so.", "Baraka Njoroge", ""),
        ("Kenya signed. Uganda waited. Ugandan and Kenyan envoys met. General Baraka Njoroge spoke.", "Baraka Njoroge", ""),
        ("Kenyan police arrested ten men. Lawyer Baraka Njoroge said so.", "Baraka Njoroge", ""),
        ("Kenyan police arrested ten men. Company spokesman Baraka Njoroge said so.", "Baraka Njoroge", ""),
        ("Interior Minister Baraka Njoroge said so. Kenyan police arrested ten men.", "Baraka Njoroge", ""),
    ],
)
def test_officials_of_the_country_that_the_article_is_about(
    text: str, name: str, country: str, analyse: Callable[..., Analysis]
) -> None:
    (entity,) = [e for e in analyse(text).entities.values() if e.type == "Person" and e.label == name]
    assert entity.country == country
