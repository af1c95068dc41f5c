"""Tables in files: CSV, TSV, TXT and XLSX, plain or gzipped, read by what they hold and not by what they are called.

    opening.open_table(path)                    -> table.Table: header, rows with source line numbers, format, encoding
    writing_xlsx.write_xlsx(target, columns, rows)
    writing_csv.write_csv(target, columns, rows)

Nothing here knows what a table is about. Nothing here needs Django.
"""
