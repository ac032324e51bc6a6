"""Settings: every HOSO_* variable with its type, default, unit and one sentence. Only bootstrap reads this."""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import datetime
from pathlib import Path
from typing import Literal

from archive.errors import UsageError

Mode = Literal["development", "production"]
FourthQuarter = Literal["year", "dates"]
_HOST = re.compile(r"[a-z0-9]([a-z0-9.-]*[a-z0-9])?|[0-9a-f:]+")  # a name, or an address of either kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What one running system was told; made once at the edge, passed down, never global."""

    home: Path = field(metadata={"env": "HOSO_HOME", "says": "Thư mục chứa toàn bộ dữ liệu của hệ thống."})
    mode: Mode = field(
        default="development",
        metadata={
            "env": "HOSO_MODE",
            "says": "`development` dùng khóa thử, in dấu BẢN THỬ; `production` từ chối khóa thử và HOSO_NOW.",
        },
    )
    now: datetime | None = field(
        default=None,
        metadata={"env": "HOSO_NOW", "says": "Thời điểm giả định (ISO 8601 có múi giờ), chỉ ở chế độ development."},
    )
    workers: int = field(
        default=0,
        metadata={"env": "HOSO_WORKERS", "says": "Số tiến trình LibreOffice; 0 là theo số nhân của máy."},
    )
    convert_timeout: int = field(
        default=60,
        metadata={"env": "HOSO_CONVERT_TIMEOUT", "says": "Giây tối đa cho một lần chuyển sang PDF."},
    )
    office_python: Path = field(
        default=Path("/usr/bin/python3"),
        metadata={"env": "HOSO_OFFICE_PYTHON", "says": "Python của hệ thống, có mô-đun `uno` của LibreOffice."},
    )
    fourth_quarter: FourthQuarter = field(
        default="year",
        metadata={
            "env": "HOSO_Q4",
            "says": "Quý IV không có thời hạn: `year` gộp vào đánh giá năm; `dates` lấy ngày ở HOSO_CALENDAR.",
        },
    )
    calendar: Path | None = field(
        default=None,
        metadata={"env": "HOSO_CALENDAR", "says": "Tệp TOML có ngày của quý IV kèm căn cứ, và số ngày của hạn nội bộ."},
    )
    province: Path | None = field(
        default=None,
        metadata={"env": "HOSO_PROVINCE", "says": "Tệp TOML có tên gọi và thể thức riêng của tỉnh."},
    )
    public_hosts: frozenset[str] = field(
        default=frozenset(),
        metadata={
            "env": "HOSO_PUBLIC_HOST",
            "says": "Các tên máy mà trang web nhận, cách nhau bằng dấu phẩy; mật khẩu chỉ nhận qua https.",
        },
    )
    session_minutes: int = field(
        default=30,
        metadata={"env": "HOSO_SESSION_MINUTES", "says": "Phút không thao tác thì phải đăng nhập lại."},
    )
    clamd: str = field(
        default="",
        metadata={
            "env": "HOSO_CLAMD",
            "says": "Nơi hỏi clamd về vi rút: tcp://máy:cổng hoặc unix:/đường/dẫn; bỏ trống là không quét.",
        },
    )
    tsa_url: str = field(
        default="",
        metadata={
            "env": "HOSO_TSA_URL",
            "says": "Địa chỉ http(s) của máy chủ dấu thời gian RFC 3161; bỏ trống ở development là dấu thử.",
        },
    )
    master_key_file: Path | None = field(
        default=None,
        metadata={
            "env": "HOSO_MASTER_KEY_FILE",
            "says": "Tệp khóa 32 byte để mã hóa và mở bản sao lưu; giữ ngoài thư mục dữ liệu.",
        },
    )
    evidence_mb: int = field(
        default=2048,
        metadata={"env": "HOSO_EVIDENCE_MB", "says": "MB tối đa của một tệp minh chứng."},
    )
    evidence_unpacked_mb: int = field(
        default=1024,
        metadata={"env": "HOSO_EVIDENCE_UNPACKED_MB", "says": "MB tối đa của một tệp Office sau khi giải nén."},
    )
    evidence_megapixels: int = field(
        default=200,
        metadata={"env": "HOSO_EVIDENCE_MEGAPIXELS", "says": "Triệu điểm ảnh tối đa của một ảnh minh chứng."},
    )


def default_home() -> Path:
    """Where data lives when nobody said: the user's data folder (XDG base directory)."""
    base = os.environ.get("XDG_DATA_HOME") or str(Path.home() / ".local" / "share")
    return Path(base) / "hoso"


