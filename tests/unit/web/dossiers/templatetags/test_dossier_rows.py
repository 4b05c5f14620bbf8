"""The rows of the tables of dossiers: every word is escaped, every link leads to its dossier."""

from datetime import date

from saufconduit.web.dossiers.lists import Line
from saufconduit.web.dossiers.templatetags.dossier_rows import at_dossier, ending_rows, listed_rows, waiting_rows
from saufconduit.web.dossiers.views import pharmacy
from saufconduit.web.dossiers.words import mark_of

B = "\u00a0"
SINCE = date(2026, 10, 1)
ROW = Line("00000000-0000-4000-8000-000000000001", "s1", "cpc", "lutathera-cpc", "p1", "ready", SINCE, None, None)


def test_row_of_the_list_says_patient_access_state_day_prescriber():
    mark = mark_of("ready")
    shown = listed_rows([(ROW, "Mme A FICTIVE", "Lutathera, CPC", mark, "Dr <b>Saule")])

    assert shown.startswith(f'<tr><th scope="row"><a href="/dossiers/{ROW.id}/">Mme{B}A FICTIVE</a></th>')
    assert '<td data-l="Accès">Lutathera, CPC</td><td><span class="b ok">' in shown
    assert f'<td data-l="Depuis"><time datetime="2026-10-01">1er{B}oct.{B}2026</time></td>' in shown
    assert shown.endswith('<td data-l="Prescripteur">Dr &lt;b&gt;Saule</td></tr>')


def test_dossier_without_a_day_has_an_empty_cell():
    shown = listed_rows([(ROW._replace(since=None), "A", "B", mark_of("ready"), "")])

    assert '<td data-l="Depuis"></td><td data-l="Prescripteur"></td>' in shown


def test_row_that_waits_has_a_button_that_names_the_patient():
    line = pharmacy.Line("M. <X>", "Lutathera", "Qui paie : x", mark_of("ready"), None, "/d/1/", "/d/1/a/", "Délivrer")

    shown = waiting_rows([line])

    assert f'<td data-l="Accès">Lutathera<span class="small">Qui paie{B}: x</span></td>' in shown
    button = f'<a class="btn min" href="/d/1/a/">Délivrer<span class="vh">{B}: M. &lt;X&gt;</span></a>'
    assert shown.endswith(f"<td>{button}</td></tr>")


def test_row_of_an_end_says_when_why_and_what_to_do():
    end = pharmacy.End("/d/1/", "M. X", "Lumykras", date(2026, 10, 24), "dans 12 jours", "fin <i>", "Prévoir.")

    shown = ending_rows([end])

    assert shown == (
        f'<tr><th scope="row"><a href="/d/1/">M.{B}X</a></th><td data-l="Accès">Lumykras</td>'
        f'<td data-l="Fin"><time datetime="2026-10-24">24{B}oct.{B}2026</time>'
        f'<span class="small">dans 12{B}jours</span></td><td data-l="Base">fin &lt;i&gt;</td><td>Prévoir.</td></tr>'
    )


def test_address_in_a_dossier_is_that_of_its_page():
    assert at_dossier(ROW.id, "paper", "fiche-rcp") == f"/dossiers/{ROW.id}/papiers/fiche-rcp.pdf"
