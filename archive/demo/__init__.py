"""A made-up quarter for demonstrations and tests: people, tasks, results and papers, none of them real."""

from archive.demo.proofs import Form, Proof, ToPdf
from archive.demo.quarter import DemoQuarter, DemoTask, make_quarter

__all__ = ["DemoQuarter", "DemoTask", "Form", "Proof", "ToPdf", "make_quarter"]
