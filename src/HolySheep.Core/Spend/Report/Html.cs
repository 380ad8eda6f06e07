using System.Linq;
using System.Xml;
using System.Xml.Linq;

namespace HolySheep.Spend.Report;

/// <summary>Creates elements; texts and attributes are escaped when they are written.</summary>
internal static class Html
{
    /// <summary>An element with a class; an empty element still gets an end tag, as HTML requires.</summary>
    public static XElement Of(string name, string? kind, params object?[] content) =>
        new(name, kind is null ? null : new XAttribute("class", kind), content.Length == 0 ? "" : content);

    /// <summary>An SVG element, or an element without an end tag.</summary>
    public static XElement Bare(string name, params (string Name, string Value)[] attributes) =>
        new(name, attributes.Select(attribute => new XAttribute(attribute.Name, attribute.Value)));

    /// <summary>Names come from callers: characters that are not valid in XML become the replacement character.</summary>
    public static string Text(string text)
    {
        var characters = text.ToCharArray();
        for (var i = 0; i < characters.Length; i++)
        {
            if (i + 1 < characters.Length && XmlConvert.IsXmlSurrogatePair(characters[i + 1], characters[i]))
            {
                i++;
            }
            else if (!XmlConvert.IsXmlChar(characters[i]) || char.IsControl(characters[i]))
            {
                characters[i] = '\ufffd';
            }
        }

        return new string(characters);
    }
}
