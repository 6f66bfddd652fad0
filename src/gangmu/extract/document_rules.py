"""Rules for the facts of a document."""

from __future__ import annotations

import re

from gangmu.extract.rules import Rule, RuleSet

_FORM = "GB/T 9704-2012 §7.2.5 发文字号, §7.3.1 标题, §7.3.5 成文日期"
DOCUMENT_TITLE = re.compile(
    r"意见|方案|规划|纲要|计划|通知|办法|报告|决定|要点|细则|清单|条例|[一-鿿]法(?:（.*）)?$|批复|规定|规程|标准|指南|决议|公报|建议|协定|公约|目录|名录|白皮书|措施|政策|讲话|章程"
)
NUMBER = re.compile(r"[一-鿿]{1,10}[〔\[［(（【](?:19|20)\d{2}[〕\]］)）】]\d{1,4}号")
DATE = re.compile(
    r"(\d{4}|[一二三四五六七八九〇零○0]{4})年([\d一二三四五六七八九十]{1,3})月([\d一二三四五六七八九十]{1,3})日"
)
ISSUER_IN_TITLE = (
    r"(?P<issuers>(?:[一-鿿]{2,30}?(?:委员会|人民政府|委|办公厅|办公室|国务院|部|局|厅|总署)[\s、]*){1,4}|国务院)"
    r"(?=关于|印发|转发)"
)
_CITED_NUMBER = NUMBER.pattern
LABELLED_NUMBER = re.compile(rf"(?:发文字号|发文文号|文件编号|文号)[:：|\s]*(?P<number>{NUMBER.pattern})")
LABELLED_ISSUER = re.compile(
    r"(?:发文|制发|成文)(?:单位|机关|机构)[:：|][:：|\s]*(?P<issuers>[一-鿿]{2,30}?(?:[、 ][一-鿿]{2,30}?){0,3})"
    r"(?=\s*(?:[\n|]|\Z|(?:发文|制发|成文|发布|印发|公开|生成|报告|来源|正文|标题|文号|索引|主题|有效)[一-鿿A-Z]{0,4}[:：]))"
)
"""The organ that a record sheet or the head of a page names; who put the page up (发布机构) may be another."""
LABELLED_DATE = re.compile(r"(?:成文|发文)(?:日期|时间)[:：|\s]*((?:19|20)\d{2})[-年./](\d{1,2})[-月./](\d{1,2})")
"""What the record sheet of an information disclosure page says (政府信息公开目录)."""

CITATION = RuleSet(
    (
        Rule(
            "document.citation",
            r"《(?P<title>[^《》]{4,80}(?:[《〈<][^《》〈〉<>]{2,60}[》〉>][^《》]{0,40})?)》(?:[（(](?P<number>"
            + _CITED_NUMBER
            + r")[^）)]{0,30}[）)])?",
            "《",
            "GB/T 9704-2012, GB/T 15834-2011 §4.15: 书名号 around titles of documents; the number follows in brackets",
            "按照《某市发展规划》（某府发〔2023〕7号）要求",
            "“三区三线”",
        ),
    )
)

LEVELS = RuleSet(
    (
        Rule(
            "document.level.national",
            r"\A.{0,200}?中华人民共和国国民经济和社会发展|经国务院同意|国务院批准|(?:国家发展改革委|国务院有关部门)会同|(?:及时)?向党中央、国务院报告|报国务院|提请全国人民代表大会",
            "国",
            "A national plan without a printed issuer says who approves it or to whom its course is reported",
            "重大问题及时向党中央、国务院报告",
            "重大事项向省委、省政府报告",
            "national",
        ),
        Rule(
            "document.level.provincial",
            r"经省(?:委|人民)?政府同意|(?:及时)?向省委、省政府报告|省发展改革委(?:[（(][^）)]*[）)])?(?:要|会同|加强)|全省各级|我代表(?:省|自治区)(?:人民)?政府",
            "省区",
            "A provincial plan without a printed issuer reports to the province; who gives a work report speaks for it",
            "重大事项及时向省委、省政府报告",
            "重大事项及时向市委、市政府报告",
            "provincial",
        ),
        Rule(
            "document.level.prefectural",
            r"经市(?:委|人民)?政府同意|(?:及时)?向市委、市政府报告|市发展改革委(?:要|会同|加强)",
            "市",
            "A city's plan without a printed issuer reports to the city",
            "有关情况及时向市委、市政府报告",
            "向区委、区政府报告",
            "prefectural",
        ),
        Rule(
            "document.level.county",
            r"经[县区](?:委|人民)?政府同意|(?:及时)?向[县区]委、[县区]政府报告|[县区]发改委(?:要|会同|加强)|我代表(?:县|(?<!自治)区)(?:人民)?政府",
            "县区",
            "A county's plan without a printed issuer reports to the county; who gives a work report speaks for it",
            "向县委、县政府报告",
            "向市委、市政府报告",
            "county",
        ),
    )
)

