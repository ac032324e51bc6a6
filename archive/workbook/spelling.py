"""Whether a word is spelt as a Vietnamese syllable: what tells text in an old coding from text as it should be."""

import re
from functools import lru_cache
from unicodedata import normalize

_TONES = "\u0300\u0301\u0303\u0309\u0323"
_STOPPED_TONES = "\u0301\u0323"  # after p, t, c, ch: only sắc or nặng
_ONSETS = "ngh|ng|nh|ch|gh|gi|kh|ph|qu|th|tr|[bcdđghklmnprstvx]"
_RHYMES = """
a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây
e ec em en eng eo ep et ê êch êm ên ênh êp êt êu êng i ia ich im in inh ip it iu iêc iêm iên iêng iêp iêt iêu
y yên yêng yêm yêt yêu ynh ych yt yn yp
o oc oi om on ong op ot ooc oong oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oe oen oeo oet
ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt
u ua uc ui um un ung up ut uân uâng uât uây uê uêch uênh uô uôc uôi uôm uôn uông uôt uơ
uy uya uych uyên uyêt uynh uyt uyu uyn uyp ư ưa ưc ưi ưm ưn ưng ưt ưu ươc ươi ươm ươn ương ươp ươt ươu
"""
_SYLLABLE = re.compile(f"(?:{_ONSETS})?(?:{'|'.join(_RHYMES.split())})")
_STOPPED = re.compile("(?:[ptc]|ch)$")


@lru_cache(maxsize=65_536)  # words of a workbook come again and again
def is_syllable(word: str) -> bool:
    """Whether a Vietnamese syllable is spelt so, in small letters, as a name or in capitals."""
    if not (word.islower() or word.isupper() or word.istitle()):
        return False
    decomposed = normalize("NFD", word.lower())
    tones = [mark for mark in decomposed if mark in _TONES]
    letters = normalize("NFC", "".join(mark for mark in decomposed if mark not in _TONES))
    if len(tones) > 1 or not _SYLLABLE.fullmatch(letters):
        return False
    return not _STOPPED.search(letters) or tones in ([tone] for tone in _STOPPED_TONES)
