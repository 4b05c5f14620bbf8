"""Receives a file in memory: what is uploaded about a patient is never laid on the disk in clear."""

from io import BytesIO
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import InMemoryUploadedFile
from django.core.files.uploadhandler import FileUploadHandler

_MEGABYTE = 1_000_000


class InMemory(FileUploadHandler):
    """Keeps one byte more than is allowed, so that the file is seen to be too large, and drops the rest."""

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """A file begins."""
        super().new_file(*args, **kwargs)
        self.file = BytesIO()
        self.left = settings.DOCUMENT_MEGABYTES * _MEGABYTE + 1

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """A part of the file."""
        taken = raw_data[: self.left]
        self.file.write(taken)
        self.left -= len(taken)

    def file_complete(self, file_size: int) -> InMemoryUploadedFile:
        """The file, as forms expect it."""
        size = self.file.tell()
        self.file.seek(0)
        return InMemoryUploadedFile(
            file=self.file,
            field_name=self.field_name,
            name=self.file_name,
            content_type=self.content_type,
            size=size,
            charset=self.charset,
            content_type_extra=self.content_type_extra,
        )
