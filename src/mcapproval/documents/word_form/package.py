"""The parts of the file around the form: its styles, language, properties and page numbers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from xml.sax.saxutils import escape

from mcapproval.documents.word_form.marks import FORMAT, PROPERTY
from mcapproval.documents.word_form.markup import W, paragraph, run

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_NS = f'xmlns:w="{W}" xmlns:r="{_OFFICE}/relationships"'
_OPC = "http://schemas.openxmlformats.org/package/2006"
_MIME = "application/vnd.openxmlformats-officedocument"
_DAY = "2026-01-01T00:00:00Z"
"""A form is of no day: with the clock's it would have other bytes each time."""

ACCENT, INK, SOFT, PALE = "0B5560", "1B2A2E", "46565B", "F4F8F8"


@dataclass(frozen=True, slots=True)
class Made:
    """What a form was made for: the kind of application, and `whole` or `enquiry`."""

    kind: str
    scope: str
    title: str

    def says(self) -> str:
        return f"{FORMAT} {self.kind} {self.scope}"


def members(body: str, made: Made) -> list[tuple[str, bytes]]:
    """Every part of the file by its name."""
    texts = {
        "[Content_Types].xml": _types(),
        "_rels/.rels": _relations(
            ("officeDocument", "word/document.xml"),
            ("extended-properties", "docProps/app.xml"),
            ("custom-properties", "docProps/custom.xml"),
            ("core", "docProps/core.xml"),
        ),
        "word/_rels/document.xml.rels": _relations(
            ("styles", "styles.xml"), ("settings", "settings.xml"), ("footer", "footer1.xml")
        ),
        "word/document.xml": f"<w:document {_NS}><w:body>{body}{_PAGE}</w:body></w:document>",
        "word/styles.xml": f"<w:styles {_NS}>{_DEFAULTS}{''.join(_styles())}</w:styles>",
        "word/settings.xml": f"<w:settings {_NS}>{_SETTINGS}</w:settings>",
        "word/footer1.xml": f"<w:ftr {_NS}>{_footer(made.title)}</w:ftr>",
        "docProps/core.xml": _core(made.title),
        "docProps/app.xml": (
            f'<Properties xmlns="{_OFFICE}/extended-properties"><Application>mcapproval'
            "</Application></Properties>"
        ),
        "docProps/custom.xml": _custom(made),
    }
    return [(name, (_HEAD + text).encode()) for name, text in texts.items()]


def _types() -> str:
    parts = {
        "/word/document.xml": f"{_MIME}.wordprocessingml.document.main+xml",
        "/word/styles.xml": f"{_MIME}.wordprocessingml.styles+xml",
        "/word/settings.xml": f"{_MIME}.wordprocessingml.settings+xml",
        "/word/footer1.xml": f"{_MIME}.wordprocessingml.footer+xml",
        "/docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
        "/docProps/app.xml": f"{_MIME}.extended-properties+xml",
        "/docProps/custom.xml": f"{_MIME}.custom-properties+xml",
    }
    each = "".join(
        f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in parts.items()
    )
    return (
        f'<Types xmlns="{_OPC}/content-types"><Default Extension="rels" ContentType="application/'
        'vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" '
        f'ContentType="application/xml"/>{each}</Types>'
    )


def _relations(*to: tuple[str, str]) -> str:
    def kind(name: str) -> str:
        if name == "core":
            return f"{_OPC}/relationships/metadata/core-properties"
        return f"{_OFFICE}/relationships/{name}"

    each = "".join(
        f'<Relationship Id="rId{n}" Type="{kind(name)}" Target="{target}"/>'
        for n, (name, target) in enumerate(to, 1)
    )
    return f'<Relationships xmlns="{_OPC}/relationships">{each}</Relationships>'


_PAGE = (
    '<w:sectPr><w:footerReference w:type="default" r:id="rId3"/>'
    '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1134" w:right="1134" w:bottom="1134" '
    'w:left="1134" w:header="567" w:footer="567" w:gutter="0"/></w:sectPr>'
)

_SETTINGS = (
    '<w:defaultTabStop w:val="567"/><w:characterSpacingControl w:val="doNotCompress"/><w:compat>'
    '<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" '
    'w:val="15"/></w:compat><w:themeFontLang w:val="en-NZ"/>'
)

_DEFAULTS = (
    '<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Calibri" w:hAnsi="Calibri" '
    f'w:eastAsia="Calibri" w:cs="Calibri"/><w:color w:val="{INK}"/><w:sz w:val="21"/>'
    '<w:szCs w:val="21"/><w:lang w:val="en-NZ" w:eastAsia="en-NZ" w:bidi="ar-SA"/></w:rPr>'
    '</w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:before="0" w:after="80" w:line="259" '
    'w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>'
)


