"""What click itself says, in Chinese: headings of its help, placeholders, and what was wrong with a command line."""

from __future__ import annotations

import re

HEADINGS = {"Options": "选项", "Commands": "命令", "Arguments": "参数"}
USAGE = "用法："
_SAID = {
    "Show this message and exit.": "显示本说明。",
    "Show the version and exit.": "显示版本号。",
}
_PLACEHOLDERS = {
    "[OPTIONS]": "[选项]",
    "COMMAND": "命令",
    "[ARGS]...": "[参数]...",
    "FILE": "文件",
    "DIR": "文件夹",
    "FOLDER": "文件夹",
    "PATH": "路径",
    "ANNEX": "附件",
    "OFFSET": "位置",
    "CORPUS": "语料库",
    "UPPER": "上级文件",
    "LOWER": "下级文件",
    "UPPER_ID": "上级编号",
    "LOWER_ID": "下级编号",
    "INTEGER": "整数",
    "N": "个数",
}
_PLACEHOLDER = re.compile(r"\[OPTIONS\]|\[ARGS\]\.\.\.|(?<![\w\-\[|])[A-Z][A-Z_]*(?![\w|])")
_EXTRA = re.compile(r"\[(?P<said>[^\[\]]*\b(?:default|required|x>)[^\[\]]*)\]$")
_WRONG: tuple[tuple[str, str], ...] = (
    (r"Missing argument '(.+?)'\.(.*)", "缺少参数“{0}”。{1}"),
    (r"Missing option '(.+?)'\.(.*)", "缺少选项“{0}”。{1}"),
    (r"Missing command\.", "缺少命令。"),
    (r"Missing parameter: (.+)", "缺少“{0}”。"),
    (r"No such option:? '?(.+?)'?\.(.*)", "没有选项“{0}”。{1}"),
    (r"No such command '(.+?)'\.(.*)", "没有命令“{0}”。{1}"),
    (r"Option '(.+?)' requires an argument\.", "选项“{0}”后面要给出值。"),
    (r"Option '(.+?)' requires (\d+) arguments\.", "选项“{0}”后面要给出 {1} 个值。"),
    (r"Option '(.+?)' does not take a value\.", "选项“{0}”后面不带值。"),
    (r"Got unexpected extra arguments? \((.+)\)\.?", "多出了参数“{0}”。"),
    (r"Invalid value for '?(.+?)'?: (.+)", "“{0}”的值不对：{1}"),
    (r"(.+) is not in the range (.+)\.", "{0} 不在 {1} 的范围内。"),
    (r"'(.+)' is not one of (.+)\.", "“{0}”不是以下之一：{1}。"),
    (r"'(.+)' is not a valid integer(?: range)?\.", "“{0}”不是整数。"),
    (r" ?Did you mean (?:one of: )?(.+)\?", "是不是 {0}？"),
)


def placeholders(text: str) -> str:
    """The placeholders of a usage line or of an option in Chinese; what is no placeholder stays."""
    return _PLACEHOLDER.sub(lambda found: _PLACEHOLDERS.get(found[0], found[0]), text)


def described(text: str) -> str:
    """The help of an option in Chinese, where it is click's own; and what click adds in brackets at its end."""
    return _EXTRA.sub(lambda found: f"[{_extra(found['said'])}]", _SAID.get(text, text))


def wrong(message: str) -> str:
    """What click says was wrong with a command line, in Chinese; as it stands where no words are known for it."""
    for pattern, words in _WRONG:
        found = re.fullmatch(pattern, message, re.DOTALL)
        if found:
            return words.format(*(_named(wrong(part or "")) for part in found.groups()))
    return message


def _named(text: str) -> str:
    """Names that click sets in straight quotes, as Chinese sets them; placeholders in Chinese."""
    return re.sub(r"'([^']+)'(, )?", lambda found: f"“{found[1]}”{'、' if found[2] else ''}", placeholders(text))


def _extra(said: str) -> str:
    parts = [part.strip() for part in said.split(";")]
    return "；".join(re.sub(r"^default: ", "默认：", part).replace("required", "必须给出") for part in parts)
