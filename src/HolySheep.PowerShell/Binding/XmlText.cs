using System.Linq;
using System.Xml;
using System.Xml.Linq;
using System.Xml.XPath;

namespace HolySheep.PowerShell.Binding;

/// <summary>The text of XML: the content of an element or attribute; an element that contains only elements keeps its markup.</summary>
internal static class XmlText
{
    /// <summary>The text of a node; null if the value is not XML.</summary>
    internal static string? Of(object value) => value switch
    {
        XmlDocument document => document.DocumentElement is { } root ? Of(root) : "",
        XmlElement element => HoldsOnlyElements(element) ? element.OuterXml : element.InnerText,
        XmlNode node => node.Value ?? node.InnerText,
        XPathNavigator navigator => navigator.Value,
        XDocument document => document.Root is { } root ? Of(root) : "",
        XElement element => HoldsOnlyElements(element) ? element.ToString(SaveOptions.DisableFormatting) : element.Value,
        XAttribute attribute => attribute.Value,
        XText text => text.Value,
        XObject other => other.ToString(),
        _ => null,
    };

    private static bool HoldsOnlyElements(XmlElement element)
    {
        var children = element.ChildNodes.Cast<XmlNode>().ToList();
        return children.OfType<XmlElement>().Any() && !children.Any(child => child is XmlCharacterData and not XmlComment && !string.IsNullOrWhiteSpace(child.Value));
    }

    private static bool HoldsOnlyElements(XElement element) => element.HasElements && !element.Nodes().OfType<XText>().Any(text => !string.IsNullOrWhiteSpace(text.Value));
}
