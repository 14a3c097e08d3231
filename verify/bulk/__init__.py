"""Bulk grading: files of rows in, one result for each row out, with several processes and across interruptions.

`verify.bulk.run.grade_rows` is the whole of it.  This package loads nothing by itself, so that a worker starts quickly.
"""
