"""Extractors and their answers: manifests, predictions files, quotes, and the worker that runs a stranger's code."""
