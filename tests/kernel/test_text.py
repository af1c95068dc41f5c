"""Customers write in every width, case and script there is; what they wrote is kept, and found again."""

import timeit
import unicodedata

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from qingting.kernel.text import clean, contains, fold, fold_same_length, grams, query_grams

ANY_TEXT = st.text(st.characters(), max_size=60)  # surrogates and controls too
WRITTEN = st.text(alphabet="退款電饭煲A ab１２3，。!\n𠮷𝔸é\u0301ｶﾞİ㎡\u200b_", max_size=40)


class TestClean:
    @pytest.mark.parametrize(
        ("raw", "stored"),
        [
            ("退款\x00立刻", "退款立刻"),
            ("第一行\r\n第二行\r第三行", "第一行\n第二行\n第三行"),
            ("列\t列\x0b\x0c\x1b[31m", "列\t列[31m"),
            ("坏\ud83d字", "坏字"),
            ("两半\ud83d\ude00合一", "两半😀合一"),
            ("  ＡＢＣ 電飯煲 \u200b👨\u200d👩\u200d👧 ", "  ＡＢＣ 電飯煲 \u200b👨\u200d👩\u200d👧 "),
            ("<script>alert(1)</script>", "<script>alert(1)</script>"),
        ],
    )
    def test_only_what_cannot_be_stored_is_taken_out(self, raw: str, stored: str) -> None:
        assert clean(raw) == stored

    @given(ANY_TEXT)
    @example("\ud83d\x00\ude00")
    def test_everything_can_be_stored_afterwards_and_cleaning_again_changes_nothing(self, text: str) -> None:
        cleaned = clean(text)
        cleaned.encode("utf-8")
        assert not set(cleaned) & {chr(code) for code in range(32) if chr(code) not in "\n\t"}
        assert clean(cleaned) == cleaned


class TestFold:
    @pytest.mark.parametrize(
        ("one", "other"),
        [
            ("我要退貨並賠償", "我要退货并赔偿"),
            ("ＶＩＰ　客戶１２３", "vip 客户123"),
            ("電飯煲壞了，後來聯繫客服", "电饭煲坏了,后来联系客服"),
            ("請問什麼時候給我答覆", "请问什么时候给我答复"),
            ("瞭解一下著急的顧客", "了解一下着急的顾客"),
            ("退\u200b款\ufeff", "退款"),
            ("ｶﾞｽ", "ガス"),
            ("Cafe\u0301", "CAFÉ"),
            ("① ㎡ ½", "1 m2 1⁄2"),
        ],
    )
    def test_two_writings_of_the_same_words_are_equal(self, one: str, other: str) -> None:
        assert fold(one) == fold(other)

    @pytest.mark.parametrize(("one", "other"), [("退款", "退货"), ("abc", "abd"), ("未", "末")])
    def test_different_words_stay_different(self, one: str, other: str) -> None:
        assert fold(one) != fold(other)

    @given(ANY_TEXT | WRITTEN)
    def test_folding_again_changes_nothing(self, text: str) -> None:
        assert fold(fold(text)) == fold(text)
        assert fold_same_length(fold_same_length(text)) == fold_same_length(text)

    def test_every_character_of_unicode_is_brought_to_its_plain_form(self) -> None:
        for code in range(0x110000):
            letter = chr(code)
            plain = unicodedata.normalize("NFKC", letter).lower()
            if plain != letter:
                assert fold(letter) == fold(plain), hex(code)
            assert fold(fold(letter)) == fold(letter), hex(code)

    @given(ANY_TEXT | WRITTEN)
    def test_marked_words_stand_where_they_were_found(self, text: str) -> None:
        assert len(fold_same_length(text)) == len(text)

    def test_a_span_found_in_the_folded_text_cuts_the_original(self) -> None:
        text = "㎡½ 这个電飯煲ＡＢＣ坏了"
        start = fold_same_length(text).index("电饭煲abc")
        assert text[start : start + 6] == "電飯煲ＡＢＣ"