SCOPE = RuleSet(
    (
        Rule(
            "document.scope.stated",
            r"(?:规划|实施|适用|方案|示范区|建设)?范围(?:为|包括|涵盖|涉及|覆盖|是)(?P<where>[^。；]{2,300})",
            "范",
            "Planning documents state their scope in a sentence of its own",
            "规划范围为甲市全域",
            "扩大服务范围，提升质量",
        ),
        Rule(
            "document.scope.concerns",
            r"(?:示范区|老区|区域|苏区)(?:涉及的|包括|涵盖|位于[^。]{0,40}?包括)(?P<where>[^。；]{2,400})",
            "涉包涵位",
            "A zone across several places lists them where it is first named",
            "某某革命老区涉及的某省甲市、乙市",
            "革命老区取得进展",
        ),
    )
)

_NO_CITY = r"城市|[^市]{2,3}城市|[大小新各]城市|[^市]{0,3}[上超门都集夜股楼入全各我本两多跨应]市"
"""Kinds of city and other words in 市 (中心城市, 大都市, 企业上市): no city that the table does not know is called so."""

PLACE_SHAPES = RuleSet(
    (
        Rule(
            "document.place.town",
            r"^(?:[一-鿿]{2,8}[省市县区州旗])?(?P<name>(?!乡镇|城镇|小镇|集镇|村镇|各)[一-鿿]{2,3}(?:镇|乡(?!镇)|街道))(?![村化区域土])",
            "镇乡街",
            "Towns stand below the table of divisions (GB/T 10114): they are known by the kind in their name",
            "某山镇2031年重点工作清单",
            "城镇建设规划",
            "township",
        ),
        Rule(
            "document.place.county",
            r"^(?P<name>[一-鿿]{1,4}?(?:县|自治旗|旗))(?!级|域|区(?!域)|城(?!乡|镇|市(?!政))|长|委|处|帜|舰)",
            "县旗",
            "A county that the table of divisions does not know (renamed or dissolved) is known by the kind in its name",
            "某丰县三年行动计划",
            "县域经济发展规划",
            "county",
        ),
        Rule(
            "document.place.province",
            r"^(?P<name>[一-鿿]{2,3}省)(?![级内直际委])",
            "省",
            "A province is known by the kind in its name",
            "某林省促进条例",
            "省级开发区名录",
            "provincial",
        ),
        Rule(
            "document.place.city",
            rf"^(?:中共)?(?P<name>(?!{_NO_CITY})(?:(?![县区旗域市])[一-鿿]){{1,4}}市)(?![级场域区县直政容民委])",
            "市",
            "A city that the table does not know: its level is told by whom the document addresses",
            "某川市实施方案",
            "海绵城市实施方案",
            "",
        ),
    )
)

ADDRESSED = RuleSet(
    (
        Rule(
            "document.level.addresses_counties",
            r"各县[（(、]|各(?:市)?县区|各区[（(、县]|各区政府|各[市县]、?区人民政府",
            "各",
            "GB/T 9704-2012 §7.3.2 主送机关: a document goes to the level below its issuer",
            "各县（市、区）人民政府",
            "各乡镇人民政府",
            "prefectural",
        ),
        Rule(
            "document.level.addresses_towns",
            r"各(?:乡镇|镇[（(、]|镇人民政府|街道|镇街|乡[（(、])",
            "各",
            "GB/T 9704-2012 §7.3.2 主送机关: a document goes to the level below its issuer",
            "各乡镇人民政府",
            "各县（市、区）人民政府",
            "county",
        ),
    )
)