def _styles() -> Iterator[str]:
    yield _style("Normal", "Normal", default=True)
    yield (
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal '
        'Table"/><w:tblPr><w:tblCellMar><w:left w:w="108" w:type="dxa"/><w:right w:w="108" '
        'w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
    )
    yield _style("Title", "Title", _space(0, 160), _looks(40, ACCENT, bold=True))
    for level, (size, before) in enumerate(((30, 420), (25, 300), (22, 220)), 1):
        keep = f'<w:keepNext/>{_space(before, 60)}<w:outlineLvl w:val="{level - 1}"/>'
        rule = _edge("bottom", 6, ACCENT, 2) if level == 1 else ""
        keep = keep.replace("<w:spacing", f"{rule}<w:spacing")
        looks = _looks(size, ACCENT if level < 3 else INK, bold=True)
        yield _style(f"Heading{level}", f"heading {level}", keep, looks, after="FormHelp")
    yield _style("FormIntro", "Form Intro", _space(0, 90))
    ask = f"<w:keepNext/>{_space(200, 20)}"
    yield _style("FormQuestion", "Form Question", ask, _looks(21, INK, bold=True), "FormAnswer")
    note = f"<w:keepNext/>{_space(0, 30, 240)}"
    yield _style("FormHelp", "Form Help", note, _looks(18, SOFT))
    yield _style("FormExample", "Form Example", note, _looks(18, SOFT, italic=True))
    box = "".join(_edge(side, 4, "8FA9AE", 4) for side in ("top", "left", "bottom", "right"))
    inside = '<w:ind w:left="113" w:right="113"/>'
    shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{PALE}"/>'
    borders = f"<w:pBdr>{box}</w:pBdr>{shade}{_space(60, 120)}{inside}"
    yield _style("FormAnswer", "Form Answer", borders, after="FormAnswer")
    yield _style(
        "FormHead", "Form Head", f"<w:keepNext/>{_space(30, 30, 240)}", _looks(18, INK, bold=True)
    )
    yield _style("FormLabel", "Form Label", _space(30, 0, 240), _looks(19, INK, bold=True))
    yield _style("FormSmall", "Form Small", _space(0, 30, 240), _looks(17, SOFT))
    yield _style("FormCell", "Form Cell", _space(30, 30, 240), _looks(20, INK))
    yield _style("FormAfter", "Form After", _space(0, 0, 120), _looks(12, INK))
    yield _style("Footer", "footer", _space(0, 0), _looks(17, SOFT))
    yield (
        '<w:style w:type="character" w:styleId="PlaceholderText"><w:name w:val="Placeholder Text"/>'
        '<w:rPr><w:color w:val="5C6B70"/></w:rPr></w:style>'
    )
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    lines = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="8FA9AE"/>' for side in sides
    )
    yield (
        '<w:style w:type="table" w:styleId="FormTable"><w:name w:val="Form Table"/><w:basedOn '
        f'w:val="TableNormal"/><w:tblPr><w:tblBorders>{lines}</w:tblBorders></w:tblPr></w:style>'
    )


def _style(
    ident: str,
    name: str,
    setting: str = "",
    looks: str = "",
    after: str = "",
    *,
    default: bool = False,
) -> str:
    begins = ' w:default="1"' if default else ""
    based = "" if default else '<w:basedOn w:val="Normal"/>'
    then = f'<w:next w:val="{after}"/>' if after else ""
    about = f"<w:pPr>{setting}</w:pPr>" if setting else ""
    return (
        f'<w:style w:type="paragraph"{begins} w:styleId="{ident}"><w:name w:val="{name}"/>{based}'
        f"{then}<w:qFormat/>{about}{looks}</w:style>"
    )


def _space(before: int, after: int, line: int = 259) -> str:
    return f'<w:spacing w:before="{before}" w:after="{after}" w:line="{line}" w:lineRule="auto"/>'


def _looks(size: int, color: str, *, bold: bool = False, italic: bool = False) -> str:
    weight = f"{'<w:b/><w:bCs/>' * bold}{'<w:i/><w:iCs/>' * italic}"
    return (
        f'<w:rPr>{weight}<w:color w:val="{color}"/><w:sz w:val="{size}"/>'
        f'<w:szCs w:val="{size}"/></w:rPr>'
    )


def _edge(side: str, size: int, color: str, space: int) -> str:
    line = f'<w:{side} w:val="single" w:sz="{size}" w:space="{space}" w:color="{color}"/>'
    return f"<w:pBdr>{line}</w:pBdr>" if side == "bottom" and size == 6 else line


def _footer(title: str) -> str:
    page, pages = _counted("PAGE"), _counted("NUMPAGES")
    return paragraph("Footer", run(f"{title}, page ") + page + run(" of ") + pages)


def _counted(what: str) -> str:
    return f'<w:fldSimple w:instr=" {what} ">{run("1")}</w:fldSimple>'


def _core(title: str) -> str:
    return (
        f'<cp:coreProperties xmlns:cp="{_OPC}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        "<dc:creator>mcapproval</dc:creator>"
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{_DAY}</dcterms:created>'
        f"<dc:language>en-NZ</dc:language>"
        f'<dcterms:modified xsi:type="dcterms:W3CDTF">{_DAY}</dcterms:modified>'
        f"<dc:subject>{escape(title)}</dc:subject>"
        f"<dc:title>{escape(title)}</dc:title></cp:coreProperties>"
    )


def _custom(made: Made) -> str:
    return (
        f'<Properties xmlns="{_OFFICE}/custom-properties" '
        f'xmlns:vt="{_OFFICE}/docPropsVTypes"><property '
        f'fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="2" name="{PROPERTY}">'
        f"<vt:lpwstr>{escape(made.says())}</vt:lpwstr></property></Properties>"
    )
