"""What the measures count: real elections, real ballots, on a small scale."""

from governance.vote.sheet import read_sheet
from tests.vote.sheets import a_sheet, college
from web.bench import million, transfers
from web.bench.run import _tell_transfers


def test_the_ballots_measured_elect_the_same_here_and_outside():
    found = transfers.measure(300, 8)
    assert (found.ballots, found.options, found.alike) == (300, 8, True)
    assert found.outside is not None


def test_without_the_outside_count_the_measure_says_so(monkeypatch, capsys):
    monkeypatch.setattr(transfers, "OUTSIDE", "no_such_count")
    found = transfers.measure(60, 5)
    assert found.outside is None
    _tell_transfers(found)
    assert "pyrankvote n’est pas installé" in capsys.readouterr().out.replace("\u00a0", " ")


def test_ballots_are_drawn_alike_each_time_and_rank_three_options_or_more():
    drawn = transfers.drawn(50, 6)
    assert drawn == transfers.drawn(50, 6)
    assert {len(choices) for choices in drawn} == {3, 4, 5, 6}
    assert all(len(set(choices)) == len(choices) for choices in drawn)


def test_ballots_in_memory_are_added_up_then_counted():
    sheet = read_sheet(a_sheet(*(college(f"c{rank}", "1") for rank in range(million.COLLEGES))))
    assert all(seconds > 0 for seconds in million.in_memory(sheet, 400))
