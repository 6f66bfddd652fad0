"""The words errors are filled with, and the Chinese sentences, by code."""

from __future__ import annotations

ZH: dict[str, tuple[str, str]] = {
    "gangmu": ("{reason}", ""),
    "source": ("{name}：{reason}。", ""),
    "source.missing": ("{name}：{reason}。", "请检查路径。"),
    "source.unsupported": ("{name}：这是{found}，暂不能读取。", "{advice}"),
    "source.mislabelled": (
        "{name}：文件名以 {suffix} 结尾，内容却是{found}。",
        "确认没有选错文件后，把扩展名改为 {right_suffix} 再试。",
    ),
    "source.empty": ("{name}：文件中没有文字（{reason}）。", "{advice}"),
    "source.encrypted": ("{name}：文件有密码保护。", "请打开文件、取消密码，另存一份再试。"),
    "source.unreadable": ("{name}：文件已损坏，或与文件名不符（{reason}）。", "请用原来的软件打开，另存一份再试。"),
    "source.too_large": (
        "{name}：{size_mb:.1f} MB，超过 {limit_mb:.0f} MB 的上限（{reason}）。",
        "请拆分文件后分别读取。",
    ),
    "source.too_long": ("{name}：至少有 {size:,} {what}，超过 {limit:,} 的上限。", "请拆分文件后分别读取。"),
    "source.archive": ("{name}：未予解压（{reason}）。", "请自行解压、查看内容后，再读取需要的文件。"),
    "plan.format": (
        "{name}：不是 gangmu.plan/1 格式的文件（{reason}）。",
        "请用 `gangmu read 文件 --format json` 生成。",
    ),
    "gazetteer.format": (
        "{name}：{where} 处不是名称表的写法（{reason}）。",
        "写法见 `gangmu read --help`。",
    ),
    "offset": ("{name}：没有第 {at} 个字符，全文共 {length} 个。", "请给出 0 至 {last} 之间的位置。"),
    "page": ("{name}：没有第 {page} 页，全文共 {pages} 页。", "请给出 0 至 {last} 之间的页码。"),
    "output": ("{name}：无法写入（{reason}）。", "请换一个位置。"),
    "output.form": ("{name}：不能写成 {suffix}，可写成 {known}。", "请换用其中一种扩展名，或用选项指明格式。"),
    "unforeseen": (
        "{name}：读取时程序内部出错（{reason}）。",
        "请设置 GANGMU_TRACEBACK=1 再运行一次，并报告输出的内容。",
    ),
}
"""Sentence and next step of each error code."""

