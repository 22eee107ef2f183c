from lxml import etree as etree
from lxml import html as html
