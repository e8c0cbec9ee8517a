"""The grammar of OAI-PMH 2.0 answers as RELAX NG, written after section 3.2 and 4 of the protocol."""

from lxml import etree

GRAMMAR = etree.RelaxNG(
    etree.fromstring(
        """<grammar xmlns="http://relaxng.org/ns/structure/1.0" ns="http://www.openarchives.org/OAI/2.0/"
          datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes">
<start><element name="OAI-PMH"><ref name="any-attributes"/>
  <element name="responseDate"><ref name="second"/></element>
  <element name="request">
    <optional><attribute name="verb" ns=""><choice><value>Identify</value><value>ListMetadataFormats</value>
      <value>ListSets</value><value>GetRecord</value><value>ListIdentifiers</value><value>ListRecords</value></choice></attribute></optional>
    <optional><attribute name="identifier" ns=""><data type="anyURI"/></attribute></optional>
    <optional><attribute name="metadataPrefix" ns=""><ref name="prefix"/></attribute></optional>
    <optional><attribute name="from" ns=""><text/></attribute></optional>
    <optional><attribute name="until" ns=""><text/></attribute></optional>
    <optional><attribute name="set" ns=""><ref name="set"/></attribute></optional>
    <optional><attribute name="resumptionToken" ns=""><text/></attribute></optional>
    <data type="anyURI"/></element>
  <choice>
    <oneOrMore><element name="error"><attribute name="code" ns=""><choice><value>cannotDisseminateFormat</value>
      <value>idDoesNotExist</value><value>badArgument</value><value>badVerb</value><value>noMetadataFormats</value>
      <value>noRecordsMatch</value><value>badResumptionToken</value><value>noSetHierarchy</value></choice></attribute><text/></element></oneOrMore>
    <element name="Identify">
      <element name="repositoryName"><text/></element><element name="baseURL"><data type="anyURI"/></element>
      <element name="protocolVersion"><value>2.0</value></element>
      <oneOrMore><element name="adminEmail"><data type="string"><param name="pattern">\\S+@(\\S+\\.)*\\S+</param></data></element></oneOrMore>
      <element name="earliestDatestamp"><ref name="second"/></element>
      <element name="deletedRecord"><choice><value>no</value><value>persistent</value><value>transient</value></choice></element>
      <element name="granularity"><choice><value>YYYY-MM-DD</value><value>YYYY-MM-DDThh:mm:ssZ</value></choice></element>
      <zeroOrMore><element name="compression"><text/></element></zeroOrMore>
      <zeroOrMore><element name="description"><ref name="any"/></element></zeroOrMore></element>
    <element name="ListMetadataFormats"><oneOrMore><element name="metadataFormat">
      <element name="metadataPrefix"><ref name="prefix"/></element><element name="schema"><data type="anyURI"/></element>
      <element name="metadataNamespace"><data type="anyURI"/></element></element></oneOrMore></element>
    <element name="ListSets"><oneOrMore><element name="set"><element name="setSpec"><ref name="set"/></element>
      <element name="setName"><text/></element></element></oneOrMore><optional><ref name="token"/></optional></element>
    <element name="GetRecord"><ref name="record"/></element>
    <element name="ListIdentifiers"><oneOrMore><ref name="header"/></oneOrMore><optional><ref name="token"/></optional></element>
    <element name="ListRecords"><oneOrMore><ref name="record"/></oneOrMore><optional><ref name="token"/></optional></element>
  </choice></element></start>
<define name="record"><element name="record"><ref name="header"/><optional><element name="metadata"><ref name="any"/></element></optional></element></define>
<define name="header"><element name="header"><optional><attribute name="status" ns=""><value>deleted</value></attribute></optional>
  <element name="identifier"><data type="anyURI"/></element><element name="datestamp"><ref name="second"/></element>
  <zeroOrMore><element name="setSpec"><ref name="set"/></element></zeroOrMore></element></define>
<define name="token"><element name="resumptionToken">
  <optional><attribute name="expirationDate" ns=""><ref name="second"/></attribute></optional>
  <optional><attribute name="completeListSize" ns=""><data type="positiveInteger"/></attribute></optional>
  <optional><attribute name="cursor" ns=""><data type="nonNegativeInteger"/></attribute></optional><text/></element></define>
<define name="second"><data type="string"><param name="pattern">\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}Z</param></data></define>
<define name="prefix"><data type="string"><param name="pattern">[A-Za-z0-9\\-_\\.!~\\*'\\(\\)]+</param></data></define>
<define name="set"><data type="string"><param name="pattern">([A-Za-z0-9\\-_\\.!~\\*'\\(\\)])+(:[A-Za-z0-9\\-_\\.!~\\*'\\(\\)]+)*</param></data></define>
<define name="any-attributes"><zeroOrMore><attribute><anyName/></attribute></zeroOrMore></define>
<define name="any"><element><anyName/><zeroOrMore><choice><attribute><anyName/></attribute><text/><ref name="any"/></choice></zeroOrMore></element></define>
</grammar>"""
    )
)


def checked(answer):
    """Return the tree of an answer; fails unless it is well-formed and of the protocol's grammar."""
    assert answer.status_code == 200
    assert answer["Content-Type"].startswith("text/xml")
    tree = etree.fromstring(answer.content)
    GRAMMAR.assertValid(tree)
    for record in tree.findall(".//{*}record"):
        is_deleted = record.find("{*}header").get("status") == "deleted"
        assert is_deleted == (record.find("{*}metadata") is None)
    return tree
