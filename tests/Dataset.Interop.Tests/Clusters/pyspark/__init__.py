"""Stands in for Spark in the test of tests/clusters/spark_build.py: what that script calls, without a cluster."""
