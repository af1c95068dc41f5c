import os, sys
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE","true")
import pytest
from datetime import UTC, datetime, timedelta
FLAGS = ["--no-sandbox","--disable-gpu","--disable-quic","--no-first-run","--disable-background-networking","--disable-component-update","--disable-sync","--disable-dev-shm-usage"]
@pytest.fixture
def firm(transactional_db, shipped_standard, live_server):
    from qingting.kernel.actor import Actor
    from qingting.policy.actions.activate_standard import activate_standard
    from qingting.policy.queries import current_standard, forget
    from tests.support.company import make_company
    forget(); now=datetime.now(UTC)
    activate_standard(standard=shipped_standard, reason="随产品提供的默认规范", actor=Actor("system",None,"test"), now=now)
    c=make_company(current_standard(), now); c.url=live_server.url
    yield c
    forget()
def test_shots(firm, tmp_path):
    from playwright.sync_api import sync_playwright
    from tests.support.company import PASSWORD
    from qingting.people.models import User, LevelGrant, Leave
    from qingting.customers.models import Customer, Order, Product
    from qingting.infra.notify.models import Outbox
    from qingting.infra.notify.writing import queue_message
    from django.urls import reverse
    now=firm.now
    for i,n in enumerate("林晓 王海峰 陈晨 赵磊 孙悦 周敏 吴刚 郑爽 钱进 冯宇".split()):
        from qingting.people.actions.manage_users import create_user
        create_user(username=f"user{i}", role=["agent","specialist","collaborator"][i%3], actor=firm.admin, now=now, display_name=n, team_id=firm.agent.team_id)
    LevelGrant.objects.create(user_id=firm.agent.id, level="L2", starts=now.date()-timedelta(days=300), ends=now.date()+timedelta(days=20), reason="通过 B 级测评 92 分", granted_by_id=firm.manager.id, at=now)
    Leave.objects.create(user_id=firm.agent.id, starts=now-timedelta(days=1), ends=now+timedelta(days=2), reason="年假")
    r=firm.register("冰箱不制冷已经三天了，冷藏室的菜都坏了，要求换新并赔偿损失"); firm.do("assign", r.no, to="agent")
    r2=firm.register("快递送错了地方，找了两天"); firm.do("assign", r2.no, to="agent")
    fridge=Product.objects.create(code="BX-520",name="五门冰箱 520 升",line="冰箱")
    cust=Customer.objects.first(); Customer.objects.filter(pk=cust.pk).update(email="feng@example.com",account_no="C10086",region="华东")
    Order.objects.create(no="DD20261101-0001",customer=cust,product=fridge,batch_no="2609-C",price_fen=468000,ordered_at=now-timedelta(days=10),branch_code="SH01")
    for s in ("queued","failed","in_doubt","sent"):
        queue_message(channel="email",recipient="feng@example.com",text="您的投诉已受理，我们会在今天 17:30 前给您方案。",cause=("t",s),now=now,complaint_id=firm.record(r.no).pk,subject="投诉进展")
        Outbox.objects.filter(cause_id=s).update(state=s, error="HTTP 502" if s in("failed","in_doubt") else "")
    only=os.environ.get("ONLY","").split()
    errors=[]
    with sync_playwright() as p:
        b=p.chromium.launch(executable_path="/usr/bin/chromium",args=FLAGS)
        for lang,(w,h),theme in (("zh",(1440,900),"light"),("zh",(390,844),"light"),("en",(1440,900),"dark")):
            User.objects.filter(username="admin").update(lang=lang)
            ctx=b.new_context(viewport={"width":w,"height":h},locale="zh-CN",timezone_id="Asia/Shanghai",color_scheme=theme)
            page=ctx.new_page()
            page.on("console",lambda m: errors.append((page.url,m.text)) if m.type=="error" else None)
            page.on("pageerror",lambda e: errors.append((page.url,str(e))))
            page.goto(firm.url+"/login"); page.fill("[name=username]","admin"); page.fill("[name=password]",PASSWORD); page.click("form[action='/login'] button")
            page.wait_for_url(lambda u:"/login" not in u)
            kw={"user_id":firm.agent.id,"customer_id":cust.pk}
            paths={"staff":"/staff","person":f"/staff/{firm.agent.id}","staff_new":"/staff/new","deactivate":f"/staff/{firm.agent.id}/deactivate","levels":"/levels","level":f"/levels/{firm.agent.id}","grant":f"/levels/{firm.agent.id}/grant","handover":"/handover?from=agent","org":"/organisation","branch":"/organisation?tab=branch","unit":"/organisation/team/1","customers":"/customers","customer":f"/customers/{cust.pk}","cedit":f"/customers/{cust.pk}/edit","products":"/catalogue","orders":"/catalogue?tab=orders","order":f"/catalogue/orders/{Order.objects.get().pk}","standard":"/standard","check":"/standard/check","clocks":"/standard/clocks","scripts":"/standard/scripts","roles":"/standard/roles","versions":"/standard/versions","imports":"/imports","templates":"/imports?tab=templates","import_new":"/imports/new","outbox":"/outbox","doubt":f"/outbox/{Outbox.objects.get(state='in_doubt').pk}","health":"/health","account":"/account","token":f"/staff/{firm.agent.id}/tokens/new"}
            for name,path in paths.items():
                if name=="check" and w==390:
                    page.goto(firm.url+path); page.wait_for_load_state("networkidle"); print(page.evaluate("[...document.querySelectorAll(\"body *\")].filter(e=>e.scrollWidth>innerWidth || e.getBoundingClientRect().right>innerWidth+1).map(e=>e.tagName+\".\"+e.className+\":\"+e.textContent.slice(0,80)).slice(0,12)"))
                if only and name not in only: continue
                page.goto(firm.url+path); page.wait_for_load_state("networkidle")
                wide=page.evaluate("document.documentElement.scrollWidth - innerWidth")
                if wide>0: errors.append((name,w,"sideways scroll",wide))
                page.screenshot(path=f"/tmp/qt_admin_shots/{name}-{lang}-{w}.png",full_page=w==390)
            if not only or "import" in only:
                page.goto(firm.url+"/imports/new")
                f=tmp_path/"产品.csv"; f.write_text("产品编码,产品名称,产品线,备用\nA1,甲,线,x\nA2,乙,线,x\n,丙,线,x\n",encoding="utf-8")
                page.set_input_files("input[type=file]",str(f)); page.click("main form button.is-primary"); page.wait_for_load_state("networkidle")
                page.screenshot(path=f"/tmp/qt_admin_shots/import1-{lang}-{w}.png",full_page=w==390)
                page.click("main form[action*='step=check'] button"); page.wait_for_load_state("networkidle")
                page.screenshot(path=f"/tmp/qt_admin_shots/import2-{lang}-{w}.png",full_page=w==390)
                from qingting.infra.progress.models import Job
                from qingting.console.import_job import run_import
                from qingting.infra import clock
                j=Job.objects.order_by("-created_at").first(); run_import(j.pk,j.attempt,clock.now)
                page.wait_for_timeout(3000); page.wait_for_load_state("networkidle")
                page.screenshot(path=f"/tmp/qt_admin_shots/import3-{lang}-{w}.png",full_page=w==390)
            ctx.close()
        b.close()
    print("\n".join(map(str,errors)))
