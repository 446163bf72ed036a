"""Where a Chinese title may go on in the next line: between words, as far as a short list of them and a few rules tell.

A browser may break Chinese after any character. The style sheet forbids it in titles (``word-break: keep-all``) but for the
places that are given here and stand as ``<wbr>`` in the page, which nobody copies, hears or finds. A piece that does not fit in
a line breaks anywhere, so a wrong guess does no harm.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

SHORTEST = 9
"""Characters; a shorter title is one piece."""
_LONGEST_RUN = 4
"""Characters of which no word is known that stay together; of more, three at a time."""
_THREE = 3
_HAN = "\u3400-\u4dbf\u4e00-\u9fff"
_OPENING, _CLOSING = "《〈「『“‘（([【〔", "》〉」』”’）)]】〕，。、；：！？,.;:!?…"
_WORDS = """
阿坝 安全 案件 办法 办公 办理 办事 保护 保障 报告 标准 表彰 部门 部长 采购 财政 残疾 产业 常务
车站 成员 城市 城乡 处理 出台 创新 村居 大道 代表 单位 党建 党群 党委 党员 党组 调查 调研 定期
督查 独生 发布 发展 反馈 反映 方案 方式 防控 费用 分解 服务 服务中心 负责人 妇女 改革 改造 干部
高质量 个人 更正 公布 公告 公共 公开 公示 公司 公园 公务员 工程 工会 工委 工作 管理 管理办法
管网 规定 规范 规范化 规划 规章 国家 合同 核查 环境 会议 机构 机关 基层 基础 基地 及其 绩效
计划 纪要 加强 价格 建成 建设 建议 监督 检查 奖惩 交通 教师 教育 街道 结果 结算 解决 接待 经济
精神 救助 居民 举报 决策 决定 开发 开工 开放 开展 考察 考核 科室 科学 科技 口岸 困难 扩大 劳动
老人 离退休 理论 联系 联系点 流程 旅游 落实 满意度 民生 民生实事 民意 民意调查 民主 名单 目标
目标任务 年度 农村 农业 拟任 培训 配套 批复 平台 评比 评价 评选 评选先优 聘用 企业 气象 签订
青年 情况 情况通报 清单 区域 全面 全域 权益 群众 人才 人口 人民 人事 人员 任免 任前 任务 任务书
任用 认定 日常 入驻 商务 设备 设施 设计 社会 社会评价 社区 审查 审核 审批 审议 生活 生态 省级
师资 十四五 十五五 实施 实施细则 实事 示例区 示例市 使用 市场 事故 事项 事业 试点 试行 收费 受理
树木 数据 水利 税务 送审稿 诉求 体系 条例 听证 通报 通告 通知 统计 投入 投资 突出 推荐 推进
推动 卫生 卫生院 委员会 未完成 文化 问题 污染 稳进 稳定 物业 细则 下步 先进 先进集体 县级 现代
乡镇 乡村 项目 宣传 选拔 选拔任用 学生 学位 学校 学习 巡视 研究 研讨 业务 医疗 医院 医药 依法
意见 意见征集 应急 营商 影响 优化 优秀 幼儿 幼儿园 预案 预算 园区 运行 责任 责任书 责任制 责令
招标 招商 招聘 招生 政策 政府 政府工作报告 政民 政务 整改 执法 执行 职工 职务 制度 制定 质量
治理 中长期 中心 重大 重点 主体 主要 住房 住宅 专项 专题 专业 转移 追究 资产 资格 资金 资源
自选 自然 综合 总结 组织 组织部 组织工作 最新 征集 征求 征求意见 修订 决议 机构改革 目标责任
公共服务 党群服务 社区服务 公办 公寓 园所 领导 领导班子 班子 联席 会商 座谈 座谈会 部务会 局长
书记 主任 处长 科长 干部教育 教育培训 人才发展 集团 有限公司 排名 进度 分类 热线 互动 广播 互联
互通 敬老院 中小学 新增 建成投用 惠民 利民 着力 聚焦 提升 打造 巩固 延伸 增强 深化 优势 特色
对外 协调 宜居 宜业 绿色 家居
"""
WORDS = frozenset(_WORDS.split())
_MEASURES = "年月日号名个项次人天件家所条位只岁元期届批类级层楼季轮万亿组对户台周时分处张份篇"
_BEGINNINGS = frozenset("拟新各某本副不")
"""Characters that belong to the word behind them."""
_BREAKS_AFTER = frozenset("的和与及")
_PART = re.compile(
    rf"[{re.escape(_OPENING)}]+"
    rf"|[{re.escape(_CLOSING)}]+"
    rf"|第?[0-9０-９]+(?:[.．:：/—~～–-][0-9０-９]+)*%?(?:周岁|周年|公里|[{_MEASURES}])?度?"
    rf"|[{_HAN}]+"
    rf"|[^\s{_HAN}0-9０-９{re.escape(_OPENING + _CLOSING)}]+"
    r"|\s+"
)


@lru_cache(maxsize=4096)
def pieces(title: str) -> tuple[str, ...]:
    """The title in pieces between which a line may end; together they are the title."""
    if len(title) < SHORTEST or not re.search(f"[{_HAN}]", title):
        return (title,)
    found: list[str] = []
    for part in _parts(title):
        if found and _stays(found[-1], part):
            found[-1] += part
        else:
            found.append(part)
    return tuple(found)


def _parts(title: str) -> Iterator[str]:
    for match in _PART.finditer(title):
        if re.match(f"[{_HAN}]", match[0]):
            yield from _words(match[0])
        else:
            yield match[0]


def _stays(before: str, part: str) -> bool:
    """Whether a part does not begin a line: a closing mark or a blank, what
    follows an opening one, and a lone character, which belongs to one of its neighbours.
    """
    if part[0] in _CLOSING or part.isspace() or part in _BREAKS_AFTER:
        return True
    if before[-1] in _OPENING or before in _BEGINNINGS:
        return True
    is_lone = len(part) == 1 and part not in _BEGINNINGS and part not in _OPENING
    return is_lone and before[-1] not in _CLOSING and not before[-1].isspace()


def _words(run: str) -> Iterator[str]:
    """A run of characters as the longest words that are known, and what stands between them in small pieces."""
    for number, part in enumerate(_known().split(run)):
        if number % 2:
            yield part
        else:
            yield from _small(part)


@cache
def _known() -> re.Pattern[str]:
    """At each place the longest word."""
    return re.compile(f"({'|'.join(sorted(WORDS | _BREAKS_AFTER, key=len, reverse=True))})")


def _small(unknown: str) -> Iterator[str]:
    if len(unknown) <= _LONGEST_RUN:
        if unknown:
            yield unknown
        return
    yield unknown[:_THREE]
    yield from _small(unknown[_THREE:])
