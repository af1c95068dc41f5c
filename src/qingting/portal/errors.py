"""Refusals of the customer's pages, each beside the field it is about."""

from __future__ import annotations

from qingting.kernel.errors import DomainError


class WordsMissing(DomainError):
    code = "portal.words.missing"
    zh = "请写下发生了什么，一两句话也可以。"
    en = "Please write what happened; a sentence or two is enough."


class TooLong(DomainError):
    code = "portal.text.too_long"
    zh = "最多 {limit} 个字，您写了 {count} 个。请分几次提交，或把材料作为文件上传。"
    en = "At most {limit} characters; you wrote {count}. Please send it in parts, or as a file."


class ContactMissing(DomainError):
    code = "portal.contact.missing"
    zh = "请留下手机号或邮箱，我们才能联系到您。"
    en = "Please leave a phone number or an e-mail address, so that we can reach you."


class PhoneUnreadable(DomainError):
    code = "portal.phone.unreadable"
    zh = "这个号码看起来不完整，请检查一下。"
    en = "This number looks incomplete; please check it."


class EmailUnreadable(DomainError):
    code = "portal.email.unreadable"
    zh = "这个邮箱地址看起来不完整，请检查一下。"
    en = "This e-mail address looks incomplete; please check it."


class ConsentMissing(DomainError):
    code = "portal.consent.missing"
    zh = "处理您的反馈需要使用这些信息。如果同意，请在这里打勾。"
    en = "To handle this we need to use what you wrote. If you agree, please tick here."


class NotAChoice(DomainError):
    code = "portal.choice.unknown"
    zh = "请重新选择。"
    en = "Please choose again."


class TooManyFiles(DomainError):
    code = "portal.files.too_many"
    zh = "一次最多 {limit} 个文件，您选了 {count} 个。其余的可以在提交后补充。"
    en = "At most {limit} files at a time; you chose {count}. The others can be added afterwards."


class FilesFull(DomainError):
    code = "portal.files.full"
    zh = "这件反馈已经有 {limit} 个文件，不能再增加。请在文字里说明，处理人员会告诉您怎样提供。"
    en = "There are {limit} files with this complaint already. Tell us in words, and we will say how to send more."


class FilesTooLarge(DomainError):
    code = "portal.files.too_large"
    zh = "文件「{name}」没有收下：单个最大 {one} MB，一次合计最大 {all} MB。"
    en = "“{name}” was not taken: at most {one} MB each and {all} MB together."


class PageTooOld(DomainError):
    code = "portal.page.too_old"
    status = 403
    zh = "页面停留得有点久了，还没有提交成功。内容都在，请再提交一次；如果仍然不行，请允许本站使用 Cookie。"
    en = "The page was open too long and nothing was sent yet. Everything is still here: please send it again; if that fails, allow cookies for this site."


class SentBefore(DomainError):
    code = "portal.form.sent_before"
    status = 409
    zh = "刚才的内容已经提交成功。如果这是另一件事，请再提交一次；如果是补充，请用收到的链接补充。"
    en = "What you sent before has arrived. If this is another matter, send it again; to add something, use the link you received."


class ChangedMeanwhile(DomainError):
    code = "portal.complaint.changed_meanwhile"
    status = 409
    zh = "情况刚刚有了变化，这一步现在不能做了。下面是最新的进展。"
    en = "Things have moved on, so this step is no longer possible. Below is how it stands now."
