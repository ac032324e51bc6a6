"""What may be added to a signed PDF: more signatures, and proofs for long-term validation; all else is a change."""

from pyhanko.sign.diff_analysis import (
    CatalogModificationRule,
    DocInfoRule,
    DSSCompareRule,
    FormUpdatingRule,
    MetadataUpdateRule,
    ModificationLevel,
    ObjectStreamRule,
    SigFieldCreationRule,
    SigFieldModificationRule,
    StandardDiffPolicy,
    XrefStreamRule,
)

_PROOFS = ModificationLevel.LTA_UPDATES

# Behind the last signature, where nobody answers for it: proofs alone.
PROOFS_ONLY = StandardDiffPolicy(
    global_rules=[
        CatalogModificationRule(),  # type: ignore[no-untyped-call]  # the library's
        XrefStreamRule().as_qualified(_PROOFS),
        ObjectStreamRule().as_qualified(_PROOFS),
        DSSCompareRule().as_qualified(_PROOFS),
    ],
    form_rule=None,
)

# Between signatures: a further one, with the metadata that other offices' programs touch when they sign. Filling in
# other form fields, which the library would allow as well, is not among it: our documents have none.
SIGNATURES_ONLY = StandardDiffPolicy(
    global_rules=[
        CatalogModificationRule(),  # type: ignore[no-untyped-call]  # the library's
        XrefStreamRule().as_qualified(_PROOFS),
        ObjectStreamRule().as_qualified(_PROOFS),
        DSSCompareRule().as_qualified(_PROOFS),
        DocInfoRule().as_qualified(_PROOFS),
        MetadataUpdateRule().as_qualified(_PROOFS),  # type: ignore[no-untyped-call]  # the library's
    ],
    form_rule=FormUpdatingRule(
        field_rules=[
            SigFieldCreationRule(),  # type: ignore[no-untyped-call]  # the library's
            SigFieldModificationRule(),
        ]
    ),
)
