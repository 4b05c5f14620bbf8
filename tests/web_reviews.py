"""Documents to review, in words of ours: no authority published them."""

MODIFIED = """Spécialité(s) pharmaceutique(s)

Lutathera 370 MBq/mL, solution pour perfusion

Cadre de prescription compassionnelle (CPC)

• Décision du 05/05/2023 portant modification du CPC (06/05/2023)
• CPC suspendu le 01/02/2027

Contact : Mme Camille Fictif, camille.fictif@valfictif.invalid
"""
NEW = """Spécialité(s) pharmaceutique(s)

Kadcyla 160 mg, poudre pour solution à diluer

Substance active

trastuzumab emtansine

Laboratoire

Exemple Pharma

Accès précoce post-AMM

Indications

• Cancer du sein HER2 positif métastatique, sur proposition de la RCP moléculaire nationale

Décision n° 2025.0001/DC/SEM du 3 mars 2025 portant accès précoce
"""
HOSTILE = """<!doctype html><html><head><title>Page</title></head><body>
<script>document.title = "pris"</script><h1>Lutathera 370 MBq/mL, solution pour perfusion</h1>
<p>Cadre de prescription compassionnelle (CPC) <img src=x onerror="document.title = 'pris'"></p>
<p>&lt;script&gt;document.title = "pris"&lt;/script&gt; Décision du 05/05/2023 portant modification du CPC dans le
cadre de la page qui est pour les tests et avec des mots du français.</p>
</body></html>"""
