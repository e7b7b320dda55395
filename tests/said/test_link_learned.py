"""What the reports of a case show of its offices, each join with a reason, and nothing that the words forbid."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from antigone.core.when import PartialDate
from antigone.said.claim import Claim, Mode, Relation, Status
from antigone.said.link import propose_links
from antigone.said.link_learned import learn
from antigone.said.link_offices import loose_words


def said(id, number, speaker, document, *, office="", day=4, unit="killed", group="", place="", outlet=""):
    when = PartialDate.parse(f"2035-02-{day:02d}")
    return Claim(
        id, unit, number, number, number, said_on=when, as_of=when, published_on=when, speaker=speaker, office=office,
        document=document, publisher=outlet or f"Outlet {document}", via=(outlet or f"Outlet {document}",), place=place,
        label_as_worded=group, quote=f"{number} человек" if not speaker.isascii() else f"{number} people",
        status=Status.PROPOSED, mode=Mode.INDIRECT,
    )  # fmt: skip


def one_office(claims, one, other):
    learned = learn(claims)
    offices = [set(learned.of(name, "", "")) for name in (one, other)]
    return bool(offices[0] & offices[1]), learned


def test_two_offices_that_give_the_same_figures_in_two_languages_are_taken_for_one_and_it_is_said_why():
    claims = [
        said("a", 27, "Flood Warden", "en"),
        said("b", 63, "Flood Warden", "en", unit="missing"),
        said("c", 27, "Паводковая служба", "ru"),
        said("d", 63, "Паводковая служба", "ru", unit="missing"),
        said("e", 9, "Flood Warden", "en2", day=5, group="children"),
        said("f", 9, "Паводковая служба", "ru2", day=5, group="детей"),
    ]
    together, learned = one_office(claims, "Flood Warden", "Паводковая служба")
    assert together
    assert any("27" in why and "63" in why for why in learned.why.values())
    links = {link.claim: link for link in propose_links(claims)}
    assert links["f"].target == "e"
    assert links["f"].relation is Relation.REPEATS
    assert links["f"].doubt == "unclear"


def test_one_small_figure_makes_no_office():
    claims = [said("a", 12, "Flood Warden", "en"), said("b", 12, "Паводковая служба", "ru")]
    assert not one_office(claims, "Flood Warden", "Паводковая служба")[0]


def test_offices_known_to_deal_with_other_matters_are_never_one():
    pairs = [("Health Ministry", "МВД"), ("city police", "областная больница"), ("fire brigade", "Прокуратура города")]
    for one, other in pairs:
        claims = [
            said(f"{k}{number}", number, name, f"{k}")
            for k, name in enumerate((one, other))
            for number in (127, 63, 341)
        ]
        assert not one_office(claims, one, other)[0]


def test_who_has_a_counterpart_by_name_needs_no_other():
    claims = [
        *(said(f"a{n}", n, "Paper Guild", "en") for n in (27, 63)),
        *(said(f"b{n}", n, "Бумажный союз", "ru") for n in (27, 63)),
        said("c", 4, "Минздрав", "ru3"),
        said("d", 27, "Health Ministry", "en3"),
    ]
    assert not one_office(claims, "Health Ministry", "Бумажный союз")[0]


def test_a_person_with_a_post_in_two_languages_names_one_office_twice():
    claims = [
        said("a", 14, "Ruslan Mamyt", "en", office="captain of the Ravine Wardens service"),
        said("b", 14, "Руслан Мамыт", "ru", office="капитан ущельной службы"),
        said("c", 17, "Ravine Wardens service", "en2", day=6),
        said("d", 17, "ущельная служба", "ru2", day=6),
    ]
    together, learned = one_office(claims, "Ravine Wardens service", "ущельная служба")
    assert together
    assert any("Mamyt" in why or "Мамыт" in why for why in learned.why.values())


def test_the_commission_is_the_only_one_that_speaks_and_of_two_it_is_neither():
    full = said("a", 3, "Commission on Missing Persons", "one")
    bare = said("b", 3, "commission", "two")
    assert one_office([full, bare], full.speaker, "commission")[0]
    second = said("c", 5, "Electoral Commission", "three")
    assert not one_office([full, bare, second], full.speaker, "commission")[0]


def test_a_ministry_without_a_country_is_not_that_of_another_country():
    claims = [said("a", 5, "health ministry of Brand", "one"), said("b", 5, "health ministry", "two")]
    assert not one_office(claims, "health ministry of Brand", "health ministry")[0]


def test_a_surname_alone_has_the_post_of_the_one_who_bears_it_and_of_two_none():
    mayor = said("a", 3, "Dana Whit", "one", office="police chief")
    alone = said("b", 4, "Whit", "two")
    assert learn([mayor, alone]).posts["Whit"] == frozenset({loose_words("police chief")})
    other = said("c", 5, "Oleg Whit", "three", office="surgeon of the city hospital")
    assert "Whit" not in learn([mayor, alone, other]).posts


@settings(max_examples=50, deadline=None)
@given(st.permutations(range(6)))
def test_what_is_learned_does_not_depend_on_the_order_of_entry(order):
    claims = [
        said("a", 27, "Flood Warden", "en"),
        said("b", 63, "Flood Warden", "en", unit="missing"),
        said("c", 27, "Паводковая служба", "ru"),
        said("d", 63, "Паводковая служба", "ru", unit="missing"),
        said("e", 27, "Health Ministry", "en2"),
        said("f", 27, "МЧС", "ru2"),
    ]
    assert learn([claims[at] for at in order]).same == learn(claims).same


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("Ministry of Defence of Ardenna", ""), ("Минобороны Лорна", "")),
        (("Lou Becker", "county sheriff"), ("министерство по делам островов", "")),
        (("Salman Idris", "Health Minister"), ("Адиль Соров", "министр здравоохранения")),
    ],
)
def test_who_is_told_apart_repeats_nobody(one, other):
    claims = [
        said("a", 11, one[0], "en", office=one[1], group="soldiers"),
        said("b", 11, other[0], "ru", office=other[1], group="военнослужащих"),
    ]
    assert propose_links(claims) == []


def test_two_people_of_one_name_are_linked_with_the_doubt_shown_only():
    one = said("a", 31, "Ivan Primer", "one", office="mayor")
    other = said("b", 31, "Ivan Primer", "two", office="surgeon of the district hospital")
    (link,) = propose_links([one, other])
    assert link.doubt == "unclear"
    assert "two people" in link.reason


def test_a_surname_that_two_people_bear_links_neither_for_a_small_figure():
    claims = [
        said("a", 7, "Ilona Kert", "one", office="mayor", unit="missing"),
        said("b", 9, "Pavel Kert", "one", office="mayor", unit="injured"),
        said("c", 7, "Kert", "two", unit="missing"),
    ]
    assert propose_links(claims) == []
    assert [link.target for link in propose_links([claims[0], claims[2]])] == ["a"]


def test_an_outlet_with_a_small_figure_is_linked_in_company_and_not_where_two_may_be_meant():
    source = said("a", 12, "city police", "one", outlet="Post")
    other = said("b", 41, "city police", "one", outlet="Post", unit="injured")
    outlet = replace(said("c", 12, "Herald", "two", outlet="Herald"), via=(), mode=Mode.NARRATOR)
    beside = replace(said("d", 41, "Herald", "two", outlet="Herald", unit="injured"), via=(), mode=Mode.NARRATOR)
    assert not [link for link in propose_links([source, outlet]) if link.claim == "c"]
    assert {link.claim: link.target for link in propose_links([source, other, outlet, beside])} == {"c": "a", "d": "b"}
    rival = said("e", 12, "Sea Rescue Union", "one", outlet="Post")
    assert "c" not in {link.claim for link in propose_links([source, other, rival, outlet, beside])}


def test_a_report_that_gives_one_figure_of_two_things_has_it_from_another_once():
    told = said("a", 19, "Минобороны", "ru", unit="injured", group="военнослужащих")
    home = said("b", 19, "defence ministry", "en", unit="injured", group="soldiers")
    abroad = said("c", 19, "defence ministry", "en", unit="injured", group="soldiers", place="Tessa")
    assert {link.claim for link in propose_links([told, home, abroad])} == {"b"}


def test_a_sum_takes_the_place_of_no_part():
    part = said("a", 29, "district administration", "one", group="residents")
    rest = said("b", 2, "district administration", "one", group="orderlies")
    both = said("c", 31, "district administration", "two", day=6)
    assert propose_links([part, rest, both]) == []
    assert [link.relation for link in propose_links([replace(part, label_as_worded=""), both])] == [Relation.SUPERSEDES]


def test_a_person_known_by_ear_only_is_linked_where_the_posts_agree_and_the_doubt_is_shown():
    one = said("a", 8, "Iain Brody", "en", office="county coroner")
    other = said("b", 8, "Иэн Броуди", "ru", office="коронер")
    (link,) = propose_links([one, other])
    assert link.doubt == "unclear"
    assert propose_links([one, replace(other, office="мэр города")]) == []


def test_a_minister_beside_one_ministry_is_its_own():
    one = said("a", 24, "Emergencies Ministry", "one", unit="missing")
    beside = said("b", 21, "Emergencies Ministry", "two")
    minister = said("c", 24, "Oleg Varenin", "two", office="Minister", unit="missing", day=6)
    links = {link.claim: link for link in propose_links([one, beside, minister])}
    assert (links["c"].target, links["c"].relation) == ("a", Relation.REPEATS)
    rival = said("d", 7, "Health Ministry", "two", unit="injured")
    assert "c" not in {link.claim for link in propose_links([one, beside, minister, rival])}


def test_some_of_one_whole_said_by_one_voice_on_a_day_may_leave_open_who_they_are():
    whole = [said("a", 37, "Rena Castellor", "en"), said("b", 37, "Рена Кастеллор", "ru")]
    some = [said("c", 11, "Rena Castellor", "en"), said("d", 11, "Рена Кастеллор", "ru", group="детей")]
    assert {link.claim: link.target for link in propose_links([*whole, *some])} == {"b": "a", "d": "c"}
    assert propose_links(some) == []


def test_a_person_repeats_himself_before_his_office():
    office = said("a", 225, "Prosecutor's Office of Orvik", "one")
    himself = said("b", 225, "Serik Primer", "two", office="Prosecutor's Office of Orvik")
    again = said("c", 225, "Серик Пример", "three", office="прокуратура Орвика")
    assert {link.claim: link.target for link in propose_links([office, himself, again])}["c"] == "b"


def test_bodies_come_before_the_killed_of_one_day_whichever_was_entered_first():
    killed = said("a", 225, "Serik Primer", "one")
    bodies = said("b", 225, "Serik Primer", "two", unit="bodies_received")
    (link,) = propose_links([killed, bodies])
    assert (link.claim, link.target, link.relation) == ("a", "b", Relation.RELABELS)
    (link,) = propose_links([killed, replace(bodies, said_on=killed.said_on, published_on=None, id="0")][::-1])
    assert (link.claim, link.target) == ("a", "0")


def test_a_much_smaller_toll_takes_the_place_of_none_and_a_slightly_smaller_one_may():
    first = said("a", 225, "city police", "one")
    assert propose_links([first, said("b", 139, "city police", "two", day=9)]) == []
    (link,) = propose_links([first, said("b", 221, "city police", "two", day=9)])
    assert link.relation is Relation.SUPERSEDES
    fewer = [
        said("a", 225, "city police", "one", unit="missing"),
        said("b", 139, "city police", "two", day=9, unit="missing"),
    ]
    assert [each.relation for each in propose_links(fewer)] == [Relation.SUPERSEDES]


def test_a_city_and_its_region_have_tolls_of_their_own():
    city = said("a", 103, "health ministry", "one", place="Tarvag")
    region = said("b", 108, "health ministry", "two", place="Tarvag region", day=6)
    assert propose_links([city, region]) == []


def test_a_figure_without_any_day_is_followed_by_none():
    old = replace(said("a", 225, "city police", "one"), said_on=None, as_of=None, published_on=None)
    assert propose_links([old, said("b", 240, "city police", "two")]) == []


def test_a_telling_figure_of_one_voice_may_leave_open_who_they_are():
    claims = [said("a", 149, "Kanat Primer", "one", group="civilians"), said("b", 149, "Kanat Primer", "two")]
    assert [(link.claim, link.relation) for link in propose_links(claims)] == [("b", Relation.REPEATS)]
    assert propose_links([replace(each, low=14, high=14, best=14) for each in claims]) == []


def test_a_post_in_a_part_of_an_office_that_speaks_is_of_that_office():
    office = said("a", 225, "General Prosecutor's Office", "one")
    head = said(
        "b", 225, "Serik Primer", "two", office="head of the criminal service of the general prosecutor's office"
    )
    (link,) = propose_links([office, head])
    assert (link.target, link.relation) == ("a", Relation.REPEATS)
    assert propose_links([replace(office, speaker="Health Ministry"), head]) == []


def test_a_month_of_publication_says_not_which_figure_is_the_newer():
    month = PartialDate.parse("2035-01")
    old = replace(said("a", 225, "city police", "one"), said_on=None, as_of=None, published_on=month)
    assert propose_links([old, said("b", 240, "city police", "two")]) == []


def test_who_speaks_together_without_a_name_is_met_in_the_other_language():
    claims = [
        said("a", 22, "tribal elders", "en", group="wedding guests"),
        said("b", 22, "Старейшины", "ru", group="гости свадьбы"),
    ]
    (link,) = propose_links(claims)
    assert (link.relation, link.doubt) == (Relation.REPEATS, "unclear")
    named = [said("a", 20, "Villagers in Akterek", "en"), said("b", 20, "Жители посёлка Актерек", "ru")]
    assert len(propose_links(named)) == 1
    assert propose_links([named[0], said("b", 20, "Жители посёлка Тальник", "ru")]) == []


def test_a_hospital_and_its_director_may_be_one_where_the_group_is_named():
    director = said("a", 9, "Astrid Primer", "one", office="hospital director", group="newborns")
    hospital = said("b", 9, "hospital", "two", group="babies")
    assert [link.doubt for link in propose_links([director, hospital])] == ["unclear"]
    assert propose_links([replace(each, label_as_worded="") for each in (director, hospital)]) == []


def test_letters_that_stand_for_one_office_of_the_case_are_that_office():
    full = said("a", 8, "National Disaster Management Authority", "one")
    short = said("b", 8, "NDMA spokesperson", "two")
    russian = said("c", 8, "Национальное управление по ликвидации последствий катастроф", "three", place="Тессали")
    (link,) = propose_links([full, short])
    assert (link.claim, link.relation) == ("b", Relation.REPEATS)
    links = propose_links([replace(full, place="Tessaly"), russian])
    assert [(each.claim, each.doubt) for each in links] == [("c", "unclear")]
    rival = said("d", 9, "North Dalia Miners Association", "four")
    assert {each.claim for each in propose_links([full, short, rival])} == set()


def test_a_name_in_quotation_marks_may_be_translated_where_the_figure_tells():
    english = said("a", 62, "Clear Path", "en", place="Zamar")
    russian = said("b", 62, "«Чистый путь»", "ru", place="Замар")
    assert [link.doubt for link in propose_links([english, russian])] == ["unclear"]
    assert propose_links([replace(each, low=6, high=6, best=6) for each in (english, russian)]) == []
    assert propose_links([english, replace(russian, place="Орвик")]) == []


def test_a_small_figure_of_one_voice_leaves_open_who_they_are_only_in_company():
    some = [said("a", 15, "Qadir Sahak", "en", group="children"), said("b", 15, "Кадир Сахак", "ru")]
    assert propose_links(some) == []
    beside = [said("c", 9, "Qadir Sahak", "en", unit="injured"), said("d", 9, "Кадир Сахак", "ru", unit="injured")]
    assert {link.claim: link.target for link in propose_links([*some, *beside])} == {"b": "a", "d": "c"}


def test_somebody_called_by_his_post_is_the_one_person_of_the_report_who_holds_it():
    told = said("a", 19, "Serik Primer", "one", office="prosecutor of the city", group="police")
    named = said("b", 225, "Primer", "two")
    by_post = said("c", 19, "the prosecutor", "two", group="police officers and soldiers")
    links = {link.claim: link for link in propose_links([told, named, by_post])}
    assert (links["c"].target, links["c"].of_one_voice) == ("a", True)
    other = replace(by_post, speaker="the governor")
    assert "c" not in {link.claim for link in propose_links([told, named, other])}
