"""The basic story: a grade-D complaint goes from the first word to a confirmed closure without further obligations."""

from qingting.infra.ledger.reading import past_of
from qingting.infra.ledger.verifying import broken_links


def test_a_basic_complaint_passes_create_assign_decide_confirm_close_rate(company):
    done = company.register()
    record = company.record(done.no)
    assert (record.grade, record.status) == ("D", "registered")

    company.do("assign", done.no, by="manager", to="agent")
    company.do("decide", done.no, by="agent", outcome="upheld", text="已联系快递，今天送到，为您补偿运费。")
    assert company.record(done.no).status == "confirming"
    company.do("confirm", done.no, by="agent", satisfied=True)
    company.do("close", done.no, by="agent")
    company.do("rate", done.no, by="agent", score=5)

    record = company.record(done.no)
    assert (record.status, record.rating, record.confirmed, record.next_due_at) == ("closed", 5, "yes", None)
    names = [event.name for event in past_of(f"complaint:{record.pk}")]
    assert names[:2] == ["complaints.complaint.registered", "triage.judgement.made"]
    assert "complaints.complaint.closed" in names
    assert list(broken_links()) == []
