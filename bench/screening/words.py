"""The words that the peers know: cohorts are drawn from them alone, however many others the vocabulary has by now."""

PROGRAMMES = (
    "kadcyla-atuc",
    "lumykras-aap",
    "lutathera-cpc",
    "onc201-preparation",
    "tecentriq-atuc",
)
FACTS = """
    disease histology extent resectable course slope secretion symptomatic liver-dominant liver-resectable
    primary-resectable liver-only node-positive tumour-burden grade ki67 setting residual-invasive-disease sstr-pet
    sstr2-pet fdg-pet fdopa-pet kras h3 er pr her2 pdl1 mgmt-methylated pregnant weight-kg height-cm
    treated-in-france triple-negative age sex
""".split()
CONCEPTS = """
    net gep-net midgut-net pancreatic-net bronchial-net thymic-net unknown-primary-net other-net ppgl
    phaeochromocytoma paraganglioma meningioma lung-tumour lung-cancer nsclc sclc breast-cancer glioma
    midline-glioma
""".split()
AGENTS = """
    systemic somatostatin-analogue mtor-inhibitor chemotherapy platinum alkylating-agent taxane fluoropyrimidine
    anti-angiogenic immunotherapy checkpoint-inhibitor interferon anti-her2 kras-inhibitor endocrine-therapy
    radionuclide-therapy everolimus octreotide lanreotide pasireotide sunitinib axitinib cabozantinib surufatinib
    bevacizumab streptozotocin temozolomide dacarbazine capecitabine fluorouracil oxaliplatin cisplatin gemcitabine
    etoposide docetaxel paclitaxel interferon-alfa telotristat pembrolizumab nivolumab durvalumab ipilimumab
    tremelimumab trastuzumab pertuzumab trastuzumab-deruxtecan adagrasib lutathera lumykras tecentriq kadcyla onc201
    mibg-131i surgery radiotherapy radiosurgery embolisation
""".split()
BOARDS = """
    comete renaten omega molecular-national
""".split()