WORDS: dict[str, tuple[str, str]] = {
    # what a file turned out to be
    "kind.txt": ("plain text", "纯文本"),
    "kind.docx": ("a Word document (.docx)", "Word 文档（.docx）"),
    "kind.pdf": ("a PDF document", "PDF 文档"),
    "kind.html": ("a web page", "网页"),
    "kind.xlsx": ("an Excel workbook (.xlsx)", "Excel 工作簿（.xlsx）"),
    "kind.doc": ("an old Word or WPS document (.doc, .wps)", "旧版 Word 或 WPS 文档（.doc、.wps）"),
    "kind.xls": ("an old Excel or WPS workbook (.xls, .et)", "旧版 Excel 或 WPS 表格（.xls、.et）"),
    "kind.ppt": ("a slide show", "演示文稿"),
    "kind.ole": ("an old Office file", "旧版 Office 文件"),
    "kind.ofd": ("an OFD document", "OFD 版式文档"),
    "kind.odf": ("an OpenDocument file", "OpenDocument 文件"),
    "kind.odt": ("an OpenDocument text (.odt)", "OpenDocument 文字文件（.odt）"),
    "kind.ods": ("an OpenDocument sheet (.ods)", "OpenDocument 表格文件（.ods）"),
    "kind.rtf": ("an RTF document", "RTF 文档"),
    "kind.mht": ("a single-file web archive (.mht)", "单文件网页（.mht）"),
    "kind.zip": ("a zip archive", "zip 压缩包"),
    "kind.archive": ("a compressed archive", "压缩包"),
    "kind.image": ("a picture", "图片"),
    "kind.media": ("sound or video", "音频或视频"),
    "kind.program": ("a program", "程序文件"),
    "kind.binary": ("data of an unknown type", "类型不明的数据"),
    # what to do about it
    "advice.docx": (
        "Open it in Word, WPS or LibreOffice, save it as .docx and try that.",
        "请用 Word、WPS 或 LibreOffice 另存为 .docx 再试。",
    ),
    "advice.office_docx": (
        "Install LibreOffice on this machine and try again, or save it as .docx in Word or WPS and try that.",
        "请在本机安装 LibreOffice 后再试，或用 Word、WPS 另存为 .docx 再试。",
    ),
    "advice.office_xlsx": (
        "Install LibreOffice on this machine and try again, or save it as .xlsx in Excel or WPS and try that.",
        "请在本机安装 LibreOffice 后再试，或用 Excel、WPS 另存为 .xlsx 再试。",
    ),
    "advice.unpack": (
        "Unpack it and read the files inside; `gangmu read` looks into a .zip by itself.",
        "请解压后读取其中的文件；.zip 可直接交给 `gangmu read`。",
    ),
    "advice.ocr": (
        "Install text recognition (`pip install gangmu[ocr]`) and try again, or find the document as text.",
        "请安装文字识别（`pip install gangmu[ocr]`）后再试，或换用有文字的版本。",
    ),
    "advice.html": ("Save the page as .html and try that.", "请把网页另存为 .html 再试。"),
    "advice.convert": (
        "Save it as .docx, .pdf, .ofd, .xlsx, .html or .txt and try again.",
        "请另存为 .docx、.pdf、.ofd、.xlsx、.html 或 .txt 再试。",
    ),
    "advice.no_pages": ("Look at its text instead: this format has no pages.", "此格式没有页面，请查看文字。"),
    "advice.check": ("Check that the right file was chosen.", "请确认没有选错文件。"),
    # why a file cannot be read
    "missing.path": ("there is no such file", "没有这个文件"),
    "missing.folder": ("this is a folder, not a file", "这是文件夹，不是文件"),
    "missing.permission": ("the file may not be opened", "没有打开文件的权限"),
    "empty.bytes": ("zero bytes", "零字节"),
    "empty.blank": ("nothing but blank space", "只有空白"),
    "empty.pictures": ("only pictures: it looks like a scan", "只有图片，像是扫描件"),
    "empty.unreadable": ("only pictures, and no text could be recognised on them", "只有图片，且未能识别出文字"),
    "size.file": ("the file itself", "文件本身"),
    "size.unpacked": ("once unpacked", "解压以后"),
    "length.characters": ("characters of text", "个字"),
    "length.pieces": ("paragraphs, lines and cells of tables", "个段落、行和单元格"),
    "length.marks": ("marks of its markup", "个标记"),
    "length.printed": ("characters and lines drawn on its pages", "个页面上的字和线"),
    "length.pages": ("pages", "页"),
    "length.places": (
        "places of a sheet, blank ones between cells far apart included",
        "个格位（含相距过远的单元格之间的空格）",
    ),
    "damage.encoding": ("it is text in no known encoding", "无法识别文字编码"),
    "damage.zip": ("the zip container is broken", "压缩容器已损坏"),
    "damage.part": ("a part of the document is missing", "缺少文档内容部分"),
    "damage.xml": ("the XML inside is broken", "内部 XML 已损坏"),
    "damage.entities": ("it declares XML entities, which Office files never do", "含有 XML 实体声明，正常文档不会有"),
    "damage.pdf": ("the PDF structure is broken", "PDF 结构已损坏"),
    "damage.garbled": (
        "its fonts do not say which characters they draw; text recognition, `pip install gangmu[ocr]`, can read it",
        "字体没有文字编码，取不出文字；安装文字识别 `pip install gangmu[ocr]` 后可读",
    ),
    "damage.sheet": ("the workbook is broken", "工作簿已损坏"),
    "damage.html": ("no page can be made of it", "无法解析为网页"),
    "damage.picture": ("the picture cannot be decoded", "图片无法解码"),
    "damage.conversion": ("LibreOffice cannot open it", "LibreOffice 无法打开"),
    "damage.conversion_time": ("LibreOffice did not finish in time and was stopped", "LibreOffice 超时，已终止"),
    "damage.nesting": ("it is nested too deeply", "嵌套层次过深"),
    "damage.unexpected": ("its structure is not as the format has it", "结构不符合格式规定"),
    # why an archive is not unpacked
    "archive.path": ("its name leads out of the archive", "条目名指向压缩包之外"),
    "archive.link": ("it is a link, not a file", "条目是链接，不是文件"),
    "archive.nested": ("an archive inside an archive inside an archive", "压缩包嵌套过深"),
    "archive.many": ("it holds more than 5000 files", "文件超过 5000 个"),
    "archive.many_nested": ("there are more than 100 archives in the archive", "包内压缩包超过 100 个"),
    "archive.many_inside": (
        "together with the archives beside it, it holds more than 5000 files",
        "与同包其他压缩包合计，文件超过 5000 个",
    ),
    "archive.overlap": ("its files share their bytes, as in a zip bomb", "文件数据互相重叠，疑似压缩炸弹"),
    # why a JSON file is no plan
    "plan.json": ("it is not JSON", "不是 JSON"),
    # why a file of names is not understood
    "gazetteer.text": ("it is not UTF-8 text", "不是 UTF-8 文本"),
    "gazetteer.kind": ("it is no kind of name: place, organisation, person, project", "类别应为地名、机构、人名或项目"),
    "gazetteer.list": ("it is not a list", "不是列表"),
    "gazetteer.name": ("a name is missing or is not text", "名称缺失或不是文字"),
    "gazetteer.fields": ("a line has a kind, a name and at most three fields more", "每行应为类别、名称和至多三个字段"),
}
"""Word key → English, Chinese."""
