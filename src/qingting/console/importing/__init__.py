"""The reading half of `qingting import`: from a file to records, row by row, without database and without clock.

reading.open_import(path, zone=, now=, kind=None, profile=None, sheet=None) -> ImportFile
ImportFile.rows()           -> Row(line, record or None, problems, identity), one for every row of the file
templates.write_template    our own sheet, to fill in
report.ReportWriter         the row by row report, as CSV, while the import runs
"""
