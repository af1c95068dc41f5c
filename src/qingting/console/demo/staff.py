"""Some sixty people with their team, branch, superior, shift, level and leave. Eight of them are the demo logins, one per role."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from qingting.console.demo.model import Grant, Leave, StaffMember
from qingting.console.demo.truth import RUDE, TRAINEE

# username, name, role, department, team, branch, superior, shift, level
_PEOPLE = """
executive     顾长风 executive    service          -           -           -            day   -
manager       周文静 manager      service          -           -           executive    day   L4
admin         马一凡 admin        it               -           -           executive    day   -
auditor       冯知秋 auditor      legal            -           -           executive    day   -
deng.rui      邓睿   manager      service          -           -           executive    day   L4
lead          陈立群 lead         service          frontline_a sh_xuhui    manager      early L3
han.lei       韩磊   lead         service          frontline_b bj_chaoyang manager      early L3
liang.jiahui  梁嘉慧 lead         service          frontline_c gz_tianhe   manager      late  L3
tao.ran       陶然   lead         service          online      -           manager      late  L3
shen.zhihang  沈志航 lead         service          quality     -           manager      day   L3
ma.chunyu     马春雨 lead         service          delivery    -           manager      day   L3
jiang.hui     姜慧   lead         service          aftersales  -           manager      day   L3
qin.yue       秦越   lead         service          resolution  -           manager      day   L4
xu.mingzhe    徐明哲 lead         service          regulatory  -           manager      day   L4
agent         林晓   agent        service          frontline_a sh_xuhui    lead         early L1
cai.mingyuan  蔡明远 agent        service          frontline_a sh_pudong   lead         late  L1
he.yuqing     何雨晴 agent        service          frontline_a sh_xuhui    lead         early L2
tang.wei      唐伟   agent        service          frontline_a hz_xihu     lead         late  L2
ye.zi         叶子   agent        service          frontline_a nj_gulou    lead         early L1
lu.yao        陆瑶   agent        service          frontline_a wh_hongshan lead         late  L2
gao.yang      高阳   agent        service          frontline_b bj_chaoyang han.lei      early L1
song.jia      宋佳   agent        service          frontline_b bj_haidian  han.lei      late  L2
zhang.qiming  张启明 agent        service          frontline_b tj_heping   han.lei      early L1
yin.lan       尹岚   agent        service          frontline_b jn_lixia    han.lei      late  L2
zhou.xin      周昕   agent        service          frontline_c gz_tianhe   liang.jiahui early L1
deng.zhuo     邓卓   agent        service          frontline_c sz_nanshan  liang.jiahui late  L2
luo.dan       罗丹   agent        service          frontline_c cd_jinjiang liang.jiahui early L2
wan.qing      万青   agent        service          frontline_c cq_yuzhong  liang.jiahui late  L1
qi.xiaomeng   齐小萌 agent        service          online      -           tao.ran      early L1
fang.zhou     方舟   agent        service          online      -           tao.ran      late  L2
bai.lu        白露   agent        service          online      -           tao.ran      night L1
meng.fan      孟凡   agent        service          online      -           tao.ran      late  L2
kong.yi       孔怡   agent        service          online      -           tao.ran      early L1
duan.fei      段飞   agent        service          quality     -           shen.zhihang day   L1
su.qing       苏青   agent        service          quality     -           shen.zhihang early L1
ren.jie       任杰   specialist   service          quality     -           shen.zhihang day   L2
lei.ting      雷婷   specialist   service          quality     -           shen.zhihang late  L3
hou.bin       侯斌   agent        service          delivery    -           ma.chunyu    early L1
shi.lei       石蕾   agent        service          delivery    -           ma.chunyu    late  L1
jin.hao       金浩   specialist   service          delivery    -           ma.chunyu    day   L2
pan.yun       潘云   agent        service          aftersales  -           jiang.hui    early L1
cui.ning      崔宁   agent        service          aftersales  -           jiang.hui    late  L1
fan.li        范莉   specialist   service          aftersales  -           jiang.hui    day   L2
wei.kang      魏康   specialist   service          aftersales  -           jiang.hui    day   L2
specialist    李思涵 specialist   service          resolution  -           qin.yue      day   L3
nie.chen      聂晨   specialist   service          resolution  -           qin.yue      day   L3
dong.jing     董静   specialist   service          resolution  -           qin.yue      late  L3
yu.hang       于航   specialist   service          regulatory  -           xu.mingzhe   day   L3
cheng.lin     程琳   specialist   service          regulatory  -           xu.mingzhe   day   L3
collaborator  王海峰 collaborator supply_chain     -           -           manager      day   -
xie.gong      谢工   collaborator quality_dept     -           -           manager      day   -
hao.jian      郝健   collaborator quality_dept     -           -           manager      day   -
peng.bo       彭博   collaborator logistics        -           -           manager      day   -
zou.kai       邹凯   collaborator logistics        -           -           manager      day   -
yan.xu        严旭   collaborator it               -           -           manager      day   -
lv.ying       吕颖   collaborator legal            -           -           manager      day   -
ding.ke       丁可   collaborator public_relations -           -           manager      day   -
wang.shufen   王淑芬 collaborator finance          -           -           manager      day   -
hu.min        胡敏   collaborator training         -           -           manager      day   -
xiong.da      熊达   collaborator stores           -           -           manager      day   -
"""

DEMO_LOGINS = ("agent", "specialist", "lead", "manager", "executive", "collaborator", "auditor", "admin")
_ENGLISH = {"fang.zhou", "song.jia", "specialist", "lead", "deng.zhuo", "manager"}
_REASONS = ("年假", "病假", "婚假", "培训", "事假", "产检", "陪护假")


def build_staff(as_of: date, rng: Random) -> tuple[StaffMember, ...]:
    """All staff as of a day; superiors stand before those who report to them."""
    people = [_person(index, line.split(), as_of, rng) for index, line in enumerate(_PEOPLE.strip().splitlines())]
    rank = {"executive": 0, "manager": 1, "lead": 2}
    return tuple(sorted(people, key=lambda person: rank.get(person.role, 3)))


def _person(index: int, row: list[str], as_of: date, rng: Random) -> StaffMember:
    username, name, role, department, team, branch, superior, shift, level = (None if cell == "-" else cell for cell in row)
    assert username and name and role and department and shift
    joined = as_of - timedelta(days=rng.randint(400, 2600))
    if username == TRAINEE.username:
        joined = as_of - timedelta(days=TRAINEE.joined_days_ago)
    return StaffMember(
        username=username, name=name, role=role, department=department, team=team, branch=branch, superior=superior,
        extension=str(8000 + index * 7 + 1), badge=f"HY{1000 + index * 13}", shift=shift, joined=joined, level=level,
        grants=_grants(username, level, joined, as_of, rng), leaves=_leaves(username, as_of, rng),
        languages=("zh", "en") if username in _ENGLISH else ("zh",), demo_login=username in DEMO_LOGINS,
    )  # fmt: skip


def _grants(username: str, level: str | None, joined: date, as_of: date, rng: Random) -> tuple[Grant, ...]:
    """Levels are earned one after the other; a year is their life, so the last is younger than that."""
    if level is None:
        return ()
    if username == TRAINEE.username:
        return (
            Grant("L1", joined + timedelta(days=TRAINEE.first_level_after)),
            Grant("L2", as_of - timedelta(days=TRAINEE.second_level_days_ago)),
        )
    last = as_of - timedelta(days=rng.randint(20, 330))
    steps = int(level[1])
    first = max(joined + timedelta(days=30), last - timedelta(days=260 * (steps - 1)))
    span = max((last - first).days, steps)
    return tuple(Grant(f"L{step}", first + timedelta(days=span * (step - 1) // max(steps - 1, 1))) for step in range(1, steps)) + (
        Grant(level, last),
    )


def _leaves(username: str, as_of: date, rng: Random) -> tuple[Leave, ...]:
    """One or two spells in the past half year; a few people are away on the day itself."""
    if username in DEMO_LOGINS or username == RUDE.username:
        return ()
    spells = []
    for _ in range(rng.randint(0, 2)):
        first = as_of - timedelta(days=rng.randint(8, 175))
        spells.append(Leave(first, first + timedelta(days=rng.randint(0, 6)), rng.choice(_REASONS)))
    if rng.random() < 0.07:
        spells.append(Leave(as_of - timedelta(days=rng.randint(0, 2)), as_of + timedelta(days=rng.randint(1, 4)), rng.choice(_REASONS)))
    return tuple(sorted(spells, key=lambda spell: spell.first))
