"""What others make the same papers with. Called by `cargo xtask bench papers`: FOLDER PART FILES FONTS.

`prepare` (not measured) reads the Word files that the program made into plain paragraphs and tables, and writes the
templates. The other parts make the same content anew, in memory, and tell their processor time and most memory."""
import glob, io, json, os, resource, sys

folder, part, files, fonts = sys.argv[1], sys.argv[2], int(sys.argv[3]), sys.argv[4]
content = os.path.join(folder, 'content.json')


def told(what, n, size, before):
    use = resource.getrusage(resource.RUSAGE_SELF)
    print(json.dumps({'what': what, 'files': n, 'cpu': use.ru_utime + use.ru_stime - before,
                      'memory': use.ru_maxrss // 1024, 'bytes': size, 'aim': None}))


def now():
    use = resource.getrusage(resource.RUSAGE_SELF)
    return use.ru_utime + use.ru_stime


def blocks(path):
    """Paragraphs as text, tables as rows of texts; a merged cell is one cell."""
    import docx
    from docx.oxml.ns import qn
    words = lambda element: ''.join(t.text or '' for t in element.iter(qn('w:t')))
    out = []
    for element in docx.Document(path).element.body:
        if element.tag == qn('w:p'):
            out.append(words(element))
        elif element.tag == qn('w:tbl'):
            out.append([[words(cell) for cell in row.findall(qn('w:tc'))] for row in element.findall(qn('w:tr'))])
    return out


def write_docx(document):
    import docx
    d = docx.Document()
    for block in document:
        if isinstance(block, str):
            d.add_paragraph(block)
            continue
        table = d.add_table(rows=len(block), cols=max(map(len, block)))
        table.style = 'Table Grid'
        for row, texts in zip(table.rows, block):
            for cell, text in zip(row.cells, texts):
                cell.text = text
    out = io.BytesIO()
    d.save(out)
    return len(out.getvalue())


def typst_source(document):
    """Texts as string literals: nothing in them is markup."""
    lines = ['#set page(paper: "a4", margin: (x: 25mm, y: 25mm), numbering: "1")',
             '#set text(font: "Noto Serif SC", size: 10.5pt, lang: "zh")']
    for block in document:
        if isinstance(block, str):
            lines.append('#par(%s)' % json.dumps(block, ensure_ascii=False))
            continue
        width = max(map(len, block))
        lines.append('#table(columns: (1fr,) * %d,' % width)
        for row in block:
            for text in row + [''] * (width - len(row)):
                lines.append('  [#%s],' % json.dumps(text, ensure_ascii=False))
        lines.append(')')
    return '\n'.join(lines).encode()


def child(at):
    """As `data` in papers.rs."""
    values = {'事%d' % n: '第%d名学生的第%d项' % (at, n) for n in range(10)}
    values['联系记录'] = [{'日期': '2026年11月%d日' % (n + 1), '内容': '和第%d名学生聊了%d次，约好下周再见。' % (at, n)}
                      for n in range(12)]
    return values


def template(path, field, begin, end, inside):
    import docx
    d = docx.Document()
    d.add_paragraph('帮扶档案')
    for n in range(10):
        d.add_paragraph('第%d项：%s' % (n, field('事%d' % n)))
    if inside:
        table = d.add_table(rows=1, cols=2)
        rows = [[begin + field('日期'), field('内容') + end]]
    else:
        table = d.add_table(rows=3, cols=2)
        rows = [[begin, ''], [field('n.日期'), field('n.内容')], [end, '']]
    table.style = 'Table Grid'
    for row, texts in zip(table.rows, rows):
        for cell, text in zip(row.cells, texts):
            cell.text = text
    d.save(path)


if part == 'prepare':
    made = sorted(glob.glob(os.path.join(folder, 'docx', '*.docx')))[:files]
    json.dump([blocks(path) for path in made], open(content, 'w'), ensure_ascii=False)
    template(os.path.join(folder, 'ours.docx'), lambda n: '{{%s}}' % n, '{{#联系记录}}', '{{/联系记录}}', True)
    template(os.path.join(folder, 'theirs.docx'), lambda n: '{{ %s }}' % n, '{%tr for n in 联系记录 %}',
             '{%tr endfor %}', False)
elif part == 'python-docx':
    import docx
    documents = json.load(open(content))
    before = now()
    told('Word: python-docx, the same paragraphs and tables', len(documents), sum(map(write_docx, documents)), before)
elif part == 'typst':
    import typst
    sources = [typst_source(document) for document in json.load(open(content))]
    known = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[fonts])
    before = now()
    size = sum(len(typst.Compiler(source, font_paths=known).compile(format='pdf')) for source in sources)
    told('PDF: Typst, the same paragraphs and tables', len(sources), size, before)
elif part == 'docxtpl':
    import docxtpl
    before, size = now(), 0
    for at in range(files):
        d = docxtpl.DocxTemplate(os.path.join(folder, 'theirs.docx'))
        d.render(child(at), autoescape=True)
        out = io.BytesIO()
        d.save(out)
        size += len(out.getvalue())
    told('Template: docxtpl, the same template and data', files, size, before)
