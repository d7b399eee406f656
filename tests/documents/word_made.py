"""Word files made by hand for tests and samples: plain XML in a ZIP, the same bytes each time."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Mapping
from io import BytesIO
from xml.sax.saxutils import escape, quoteattr

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NAMES = (
    f'xmlns:w="{W}" xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
    'xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'mc:Ignorable="w14 w15"'
)
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
LINKS = "http://schemas.openxmlformats.org/package/2006/relationships"

STYLES = f"""{HEAD}<w:styles {NAMES}><w:docDefaults><w:rPrDefault><w:rPr>
<w:rFonts w:ascii="Liberation Sans" w:hAnsi="Liberation Sans" w:cs="Liberation Sans"/>
<w:sz w:val="20"/><w:lang w:val="en-NZ"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr>
<w:spacing w:after="80"/></w:pPr></w:pPrDefault></w:docDefaults>
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/><w:pPr><w:keepNext/></w:pPr>
<w:rPr><w:b/><w:color w:val="1F3864"/><w:sz w:val="36"/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/><w:pPr><w:keepNext/>
<w:spacing w:before="240" w:after="80"/><w:outlineLvl w:val="0"/></w:pPr>
<w:rPr><w:b/><w:color w:val="1F3864"/><w:sz w:val="26"/></w:rPr></w:style>
<w:style w:type="character" w:styleId="PlaceholderText"><w:name w:val="Placeholder Text"/>
<w:rPr><w:color w:val="808080"/></w:rPr></w:style>
<w:style w:type="table" w:styleId="TableGrid"><w:name w:val="Table Grid"/><w:tblPr><w:tblBorders>
{
    "".join(
        f'<w:{side} w:val="single" w:sz="4" w:color="7F7F7F"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
}
</w:tblBorders></w:tblPr></w:style></w:styles>"""


def run(text: str, look: str = "") -> str:
    properties = f"<w:rPr>{look}</w:rPr>" if look else ""
    return f'<w:r>{properties}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def paragraph(*inside: str, style: str = "", mark: str = "") -> str:
    """Pieces that are no XML are made runs of."""
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    about = f"<w:pPr>{named}{f'<w:rPr>{mark}</w:rPr>' if mark else ''}</w:pPr>"
    pieces = (piece if piece.startswith("<") else run(piece) for piece in inside if piece)
    return f"<w:p>{about if named or mark else ''}{''.join(pieces)}</w:p>"


def cell(*inside: str, width: int = 2400, shade: str = "", span: int = 1) -> str:
    """Pieces that are no paragraphs are made one of."""
    about = f'<w:tcW w:w="{width}" w:type="dxa"/>'
    about += f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    about += f'<w:shd w:val="clear" w:fill="{shade}"/>' if shade else ""
    block = ("<w:p>", "<w:p ", "<w:tbl>")
    whole = "".join(inside) if inside and inside[0].startswith(block) else paragraph(*inside)
    return f"<w:tc><w:tcPr>{about}</w:tcPr>{whole}</w:tc>"


def row(*cells: str, head: bool = False) -> str:
    about = "<w:trPr><w:tblHeader/></w:trPr>" if head else ""
    return f"<w:tr>{about}{''.join(cells)}</w:tr>"


def table(widths: Iterable[int], *rows: str) -> str:
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    about = '<w:tblStyle w:val="TableGrid"/><w:tblW w:w="0" w:type="auto"/>'
    return f"<w:tbl><w:tblPr>{about}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"


def heads(widths: Iterable[int], *words: str) -> str:
    cells = zip(widths, words, strict=True)
    return row(*(cell(run(t, "<w:b/>"), width=x, shade="D9E2F3") for x, t in cells), head=True)


def control(
    tag: str,
    inside: str = "",
    *,
    kind: str = "",
    alias: str = "",
    look: str = "",
    lock: str = "",
    prompt: str = "Click or tap here to enter text.",
) -> str:
    """A content control around runs, or around what is given; without that it holds a prompt."""
    about = f"<w:rPr>{look}</w:rPr>" if look else ""
    about += f"<w:alias w:val={quoteattr(alias)}/>" if alias else ""
    about += f"<w:tag w:val={quoteattr(tag)}/>" if tag else ""
    about += f'<w:lock w:val="{lock}"/>' if lock else ""
    about += "" if inside else "<w:showingPlcHdr/>"
    held = inside or run(prompt, '<w:rStyle w:val="PlaceholderText"/>')
    whole = f"<w:sdtPr>{about}{kind}</w:sdtPr><w:sdtContent>{held}</w:sdtContent>"
    return f"<w:sdt>{whole}</w:sdt>"


PLAIN, MANY_LINES, RICH = "<w:text/>", '<w:text w:multiLine="1"/>', ""


def checkbox(tag: str, alias: str = "") -> str:
    states = (
        '<w14:checked w14:val="0"/><w14:checkedState w14:val="2612" w14:font="MS Gothic"/>'
        '<w14:uncheckedState w14:val="2610" w14:font="MS Gothic"/>'
    )
    sign = run("\u2610", '<w:rFonts w:ascii="MS Gothic" w:hAnsi="MS Gothic" w:hint="eastAsia"/>')
    return control(tag, sign, kind=f"<w14:checkbox>{states}</w14:checkbox>", alias=alias)


def choices(tag: str, *words: str, kind: str = "dropDownList", alias: str = "") -> str:
    listed = "".join(
        f"<w:listItem w:displayText={quoteattr(word)} w:value={quoteattr(word)}/>" for word in words
    )
    told = f'<w:{kind}><w:listItem w:displayText="Choose an item." w:value=""/>{listed}</w:{kind}>'
    return control(tag, kind=told, alias=alias, prompt="Choose an item.")


def bookmark(name: str, number: int, *inside: str) -> str:
    held = "".join(piece if piece.startswith("<") else run(piece) for piece in inside if piece)
    start = f'<w:bookmarkStart w:id="{number}" w:name={quoteattr(name)}/>'
    return f'{start}{held}<w:bookmarkEnd w:id="{number}"/>'


def document(*blocks: str, header: str = "", parts: Mapping[str, bytes] | None = None) -> bytes:
    """A whole file; `parts` are further members, such as a picture, as they are."""
    page = '<w:pgSz w:w="11906" w:h="16838"/>'
    margins = " ".join(f'w:{side}="1134"' for side in ("top", "right", "bottom", "left"))
    named = '<w:headerReference w:type="default" r:id="rId2"/>' if header else ""
    section = (
        f'<w:sectPr>{named}{page}<w:pgMar {margins} w:header="567" w:footer="567"/></w:sectPr>'
    )
    body = f"{HEAD}<w:document {NAMES}><w:body>{''.join(blocks)}{section}</w:body></w:document>"
    links = [("rId1", "styles", "styles.xml")] + (
        [("rId2", "header", "header1.xml")] * bool(header)
    )
    files = {
        "[Content_Types].xml": _types(bool(header)),
        "_rels/.rels": _links([("rId1", "officeDocument", "word/document.xml")]),
        "word/document.xml": body,
        "word/_rels/document.xml.rels": _links(links),
        "word/styles.xml": STYLES,
    }
    if header:
        files["word/header1.xml"] = f"{HEAD}<w:hdr {NAMES}>{header}</w:hdr>"
    whole = {name: text.encode() for name, text in files.items()} | dict(parts or {})
    return zipped(whole)


def zipped(files: Mapping[str, bytes], compressed: tuple[str, ...] = ("word/styles.xml",)) -> bytes:
    """Stored, but for a few that are compressed, so that both ways are met."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in files.items():
            info = zipfile.ZipInfo(name, (2026, 3, 2, 9, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED if name in compressed else zipfile.ZIP_STORED
            archive.writestr(info, data)
    return out.getvalue()


def _types(header: bool) -> str:
    kind = MAIN.removesuffix("document.main+xml")
    parts = [("word/document.xml", MAIN), ("word/styles.xml", f"{kind}styles+xml")]
    parts += [("word/header1.xml", f"{kind}header+xml")] * header
    told = "".join(f'<Override PartName="/{n}" ContentType="{t}"/>' for n, t in parts)
    return (
        f'{HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.'
        'relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
        f"{told}</Types>"
    )


def _links(links: Iterable[tuple[str, str, str]]) -> str:
    told = "".join(
        f'<Relationship Id="{key}" Type="{OFFICE}/{kind}" Target="{target}"/>'
        for key, kind, target in links
    )
    return f'{HEAD}<Relationships xmlns="{LINKS}">{told}</Relationships>'