def read_settings(environ: Mapping[str, str], *, home: Path | None = None) -> Settings:
    """Settings from the environment; `home` from the command line wins.

    Raises:
        UsageError: a variable holds something that is not of its type, or is not allowed in this mode.
    """
    mode = environ.get("HOSO_MODE", "development")
    if mode not in ("development", "production"):
        raise UsageError(f"HOSO_MODE là '{mode}'; chỉ nhận 'development' hoặc 'production'.")
    settings = Settings(
        home=(home or Path(environ.get("HOSO_HOME") or default_home())).absolute(),
        mode="production" if mode == "production" else "development",
        now=_moment(environ.get("HOSO_NOW")),
        workers=_whole(environ, "HOSO_WORKERS", 0, low=0),
        convert_timeout=_whole(environ, "HOSO_CONVERT_TIMEOUT", 60, low=1),
        office_python=Path(environ.get("HOSO_OFFICE_PYTHON", "/usr/bin/python3")),
        fourth_quarter=_fourth_quarter(environ),
        calendar=Path(environ["HOSO_CALENDAR"]).absolute() if environ.get("HOSO_CALENDAR") else None,
        province=Path(environ["HOSO_PROVINCE"]).absolute() if environ.get("HOSO_PROVINCE") else None,
        public_hosts=_hosts(environ.get("HOSO_PUBLIC_HOST", "")),
        session_minutes=_whole(environ, "HOSO_SESSION_MINUTES", 30, low=1),
        clamd=environ.get("HOSO_CLAMD", ""),
        tsa_url=_web_address(environ, "HOSO_TSA_URL"),
        master_key_file=_path(environ, "HOSO_MASTER_KEY_FILE"),
        evidence_mb=_whole(environ, "HOSO_EVIDENCE_MB", 2048, low=1),
        evidence_unpacked_mb=_whole(environ, "HOSO_EVIDENCE_UNPACKED_MB", 1024, low=1),
        evidence_megapixels=_whole(environ, "HOSO_EVIDENCE_MEGAPIXELS", 200, low=1),
    )
    if settings.mode == "production" and settings.now is not None:
        raise UsageError("HOSO_NOW không được đặt ở chế độ production; hãy bỏ biến này.")
    return settings


def variables() -> dict[str, str]:
    """Every variable with its sentence, for the documentation test."""
    return {part.metadata["env"]: part.metadata["says"] for part in fields(Settings)}


def _fourth_quarter(environ: Mapping[str, str]) -> FourthQuarter:
    text = environ.get("HOSO_Q4") or "year"
    if text not in ("year", "dates"):
        raise UsageError(f"HOSO_Q4 là '{text}'; chỉ nhận 'year' (gộp vào đánh giá năm) hoặc 'dates' (có ngày riêng).")
    if text == "dates" and not environ.get("HOSO_CALENDAR"):
        raise UsageError(
            "HOSO_Q4 là 'dates' nhưng chưa có HOSO_CALENDAR; hãy chỉ tới tệp TOML có ngày quý IV kèm căn cứ."
        )
    return "dates" if text == "dates" else "year"


def _hosts(text: str) -> frozenset[str]:
    hosts = frozenset(name.strip().lower() for name in text.split(",") if name.strip())
    for host in hosts:
        if not _HOST.fullmatch(host):
            raise UsageError(f"HOSO_PUBLIC_HOST có '{host}'; hãy ghi tên máy, không kèm https:// và số cổng.")
    return hosts


def _web_address(environ: Mapping[str, str], name: str) -> str:
    text = environ.get(name, "")
    if text and not re.fullmatch(r"https?://[^/\s]+\S*", text):
        raise UsageError(f"{name} là '{text}'; cần địa chỉ bắt đầu bằng http:// hoặc https://.")
    return text


def _path(environ: Mapping[str, str], name: str) -> Path | None:
    return Path(environ[name]).absolute() if environ.get(name) else None


def _whole(environ: Mapping[str, str], name: str, default: int, *, low: int) -> int:
    text = environ.get(name, "")
    if not text:
        return default
    if not text.isdecimal() or int(text) < low:
        raise UsageError(f"{name} là '{text}'; cần một số nguyên từ {low} trở lên.")
    return int(text)


def _moment(text: str | None) -> datetime | None:
    if not text:
        return None
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as wrong:
        raise UsageError(f"HOSO_NOW là '{text}'; cần dạng 2026-06-24T08:00:00+07:00.") from wrong
    if moment.tzinfo is None:
        raise UsageError(f"HOSO_NOW là '{text}'; thiếu múi giờ, ví dụ +07:00.")
    return moment