class TestGrams:
    @staticmethod
    def pair(two: str) -> int:
        number = ord(two[0]) << 16 | ord(two[1])
        return number - (1 << 32) if number >= 1 << 31 else number

    def test_a_two_character_word_is_one_number(self) -> None:
        assert grams("退款") == [self.pair("退款")]

    def test_words_do_not_grow_together_over_punctuation(self) -> None:
        assert set(grams("退款，物流 a_b")) == {self.pair("退款"), self.pair("物流")}

    def test_numbers_fit_a_signed_32_bit_column_and_are_sorted_without_repetition(self) -> None:
        numbers = grams("鿿鿿退款退款zz9")
        assert numbers == sorted(set(numbers))
        assert all(-(2**31) <= number < 2**31 for number in numbers)
        assert numbers[0] < 0

    def test_a_rare_character_outside_the_basic_plane_is_found(self) -> None:
        assert query_grams("𠮷")
        assert set(query_grams("𠮷野家")) <= set(grams("我在𠮷野家吃坏了肚子"))

    @pytest.mark.parametrize("text", ["", "退", "。，！", "a b c", "\x00", "\ud800"])
    def test_too_short_for_a_pair(self, text: str) -> None:
        assert grams(text) == []

    def test_model_numbers_are_found_whatever_their_case_and_width(self) -> None:
        assert set(query_grams("x２００")) <= set(grams("型号X200的电饭煲"))

    @given(ANY_TEXT | WRITTEN)
    def test_the_quick_way_gives_what_the_definition_says(self, text: str) -> None:
        expected = set()
        run: list[int] = []
        for letter in [*fold(text), " "]:
            if letter.isalnum():
                raw = letter.encode("utf-16-be")
                run += [int.from_bytes(raw[at : at + 2], "big") for at in range(0, len(raw), 2)]
                continue
            expected |= {self.pair(chr(one) + chr(other)) for one, other in zip(run, run[1:], strict=False)}
            run = []
        assert grams(text) == sorted(expected)

    @given(WRITTEN, st.data())
    def test_the_index_never_hides_a_text_that_contains_the_query(self, text: str, data: st.DataObject) -> None:
        start = data.draw(st.integers(0, len(text)))
        query = data.draw(WRITTEN | st.just(text[start : data.draw(st.integers(start, len(text)))]))
        if contains(text, query):
            assert set(query_grams(query)) <= set(grams(text))


class TestContains:
    @pytest.mark.parametrize("query", ["退货", "退貨款", "vip", "ＶＩＰ 退", "  ", "款，v"])
    def test_confirms_a_hit_in_any_writing(self, query: str) -> None:
        assert contains("要求退货款，VIP 客户", query)

    def test_words_may_stand_anywhere_but_all_must_stand(self) -> None:
        assert contains("物流太慢，我要退款", "退款 物流")
        assert not contains("物流太慢", "退款 物流")

    def test_the_pairs_alone_would_have_been_fooled(self) -> None:
        text, query = "退款机，款机器", "退款机器"
        assert set(query_grams(query)) <= set(grams(text))
        assert not contains(text, query)


class TestSpeed:
    TEXT = ("我上周在你們店裡買的電飯煲，Model X200，用了三天就壞了！客服一直推諉，要求退款並賠償500元。" * 10)[:400]

    @pytest.mark.parametrize(("function", "microseconds"), [(clean, 50), (fold, 50), (fold_same_length, 50), (grams, 200)])
    def test_a_complaint_of_400_characters_costs_next_to_nothing(self, function: object, microseconds: int) -> None:
        assert callable(function)
        best = min(timeit.repeat(lambda: function(self.TEXT), number=20, repeat=50)) / 20
        assert best * 1_000_000 < microseconds


@settings(max_examples=30)
@given(ANY_TEXT)
def test_nothing_a_customer_can_send_breaks_text_handling(text: str) -> None:
    for function in (clean, fold, fold_same_length, grams):
        function(text)
