"""What was done, as people read it."""

from collections.abc import Mapping

from archive.domain.history import EventKind
from archive.domain.log.entry import Action

_WORDS: Mapping[str, str] = {
    Action.ACCOUNT_ADDED: "thêm tài khoản",
    Action.ACCOUNT_GRANTED: "cấp quyền",
    Action.ACCOUNT_REVOKED: "thu hồi quyền",
    Action.ACCOUNT_DISABLED: "khóa tài khoản",
    Action.ACCOUNT_ENABLED: "mở tài khoản",
    Action.PASSWORD_CHANGED: "đổi mật khẩu",
    Action.CODES_ON: "bật mã xác nhận",
    Action.CODES_OFF: "tắt mã xác nhận",
    Action.TOKEN_ISSUED: "cấp khóa truy cập cho phần mềm",
    Action.TOKEN_REVOKED: "thu hồi khóa truy cập",
    Action.SIGNED_IN: "đăng nhập",
    Action.SIGN_IN_REFUSED: "đăng nhập bị từ chối",
    Action.SEARCHED: "tra cứu",
    Action.PERIOD_SET: "đặt thời hạn bảo quản",
    Action.HELD: "giữ lại, không tiêu hủy",
    Action.RELEASED: "thôi giữ lại",
    Action.DESTROYED: "tiêu hủy hồ sơ",
    Action.REGISTER_STARTED: "đi tiếp một sổ số văn bản",
    Action.NUMBER_ASSIGNED: "ghi số văn bản theo sổ của cơ quan",
    Action.NUMBER_CANCELLED: "hủy số văn bản",
    f"dossier/{EventKind.INGESTION}": "tiếp nhận số liệu",
    f"dossier/{EventKind.MODIFICATION}": "sửa số liệu",
    f"dossier/{EventKind.CREATION}": "lập văn bản",
    f"dossier/{EventKind.DIGITAL_SIGNATURE}": "ký số",
    f"dossier/{EventKind.SIGNATURE_VALIDATION}": "kiểm tra chữ ký",
    f"dossier/{EventKind.FIXITY_CHECK}": "kiểm tra nguyên vẹn",
    f"dossier/{EventKind.SEALING}": "niêm phong",
    f"dossier/{EventKind.DISSEMINATION}": "kết xuất",
}


ACTIONS: tuple[str, ...] = tuple(_WORDS)


def words_of(action: str) -> str:
    """The action in Vietnamese; one that this version does not know is shown as it is."""
    return _WORDS.get(action, action)
