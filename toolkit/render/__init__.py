"""Render: finished contexts into PDF, DOCX and XLSX bytes, reproducibly."""
