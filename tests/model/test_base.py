import copy
import pickle

from runbookc.model import Paragraph, Text, VersionSpec
from runbookc.source import Span

SPAN = Span(1, 2, 3, 4)
PARAGRAPH = Paragraph(inlines=(Text(text="words", span=SPAN),), span=SPAN)


def test_nodes_cross_processes_unchanged() -> None:
    there = pickle.loads(pickle.dumps(PARAGRAPH))
    assert there == PARAGRAPH
    assert hash(there) == hash(PARAGRAPH)
    assert there.model_dump_json() == PARAGRAPH.model_dump_json()
    assert there.model_copy(update={"span": Span(5, 6, 7, 8)}).span == Span(5, 6, 7, 8)


def test_nodes_cross_processes_small() -> None:
    assert len(pickle.dumps(PARAGRAPH)) < 400


def test_what_a_node_has_worked_out_does_no_harm() -> None:
    version = VersionSpec(raw="7.5", base="7.5")
    assert version.key == (7, 5)
    assert pickle.loads(pickle.dumps(version)) == VersionSpec(raw="7.5", base="7.5")
    assert copy.deepcopy(PARAGRAPH) == PARAGRAPH


def test_trusted_nodes_are_what_validated_ones_are() -> None:
    text = Text.trusted(text="words", span=SPAN)
    trusted = Paragraph.trusted(inlines=(text,), span=SPAN)
    assert trusted == PARAGRAPH
    assert hash(trusted) == hash(PARAGRAPH)
    assert repr(trusted) == repr(PARAGRAPH)
    assert trusted.model_fields_set == {"type", "inlines", "span"}
    assert trusted.model_dump_json() == PARAGRAPH.model_dump_json()
    assert Paragraph.model_validate(trusted.model_dump()) == trusted
    for copied in (copy.copy(trusted), copy.deepcopy(trusted), trusted.model_copy()):
        assert copied == trusted
    assert not hasattr(trusted, "other")
