from tests.store.conftest import Lived
from mcapproval.store.verify import verify


def test_x(lived: Lived) -> None:
    with lived.records.reading() as c:
        v = verify(c, lived.heads[10])
        print(v)
        for t in (
            "waiver",
            "item",
            "policy",
            "organisation",
            "approval",
            "review",
            "accreditation",
            "link",
            "result",
        ):
            print(t, list(c.exec_driver_sql(f"select * from {t}")))
    assert v.whole
