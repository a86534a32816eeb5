"""Text of old fonts is read as what it says."""

import pytest

from nghisu.core.form.legacy import encoding_of, from_tcvn3, from_vni, looks_garbled, to_unicode

PANGRAM = "àảãáạăằẳẵắặâầẩẫấậđèẻẽéẹêềểễếệìỉĩíịòỏõóọôồổỗốộơờởỡớợùủũúụưừửữứựỳỷỹýỵ"
AS_TCVN3 = "µ¶·¸¹¨»¼½¾Æ©ÇÈÉÊË®ÌÎÏÐÑªÒÓÔÕÖ×ØÜÝÞßáâãä«åæçèé¬êëìíîïñòóô\xadõö÷øùúûüýþ"


def test_every_letter_of_vietnamese_is_read_from_tcvn3():
    assert from_tcvn3(AS_TCVN3) == PANGRAM
    assert from_tcvn3(AS_TCVN3, capital=True) == PANGRAM.upper()
    assert from_tcvn3("¡¢§£¤¥¦") == "ĂÂĐÊÔƠƯ"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Céng hßa x· héi chñ nghÜa ViÖt Nam", "Cộng hòa xã hội chủ nghĩa Việt Nam"),
        ("Uû ban nh©n d©n tØnh", "Uỷ ban nhân dân tỉnh"),
        ("§¶ng bé thµnh phè Hµ Néi", "Đảng bộ thành phố Hà Nội"),
        ("M\xadêng Kh\xad¬ng", "Mường Khương"),
    ],
)
def test_tcvn3_sentences(typed, meant):
    assert to_unicode(typed, ".VnTime") == meant


def test_a_font_of_capitals_says_capitals():
    assert to_unicode("§¶ng céng s¶n ViÖt Nam", ".VnTimeH") == "ĐẢNG CỘNG SẢN VIỆT NAM"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Xin chaøo caùc baïn", "Xin chào các bạn"),
        ("Ñaûng boä thaønh phoá", "Đảng bộ thành phố"),
        ("COÄNG HOØA XAÕ HOÄI CHUÛ NGHÓA VIEÄT NAM", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        ("Ñoäc laäp - Töï do - Haïnh phuùc", "Độc lập - Tự do - Hạnh phúc"),
        ("ñöôøng, tröôùc, naêm, baèng, kyø, quyeát ñònh", "đường, trước, năm, bằng, kỳ, quyết định"),
    ],
)
def test_vni_sentences(typed, meant):
    assert to_unicode(typed, "VNI-Times") == meant
    assert from_vni("ASCII 123") == "ASCII 123"


def test_fonts_tell_their_code():
    names = (".VnTime", ".VnArialH", "VNI-Times", "Times New Roman", "Verdana", "")
    assert [encoding_of(name) for name in names] == ["TCVN3", "TCVN3", "VNI", "", "", ""]


def test_only_text_that_lost_its_font_looks_garbled():
    assert looks_garbled("Uû ban nh©n d©n tØnh b¸o c¸o kÕt qu¶")
    assert not looks_garbled("Ủy ban nhân dân tỉnh, nhãn hiệu Xanh® và © 2026 §5")
