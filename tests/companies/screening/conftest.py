"""Small made sanctions lists in the shapes of their publishers; all names are invented."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

FTM = [
    {
        "id": "NK-1",
        "schema": "Company",
        "caption": "Gazvorbank",
        "datasets": ["made_list"],
        "last_change": "2024-05-03T10:00:00",
        "properties": {
            "name": ["Gazvorbank"],
            "alias": ["ГАЗВОРБАНК", "Gazvor Bank JSC"],
            "weakAlias": ["GVB"],
            "country": ["ru"],
            "topics": ["sanction"],
        },
    },
    {
        "id": "NK-2",
        "schema": "Organization",
        "caption": "Ordu Steel Works",
        "datasets": ["made_list"],
        "properties": {"name": ["Ordu Steel Works"], "previousName": ["Mirnaz Steel"]},
    },
    {
        "id": "S-2",
        "schema": "Sanction",
        "datasets": ["made_list"],
        "properties": {
            "entity": ["NK-2"],
            "program": ["MADE-1"],
            "listingDate": ["2023-02-01"],
        },
    },
    {"id": "P-1", "schema": "Person", "properties": {"name": ["A. Nobody"]}},
    {"id": "NK-3", "schema": "Company", "properties": {"country": ["ru"]}},
]

SIMPLE = """\
"id","schema","name","aliases","birth_date","countries","addresses","identifiers","sanctions",\
"phones","emails","dataset","first_seen","last_seen"
"a1","Company","Vostokmira Shipping","Востокмира;VMS","","ru","","","MADE-2 - 2022","","",\
"Made","2022-04-01","2024-06-01"
"a2","Person","B. Nobody","","","","","","","","","Made","",""
"""

EU_XML = """\
<?xml version="1.0" encoding="UTF-8"?>
<export xmlns="http://eu.europa.ec/fpi/fsd/export" generationDate="2024-05-07T12:00:00Z">
 <sanctionEntity euReferenceNumber="EU.1.1" logicalId="1">
  <regulation programme="MADE" numberTitle="2024/1 (OJ L1)" publicationDate="2024-01-02"/>
  <subjectType code="enterprise" classificationCode="E"/>
  <nameAlias wholeName="Kavkazneft Trading" strong="true"/>
  <nameAlias wholeName="Кавказнефть" strong="true"/>
  <nameAlias wholeName="KNT" strong="false"/>
  <address countryIso2Code="RU"/>
 </sanctionEntity>
 <sanctionEntity euReferenceNumber="EU.2.2" logicalId="2">
  <subjectType code="person"/><nameAlias wholeName="C. Nobody"/>
 </sanctionEntity>
</export>
"""

EU_CSV = """\
fileGenerationDate;Entity_LogicalId;Entity_EU_ReferenceNumber;Entity_SubjectType;\
Entity_Regulation_Programme;Entity_Regulation_NumberTitle;Entity_Regulation_PublicationDate;\
NameAlias_WholeName;Address_CountryIso2Code
07/05/2024;1;EU.1.1;E;MADE;2024/1;02/01/2024;Kavkazneft Trading;
07/05/2024;1;EU.1.1;E;MADE;2024/1;02/01/2024;Кавказнефть;
07/05/2024;1;EU.1.1;E;;;;;RU
07/05/2024;2;EU.2.2;P;MADE;2024/1;02/01/2024;D. Nobody;
"""

UN_XML = """\
<?xml version="1.0" encoding="UTF-8"?>
<CONSOLIDATED_LIST dateGenerated="2024-05-09T00:00:00">
 <INDIVIDUALS><INDIVIDUAL><DATAID>9</DATAID><FIRST_NAME>E.</FIRST_NAME></INDIVIDUAL></INDIVIDUALS>
 <ENTITIES><ENTITY>
  <DATAID>110</DATAID><FIRST_NAME>TALVAR MINERALS</FIRST_NAME>
  <UN_LIST_TYPE>Made</UN_LIST_TYPE><REFERENCE_NUMBER>MDe.001</REFERENCE_NUMBER>
  <LISTED_ON>2011-06-29</LISTED_ON>
  <NAME_ORIGINAL_SCRIPT>Талвар Минералс</NAME_ORIGINAL_SCRIPT>
  <ENTITY_ALIAS><QUALITY>a.k.a.</QUALITY><ALIAS_NAME>Talvar Mining</ALIAS_NAME></ENTITY_ALIAS>
  <ENTITY_ALIAS><QUALITY>f.k.a.</QUALITY><ALIAS_NAME>Dolvar Ore</ALIAS_NAME></ENTITY_ALIAS>
  <ENTITY_ADDRESS><COUNTRY>Nowhere</COUNTRY></ENTITY_ADDRESS>
 </ENTITY></ENTITIES>
</CONSOLIDATED_LIST>
"""

OFAC_XML = """\
<?xml version="1.0" standalone="yes"?>
<sdnList xmlns="https://sanctionslistservice.ofac.treas.gov/api/PublicationPreview/exports/XML">
 <publshInformation><Publish_Date>05/10/2024</Publish_Date></publshInformation>
 <sdnEntry><uid>36</uid><lastName>BALTOKHIM</lastName><sdnType>Entity</sdnType>
  <programList><program>MADE-EO1</program><program>MADE-EO2</program></programList>
  <akaList>
   <aka><type>a.k.a.</type><category>strong</category><lastName>BALTO CHEM</lastName></aka>
   <aka><type>f.k.a.</type><category>strong</category><lastName>OSTKHIM</lastName></aka>
   <aka><type>a.k.a.</type><category>weak</category><lastName>BKH</lastName></aka>
  </akaList>
  <addressList><address><country>Russia</country></address></addressList>
 </sdnEntry>
 <sdnEntry><uid>37</uid><lastName>NOBODY</lastName><sdnType>Individual</sdnType></sdnEntry>
 <sdnEntry><uid>38</uid><lastName>SEA STAR</lastName><sdnType>Vessel</sdnType></sdnEntry>
</sdnList>
"""

OFAC_CSV = """\
36,"BALTOKHIM",-0- ,"MADE-EO1",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0-
37,"NOBODY, F.","individual","MADE-EO1",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0-
38,"SEA STAR","vessel","MADE-EO1",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0-
"""

ALT_CSV = '36,12,"aka","BALTO CHEM",-0-\n36,13,"fka","OSTKHIM",-0-\n'


@pytest.fixture
def lists(tmp_path: Path) -> dict[str, Path]:
    """The path of each made list, by shape."""
    folder = tmp_path / "lists"
    folder.mkdir()
    texts = {
        "ftm": ("entities.ftm.json", "\n".join(json.dumps(e, ensure_ascii=False) for e in FTM)),
        "simple": ("targets.simple.csv", SIMPLE),
        "eu": ("eu.xml", EU_XML),
        "eu-csv": ("eu.csv", EU_CSV),
        "un": ("un.xml", UN_XML),
        "ofac": ("sdn.xml", OFAC_XML),
        "ofac-csv": ("SDN.CSV", OFAC_CSV),
    }
    for name, text in texts.values():
        (folder / name).write_text(text, encoding="utf-8")
    (folder / "ALT.CSV").write_text(ALT_CSV, encoding="utf-8")
    return {shape: folder / name for shape, (name, _) in texts.items()}
