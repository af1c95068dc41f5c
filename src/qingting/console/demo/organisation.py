"""The fictional company: regions, branches, departments, teams."""

from __future__ import annotations

from qingting.console.demo.model import Branch, Department, Team
from qingting.kernel.bilingual import Bi

ORGANISATION = Bi("禾屿智家（中国）有限公司", "Heyu Smart Home (China) Ltd.")
BRAND = "禾屿"

REGIONS = ("华东", "华北", "华南", "西南", "华中")

BRANCHES = tuple(
    Branch(code, name, name_en, city, region)
    for code, name, name_en, city, region in (
        ("sh_xuhui", "上海徐汇店", "Shanghai Xuhui", "上海", "华东"),
        ("sh_pudong", "上海浦东店", "Shanghai Pudong", "上海", "华东"),
        ("hz_xihu", "杭州西湖店", "Hangzhou Xihu", "杭州", "华东"),
        ("nj_gulou", "南京鼓楼店", "Nanjing Gulou", "南京", "华东"),
        ("sz_yuanqu", "苏州园区店", "Suzhou Yuanqu", "苏州", "华东"),
        ("bj_chaoyang", "北京朝阳店", "Beijing Chaoyang", "北京", "华北"),
        ("bj_haidian", "北京海淀店", "Beijing Haidian", "北京", "华北"),
        ("tj_heping", "天津和平店", "Tianjin Heping", "天津", "华北"),
        ("jn_lixia", "济南历下店", "Jinan Lixia", "济南", "华北"),
        ("gz_tianhe", "广州天河店", "Guangzhou Tianhe", "广州", "华南"),
        ("sz_nanshan", "深圳南山店", "Shenzhen Nanshan", "深圳", "华南"),
        ("xm_siming", "厦门思明店", "Xiamen Siming", "厦门", "华南"),
        ("cd_jinjiang", "成都锦江店", "Chengdu Jinjiang", "成都", "西南"),
        ("cq_yuzhong", "重庆渝中店", "Chongqing Yuzhong", "重庆", "西南"),
        ("km_wuhua", "昆明五华店", "Kunming Wuhua", "昆明", "西南"),
        ("wh_hongshan", "武汉洪山店", "Wuhan Hongshan", "武汉", "华中"),
        ("cs_yuelu", "长沙岳麓店", "Changsha Yuelu", "长沙", "华中"),
        ("zz_jinshui", "郑州金水店", "Zhengzhou Jinshui", "郑州", "华中"),
    )
)

# How many customers live around each branch, in the order above.
BRANCH_SHARES = (9, 8, 8, 6, 6, 9, 7, 5, 4, 8, 8, 4, 8, 6, 3, 6, 5, 5)

CITY_NAMES_EN = {
    "上海": "Shanghai", "杭州": "Hangzhou", "南京": "Nanjing", "苏州": "Suzhou", "北京": "Beijing", "天津": "Tianjin", "济南": "Jinan",
    "广州": "Guangzhou", "深圳": "Shenzhen", "厦门": "Xiamen", "成都": "Chengdu", "重庆": "Chongqing", "昆明": "Kunming", "武汉": "Wuhan",
    "长沙": "Changsha", "郑州": "Zhengzhou",
}  # fmt: skip

DEPARTMENTS = (
    Department("service", Bi("客户服务部", "Customer Service")),
    Department("quality_dept", Bi("质量部", "Quality")),
    Department("supply_chain", Bi("供应链部", "Supply Chain")),
    Department("logistics", Bi("物流部", "Logistics")),
    Department("it", Bi("信息技术部", "IT")),
    Department("legal", Bi("法务部", "Legal")),
    Department("public_relations", Bi("公共关系部", "Public Relations")),
    Department("finance", Bi("财务部", "Finance")),
    Department("training", Bi("培训部", "Training")),
    Department("stores", Bi("门店运营部", "Stores")),
)

TEAMS = (
    Team("frontline_a", Bi("一线一组", "Front line A"), "service", "lead"),
    Team("frontline_b", Bi("一线二组", "Front line B"), "service", "han.lei"),
    Team("frontline_c", Bi("一线三组", "Front line C"), "service", "liang.jiahui"),
    Team("online", Bi("在线组", "Online"), "service", "tao.ran"),
    Team("quality", Bi("质量组", "Quality"), "service", "shen.zhihang"),
    Team("delivery", Bi("配送组", "Delivery"), "service", "ma.chunyu"),
    Team("aftersales", Bi("售后组", "After-sales"), "service", "jiang.hui"),
    Team("resolution", Bi("处置组", "Resolution"), "service", "qin.yue"),
    Team("regulatory", Bi("监管对接组", "Regulatory"), "service", "xu.mingzhe"),
)

DEPARTMENT_NAMES = {department.code: department.name.zh for department in DEPARTMENTS}
TEAM_NAMES = {team.code: team.name.zh for team in TEAMS}
BRANCH_BY_CODE = {branch.code: branch for branch in BRANCHES}


def team_for(channel: str, category_group: str, region: str | None, grade: str, kind: str) -> str:
    """The team that takes a complaint, as the company's people have routed for years."""
    grave = grade in "AB"
    if channel in ("h12315", "h12345", "regulator", "association", "legal") and grade != "A":
        return "regulatory"
    if grave:
        return "resolution"
    if kind in ("data_rights", "report"):
        return "regulatory"
    if category_group in ("quality", "safety", "food_health"):
        return "quality"
    if category_group == "logistics":
        return "delivery"
    if category_group in ("repair", "installation", "returns"):
        return "aftersales"
    if channel in ("chat", "app", "wechat", "wecom", "email", "ecommerce", "payment", "social", "third_party"):
        return "online"
    if region == "华北":
        return "frontline_b"
    return "frontline_c" if region in ("华南", "西南") else "frontline_a"
