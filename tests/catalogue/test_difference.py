"""What an import would change is told before it happens."""

from queue_server.catalogue import difference, read
from queue_server.catalogue.difference import Changed, Effect
from queue_server.catalogue.report import difference_lines
from queue_server.domain.catalogue import Catalogue
from tests.catalogue.folders import HARBOUR, in_words, with_cell, with_line, with_text, without_line

OLD = read(HARBOUR, 1)
ENGLISH = in_words("en")


def without_pickup() -> Catalogue:
    """The harbour after its pick-up queue, its item and its window were given up."""
    files = without_line(HARBOUR, "queues.csv", 4)
    files = without_line(files, "services.csv", 6)
    files = without_line(files, "windows.csv", 4)
    files = without_line(files, "staff.csv", 4)
    files = with_cell(files, "staff.csv", 4, "skills", "embarcacoes;licencas")
    return read(with_cell(files, "scenarios.csv", 2, "steps", "emb.transferencia>lic.carta"), 2)


def test_the_same_files_change_nothing() -> None:
    assert not difference(OLD, read(HARBOUR, 2))
    assert list(difference_lines(difference(OLD, read(HARBOUR, 2)), ENGLISH)) == ["Nothing changes."]


def test_a_first_import_adds_everything() -> None:
    added = difference(None, OLD).added
    assert added["windows"] == ("10", "11", "12")
    assert {"centre", "policy", "queues", "services", "staff"} <= added.keys()


def test_a_changed_value_is_told_by_its_column() -> None:
    new = read(with_cell(HARBOUR, "queues.csv", 3, "avg_service_seconds", "500"), 2)
    assert difference(OLD, new).changed == (
        Changed("queues", "licencas", "avg_service_seconds", "480", "500"),
    )


def test_a_changed_name_is_told_by_its_language() -> None:
    new = read(with_cell(HARBOUR, "halls.csv", 2, "name_en", "Main hall"), 2)
    (changed,) = difference(OLD, new).changed
    assert (changed.name, changed.old, changed.new) == ("name_en", "Quay hall", "Main hall")


def test_a_changed_rule_is_told_by_its_key_in_the_file() -> None:
    new = read(with_text(HARBOUR, "policy.toml", "[head_start]", "[missed]\nrecalls = 4\n[head_start]"), 2)
    assert difference(OLD, new).changed == (Changed("policy", "", "missed.recalls", "2", "4"),)


def test_a_changed_list_is_told_as_the_file_writes_it() -> None:
    new = read(with_cell(HARBOUR, "windows.csv", 2, "queues", "embarcacoes"), 2)
    (changed,) = difference(OLD, new).changed
    assert (changed.old, changed.new) == ("embarcacoes;licencas", "embarcacoes")


def test_what_was_removed_is_told_per_kind() -> None:
    removed = difference(OLD, without_pickup()).removed
    assert removed == {
        "queues": ("entrega",),
        "services": ("ent.documentos",),
        "windows": ("12",),
        "staff": ("cp-03",),
    }


def test_a_removed_queue_with_waiting_people_is_a_consequence() -> None:
    told = difference(OLD, without_pickup(), waiting={"entrega": 3}, occupied=[12]).consequences
    assert [c.effect for c in told] == [Effect.QUEUE_STAYS, Effect.WINDOW_STAYS]
    assert told[0].values == {"queue": "entrega", "waiting": 3}


def test_a_removed_queue_that_nobody_waits_in_is_none() -> None:
    assert difference(OLD, without_pickup()).consequences == ()


def test_a_new_prefix_is_a_consequence() -> None:
    new = read(with_cell(HARBOUR, "queues.csv", 3, "prefix", "M"), 2)
    (told,) = difference(OLD, new).consequences
    assert told.values == {"queue": "licencas", "old": "L", "new": "M"}


def test_another_time_zone_or_centre_is_a_consequence() -> None:
    moved = with_text(HARBOUR, "policy.toml", "Europe/Lisbon", "Atlantic/Azores")
    told = difference(OLD, read(with_text(moved, "policy.toml", "cais-4", "cais-5"), 2)).consequences
    assert [c.effect for c in told] == [Effect.OTHER_CENTRE, Effect.TIME_ZONE_CHANGES]


def test_a_queue_that_moves_to_another_hall_is_a_consequence_for_those_who_wait() -> None:
    files = with_line(
        HARBOUR,
        "halls.csv",
        2,
        "cais,Quay hall,Sala do Cais,09:00,16:30,\ndoca,Dock hall,Sala da Doca,09:00,16:30,",
    )
    files = with_line(files, "zones.csv", 2, "A,cais,Balcões,Counters,10,11\nB,doca,Doca,Dock,12,12")
    files = with_cell(with_cell(files, "queues.csv", 4, "hall", "doca"), "windows.csv", 4, "hall", "doca")
    new = read(with_cell(files, "windows.csv", 4, "zone", "B"), 2)
    (told,) = difference(OLD, new, waiting={"entrega": 2}).consequences
    assert (told.effect, told.values["new"]) == (Effect.QUEUE_MOVES, "doca")


def test_a_difference_reads_as_lines() -> None:
    lines = list(difference_lines(difference(OLD, without_pickup(), waiting={"entrega": 3}), ENGLISH))
    assert "- queues: 1 gone: entrega" in lines
    assert any(line.startswith("~ clerks cp-04, skills: embarcacoes;licencas;entrega -> ") for line in lines)
    assert lines[-1].startswith("! Queue entrega is gone from the files, but 3 people wait in it")
